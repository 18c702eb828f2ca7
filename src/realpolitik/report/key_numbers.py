"""The numbers a reader should take away, for the top of the page."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.result import Analysis, ExplanationResult, Interval
from realpolitik.report.chosen import by_probability, leading, reading
from realpolitik.report.words import capital, title_of, word_for

MOST_OUTCOMES = 7


@dataclass(frozen=True)
class KeyNumber:
    """One probability with what it is of; ``note`` tells its part on the page, ``before`` where it started."""

    note: str
    title: str
    p: float
    interval: Interval
    before: float | None = None

    @property
    def word(self) -> str | None:
        """The likelihood word, or None where the range is too wide for one."""
        return word_for(self.p, self.interval)


def beliefs(analysis: Analysis) -> list[KeyNumber]:
    """The explanation that the case names first, and the best supported one where that is another."""
    lead = leading(analysis)
    if lead is None:
        return []
    thesis = analysis.explanations[0]
    if thesis.name == lead.name:
        return [_belief(lead, "The thesis, and the best supported explanation")]
    return [_belief(thesis, "The thesis"), _belief(lead, "The best supported explanation")]


def _belief(explanation: ExplanationResult, note: str) -> KeyNumber:
    title = title_of(explanation.name, explanation.title)
    return KeyNumber(note, title, explanation.posterior, explanation.interval, explanation.prior)


def outcomes(analysis: Analysis) -> list[KeyNumber]:
    """The scenarios with the numbers of their cards: today's situation first, then the likeliest."""
    numbers = []
    for scenario in by_probability(analysis.scenarios)[:MOST_OUTCOMES]:
        read = reading(scenario)
        note = "goes on" if read.today else ""
        numbers.append(KeyNumber(note, capital(scenario.title), read.p, read.interval))
    return numbers
