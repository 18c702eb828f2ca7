"""How near the forecasts were that can be scored by now: the mean over the questions that came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from realpolitik.analysis.piece import Result
from realpolitik.rounding import rounded

if TYPE_CHECKING:
    from realpolitik.analysis.result import QuestionResult

#: What each way of coming out is worth; another one (``void``, a value) leaves nothing to score.
WORTH = {"yes": 1.0, "no": 0.0}
#: The forecasts of one question that are scored.
FORECASTS = ("model", "base_rate", "blend")


class Scores(Result):
    """Mean Brier scores, (p - outcome)^2: 0 is best, 0.25 is what "50 %" always gets, 1 is sure and wrong every time.

    Questions of one case often hang on one happening, so a few of them are less of a record than their number says.
    """

    questions: int  # that came out yes or no
    void: int  # that came out in a way that leaves nothing to score
    with_base_rate: int  # of the questions scored
    mean: dict[str, float]  # of `model` and `blend`, over all questions scored
    mean_with_base_rate: dict[str, float]  # of `model`, `base_rate` and `blend`, over those that have one
    by_explanation: dict[str, float]  # of the model's answers if this one explanation holds, over all questions scored
    said: dict[str, float] = {}  # of what each author said, over the questions scored of which the author spoke
    said_of: dict[str, int] = {}  # how many these are
    beside_said: dict[str, float] = {}  # of `blend` over the very same questions


def worth(came_out_as: str) -> float | None:
    """1 for a yes, 0 for a no, None for anything that leaves nothing to score."""
    return WORTH.get(came_out_as.strip().casefold())


def scores(questions: Iterable[QuestionResult]) -> Scores | None:
    """The means over the questions that came out; None where none can be scored."""
    ended = [(q, q.came_out) for q in questions if q.came_out is not None]
    scored = [(q, out.scores, o) for q, out in ended if (o := worth(out.as_)) is not None]
    if not scored:
        return None
    based = [one for _, one, _ in scored if "base_rate" in one]
    authors = list(dict.fromkeys(who for _, out in ended for who in out.said))
    spoken = {who: [out for _, out in ended if who in out.said and "blend" in out.scores] for who in authors}
    spoken = {who: outs for who, outs in spoken.items() if outs}
    named = [name for name in scored[0][0].by_explanation if all(name in q.by_explanation for q, _, _ in scored)]
    return Scores(
        questions=len(scored),
        void=len(ended) - len(scored),
        with_base_rate=len(based),
        mean={name: _mean([one[name] for _, one, _ in scored]) for name in ("model", "blend")},
        mean_with_base_rate={name: _mean([one[name] for one in based]) for name in FORECASTS if based},
        by_explanation={name: _mean([(q.by_explanation[name] - o) ** 2 for q, _, o in scored]) for name in named},
        said={who: _mean([out.said[who] for out in outs]) for who, outs in spoken.items()},
        said_of={who: len(outs) for who, outs in spoken.items()},
        beside_said={who: _mean([out.scores["blend"] for out in outs]) for who, outs in spoken.items()},
    )


def _mean(values: Sequence[float]) -> float:
    return rounded(sum(values) / len(values))
