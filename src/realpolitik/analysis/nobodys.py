"""How far a headline rests on numbers that are still nobody's: a draft's stand-ins, and what is marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from realpolitik.analysis.fragile import Fragility, InputResult, Support, Unjudged

HALF = 0.5  #: a headline is nobody's where this share of what moves it is


class Judgeable(Protocol):
    """What is known of a judged number: who answers for it, and whether it is marked."""

    @property
    def support(self) -> Support: ...
    @property
    def check(self) -> str | None: ...


def nobodys(given: Judgeable) -> bool:
    """Whether a number is nobody's: a draft's stand-in, or still marked to be checked."""
    return given.support == "neutral" or bool(given.check)


def share(fragility: Fragility | None, key: str, counts: Callable[[InputResult], bool]) -> float | None:
    """The share of a headline's swings that lies on inputs that count, each weighing by the length of its bar.

    None where nothing is known to move it.
    """
    found = next((h for h in fragility.headlines if h.key == key), None) if fragility is not None else None
    if fragility is None or found is None:
        return None
    known = {i.path: i for i in fragility.inputs}
    bars = [(abs(s.at_high - s.at_low), counts(known[s.input])) for s in found.swings if s.input in known]
    whole = sum(length for length, _ in bars)
    return sum(length for length, counted in bars if counted) / whole if whole > 0.0 else None


def nobodys_share(unjudged: Unjudged | None, fragility: Fragility | None, key: str) -> float:
    """The share of what moves a headline that is still nobody's, 0 to 1.

    All of it where the headline speaks of nothing but events that nobody has judged, or is of what comes and nobody is
    said to want anything. Where nothing is known to move it, the share of all inputs of the case.
    """
    if unjudged is None:
        return 0.0
    if key in unjudged.untold or (unjudged.nobody_wants and not key.startswith("explanations.")):
        return 1.0
    found = share(fragility, key, nobodys)
    return unjudged.open / max(unjudged.of, 1) if found is None else found
