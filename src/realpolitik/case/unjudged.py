"""Numbers that are nobody's: stand-ins that a draft put where a person has to judge."""

from __future__ import annotations

from realpolitik.case.node import Node
from realpolitik.case.parts.judged import Provenance

#: The reason that a drafted case gives for a number. A number with this reason was judged by nobody.
NEUTRAL = "Neutral until somebody judges it."


def neutral(part: Provenance) -> bool:
    """Whether a value is a draft's stand-in, which nobody has judged yet."""
    return part.because == NEUTRAL


def stand_in(node: Node) -> bool:
    """The same of a value as it is written: a table whose reason is the draft's."""
    reason = node.get("because") if node.kind == "map" else None
    return reason is not None and reason.text == NEUTRAL
