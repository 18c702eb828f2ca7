"""How a question came out, and how near each forecast of it was. Read after the forecasts are made, by none of them."""

from __future__ import annotations

from realpolitik.analysis.result import Outcome
from realpolitik.analysis.scores import worth
from realpolitik.case.parts.time import Question
from realpolitik.play.result import Forecast
from realpolitik.rounding import rounded, rounded_values


def outcome(question: Question, forecast: Forecast) -> Outcome | None:
    """How a question came out and the Brier score (p - outcome)^2 of every forecast of it; None while it is open.

    That is half of the score of Brier (1950, "Verification of forecasts expressed in terms of probability", eq. 2) for
    two classes: 0 is perfect, 0.25 is what "50 %" always gets, 1 is sure and wrong. What an author said counts with its
    middle. A question that came out ``void`` has no scores.
    """
    resolved = question.resolved
    if resolved is None:
        return None
    o = worth(resolved.as_)
    ours = {"model": forecast.p_model, "base_rate": forecast.p_base, "blend": forecast.p}
    return Outcome(
        as_=resolved.as_,
        on=resolved.on,
        source=resolved.source,
        scores={} if o is None else {name: rounded((p - o) ** 2) for name, p in ours.items() if p is not None},
        said={} if o is None else rounded_values({who: (p.value - o) ** 2 for who, p in question.said.items()}),
    )
