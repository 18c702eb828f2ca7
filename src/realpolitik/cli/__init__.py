"""The command line: one command a file, found by the registry."""
