"""Inputs that nobody answers for or that are to be checked, by how far they move what the bottom line says."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.fragile import InputResult, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.report.chosen import leading

_WITHOUT = ("judged", "neutral", "default", "convention")  # support that nobody answers for
_LEAST = 0.005  # a smaller move is printed as none


@dataclass(frozen=True)
class Doubtful:
    """One such input.

    ``headline``: the headline of the bottom line that it moves most, with the ``swing``; None where it moves none.
    ``also``: how many other questions the very same base rate stands with.
    """

    given: InputResult
    headline: str | None
    swing: Swing | None
    also: int = 0


def doubtful(analysis: Analysis) -> list[Doubtful]:
    """Those that move a headline of the bottom line (the explanation named first, the leading one, scenarios) first.

    The largest move first, and then the others by the headline that they move most. A swing that a headline does not
    list is smaller than those it does.
    """
    if analysis.fragility is None:
        return []
    largest = _largest(analysis)
    kept: dict[object, Doubtful] = {}
    found = [i for i in analysis.fragility.inputs if i.support in _WITHOUT or i.check]
    for given in sorted(found, key=lambda i: (-_size(largest.get(i.path)), -i.moves, i.path)):
        same = _same(given)
        if same in kept:
            first = kept[same]
            kept[same] = Doubtful(first.given, first.headline, first.swing, first.also + 1)
        else:
            kept[same] = Doubtful(given, *largest.get(given.path, (None, None)))
    return list(kept.values())


def _same(given: InputResult) -> object:
    """What two base rates share that are one: their words, numbers and ground. Any other input is like itself alone."""
    if given.kind != "base rate":
        return given.path
    return given.words, given.given, given.value, given.low, given.high, given.support, given.check


def _largest(analysis: Analysis) -> dict[str, tuple[str, Swing]]:
    """For every input the headline of the bottom line that it moves most, and how far."""
    assert analysis.fragility is not None
    lead = leading(analysis)
    named = [*analysis.explanations[:1], *([lead] if lead is not None else [])]
    main = {f"explanations.{e.name}" for e in named} | {f"scenarios.{s.name}" for s in analysis.scenarios}
    out: dict[str, tuple[str, Swing]] = {}
    for headline in analysis.fragility.headlines:
        for swing in headline.swings if headline.key in main else ():
            if _size((headline.key, swing)) > max(_size(out.get(swing.input)), _LEAST):
                out[swing.input] = headline.key, swing
    return out


def _size(found: tuple[str, Swing] | None) -> float:
    return 0.0 if found is None else abs(found[1].at_high - found[1].at_low)
