"""The commands. Each module has ``ORDER`` and one function ``command``; its docstring is the command's help."""
