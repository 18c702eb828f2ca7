"""Joins the engines: a case goes in, one frozen ``Analysis`` comes out."""
