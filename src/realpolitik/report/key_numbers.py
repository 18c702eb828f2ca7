"""The numbers a reader should take away, for the top of the page."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from realpolitik.analysis.result import Analysis, ExplanationResult, Interval
from realpolitik.report.chosen import leading
from realpolitik.report.likelihoods import tag
from realpolitik.report.quoting import in_order, to_quote
from realpolitik.report.saying import Number, Numbers, Sentence
from realpolitik.report.unjudged import is_nobodys
from realpolitik.report.words import capital, title_of

MOST_OUTCOMES = 7


@dataclass(frozen=True)
class KeyNumber:
    """One probability with what it is of; ``note`` tells its part on the page, ``before`` where it started.

    ``shown`` is the number as printed and ``word`` what stands beside it: its likelihood word with its date.
    """

    note: str
    title: str
    p: float
    interval: Interval
    shown: Number
    word: Sentence
    address: str
    before: float | None = None


def beliefs(analysis: Analysis) -> list[KeyNumber]:
    """The explanation that the case names first, and the best supported one where that is another."""
    lead = leading(analysis)
    if lead is None:
        return []
    thesis = analysis.explanations[0]
    if is_nobodys(analysis, f"explanations.{lead.name}"):
        return [_belief(analysis, thesis, "The thesis")]
    if thesis.name == lead.name:
        return [_belief(analysis, lead, "The thesis, and the best supported explanation")]
    return [_belief(analysis, thesis, "The thesis"), _belief(analysis, lead, "The best supported explanation")]


def _belief(analysis: Analysis, explanation: ExplanationResult, note: str) -> KeyNumber:
    n, at = Numbers(analysis), f"explanations.{explanation.name}"
    return KeyNumber(
        note,
        title_of(explanation.name, explanation.title),
        explanation.posterior,
        explanation.interval,
        n(f"{at}.posterior"),
        tag(n, f"{at}.posterior", f"{at}.interval"),
        at,
        explanation.prior,
    )


def outcomes(analysis: Analysis) -> list[KeyNumber]:
    """The scenarios with the numbers of their cards: today's situation first, then the likeliest."""
    n = Numbers(analysis)
    numbers = []
    for scenario in [s for s in in_order(analysis) if s.ever][:MOST_OUTCOMES]:
        read = to_quote(scenario, analysis)
        by: datetime.date = scenario.ever[-1][0]
        word = tag(n, read.address, read.range_address, by=by, on=read.today)
        note = "nobody's yet" if is_nobodys(analysis, read.address) else "goes on" if read.today else ""
        title = capital(scenario.title)
        numbers.append(KeyNumber(note, title, read.p, read.interval, n(read.address), word, read.address))
    return numbers
