"""Forecasts frozen, resolved and scored, in one append-only file."""
