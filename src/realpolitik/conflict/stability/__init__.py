"""Stability concepts, one a file: a manual page, a ``NAME`` and ``stable(graph, actor)``."""
