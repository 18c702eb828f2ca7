"""The graph model: states, moves, preferences, and what holds."""

from realpolitik.conflict.graph import Graph

__all__ = ["Graph"]
