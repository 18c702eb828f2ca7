"""Numbers that are nobody's: stand-ins that a draft put where a person has to judge."""

from __future__ import annotations

from realpolitik.case.parts.judged import Provenance

#: The reason that a drafted case gives for a number. A number with this reason was judged by nobody.
NEUTRAL = "Neutral until somebody judges it."


def neutral(part: Provenance) -> bool:
    """Whether a value is a draft's stand-in, which nobody has judged yet."""
    return part.because == NEUTRAL
