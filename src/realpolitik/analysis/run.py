"""``analyse``: a case goes in, one frozen ``Analysis`` comes out."""

from __future__ import annotations

from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

import realpolitik
from realpolitik.analysis import assumptions, beliefs, orders, people, standing
from realpolitik.analysis.aside import Aside
from realpolitik.analysis.chronicle import timeline
from realpolitik.analysis.conclusions import conclusions
from realpolitik.analysis.deeper import deeper
from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.futures import Futures
from realpolitik.analysis.history import beliefs_over_time
from realpolitik.analysis.indicators import indicators
from realpolitik.analysis.nobodys import HALF, nobodys_share
from realpolitik.analysis.progress import Progress, parts_of, unheard
from realpolitik.analysis.remedies import ConclusionResult
from realpolitik.analysis.result import Analysis, CaseSummary, Interval, Method
from realpolitik.analysis.scores import scores
from realpolitik.analysis.stories import story
from realpolitik.analysis.surprises import surprises
from realpolitik.analysis.turns import own_chances
from realpolitik.analysis.unjudged import unjudged
from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.solving import solve
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import preference_types
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.weighing import weigh
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import DEFAULT_DRAWS
from realpolitik.play.result import Play
from realpolitik.rounding import rounded, rounded_values

Floats = NDArray[np.float64]

PLAYING = "Playing what happens next"
EVIDENCE_DRAWS = 1000  #: draws of the judged ranges of evidence; they are cheap


def analyse(
    case: Case,
    *,
    seed: int = 1,
    draws: int = DEFAULT_DRAWS,
    executor: Executor | None = None,
    progress: Progress | None = None,
    deep: bool = True,
) -> Analysis:
    """Everything that follows from a case: beliefs, what holds, what happens next, what to watch.

    The same case, ``seed`` and ``draws`` give the same bytes of JSON, whatever the ``executor`` (any of
    ``concurrent.futures``; None: this process alone). ``draws`` of what is uncertain in the play (0: middles only).
    ``progress`` is told each stage in words and how much of it is done. A case without actors is weighed only, one
    without factors only played. ``deep`` false leaves out what takes runs of its own: belief day by day, fragility,
    levers and advice.

    Raises BadInput where the case cannot be computed as it is.
    """
    tell = progress or unheard
    space = StateSpace.of(case) if any(a.options for a in case.actors.values()) or case.nature else None
    to_play = space is not None and bool(space.axes) and _time_ahead(case)
    counted = counted_as_moves(case) if to_play else frozenset[str]()  # what no play counts is weighed as an item
    tell("Weighing the evidence")
    before = EvidenceModel.of(case, without=counted).posterior
    played = None
    if to_play:
        tell(PLAYING)
        played = forecast(case, draws=draws, seed=seed, executor=executor, told=parts_of(PLAYING, tell))
    update: dict[str, object] = {}
    if space is not None:
        tell("Finding what holds")

    def needs_no_run() -> tuple[Analysis, dict[str, object]]:
        weighed = _weighed(case, space, played, before, counted, draws, seed)
        return weighed, {} if space is None else _actions(case, space, played, before)

    beside = Aside(needs_no_run)  # what takes no other process is found while these are at work
    if deep:
        update["beliefs_over_time"] = beliefs_over_time(case, space if to_play else None, draws=draws, seed=seed)
        update |= deeper(case, space, before, counted, played, executor, tell)
    result, holding = beside.result()
    update |= holding
    result = result.model_copy(update=update)
    found = conclusions(case, result.explanations, result.questions)
    return result.model_copy(update={"conclusions": [_if_judged(one, result) for one in found]})


def _if_judged(conclusion: ConclusionResult, result: Analysis) -> ConclusionResult:
    """A conclusion with its verdict, or without one where half of what moves the case's number is nobody's."""
    if nobodys_share(result.unjudged, result.fragility, conclusion.key) < HALF:
        return conclusion
    because = "Nobody has judged yet what the case's number rests on."
    return conclusion.model_copy(update={"verdict": "not evaluated", "because": because})


def _weighed(
    case: Case,
    space: StateSpace | None,
    played: Play | None,
    before: Floats,
    counted: frozenset[str],
    draws: int,
    seed: int,
) -> Analysis:
    """The analysis without what needs options: how far to believe what, and what is taken as given."""
    moves = None if played is None else _relative(played.log_moves)
    weighing = weigh(case, draws=EVIDENCE_DRAWS if draws else 0, seed=seed, without=counted, moves=moves)
    truths = {name: Worlds.of(case).holds(e.says) for name, e in case.explanations.items()}
    intervals: dict[str, Interval] = {
        name: (rounded(w.interval[0]), rounded(w.interval[1])) if w.interval else (rounded(w.posterior),) * 2
        for name, w in weighing.explanations.items()
    }
    return Analysis(
        case=_summary(case),
        method=_method(case, space, played, draws, seed),
        explanations=beliefs.explanations(
            case, weighing, {name: float(before[truth].sum()) for name, truth in truths.items()}, intervals
        ),
        factors=beliefs.factors(case, weighing),
        something_else=beliefs.remainder(weighing.something_else) if case.factors else None,
        none_named=beliefs.remainder(weighing.none_named) if case.explanations else None,
        equal_priors=rounded_values(weighing.equal_priors.explanations),
        by_judge={name: rounded_values(held) for name, held in weighing.by_judge.items()},
        items=beliefs.items(case, weighing),
        sources=beliefs.sources(case, weighing),
        steps=beliefs.steps(weighing),
        indicators=indicators(case, weighing, played),
        actors=people.actors(case),
        held={} if space is None else people.held(space),
        timeline=timeline(case),
        rules=assumptions.rules(case),
        assumptions=assumptions.assumptions(case, space),
        unjudged=unjudged(case),
    )


def _time_ahead(case: Case) -> bool:
    """Whether a horizon or a question gives a play time to move in."""
    return case.as_of is not None and (case.horizon is not None or any(q.until > case.as_of for q in case.questions))


def _actions(case: Case, space: StateSpace, played: Play | None, before: Floats) -> dict[str, object]:
    """The parts of the analysis that need options: what holds and what happens next.

    What holds is read by ``before``, the worlds as the evidence leaves them: what the moves seen tell depends on
    utilities, pace and resolve, which the reading by orders does not use.
    """
    update: dict[str, object] = {}
    probabilities = [t.probability(before) for t in preference_types(case)]
    solution = solve(case, probabilities, space=space) if space.deciders else None
    if solution is not None:
        update["types"] = standing.types(solution, probabilities)
    holding = standing.Standing.of(space, solution, probabilities)
    found = surprises(case, space, before) if solution is not None else []
    if played is None:
        now = [np.eye(len(axis.values))[axis.now] for axis in space.axes]
        if solution is not None:
            update["ordinal"] = orders.reading(space, solution, probabilities, holding, None, found, {})
        return {**update, "axes": people.axes(space, now), "states": holding.states()}
    futures = Futures(case, space, played)
    states = futures.states(holding)
    if solution is not None:
        alone = own_chances(space, before, case.as_of, played.horizon) if case.as_of else {}
        update["ordinal"] = orders.reading(space, solution, probabilities, holding, futures, found, alone)
    return {
        **update,
        "axes": people.axes(space, futures.marginals(), futures.counted_now()),
        "states": states,
        "moves": futures.moves(states),
        "likely_path": futures.likely_path(),
        "story": story(case, space, played),
        "scenarios": futures.scenarios(),
        "none_of_these": futures.none_of_these(),
        "questions": (questions := futures.questions()),
        "scores": scores(questions),
    }


def _relative(log_moves: Floats) -> Floats:
    """The same up to a constant, so that no world's likelihood underflows."""
    return np.asarray(log_moves - log_moves.max(), dtype=np.float64)


def _summary(case: Case) -> CaseSummary:
    return CaseSummary(
        slug=case.case,
        title=case.title,
        about=case.about,
        as_of=case.as_of,
        horizon=case.horizon,
        watched_from=case.watched_from,
        sha256=case.sha256,
    )


def _method(case: Case, space: StateSpace | None, played: Play | None, draws: int, seed: int) -> Method:
    refused = [] if space is None or played is None else Futures(case, space, played).refused()
    if played is None and space is not None and (case.questions or case.watched_from):
        refused = ["nothing was played: nothing can move, or neither a horizon nor a question's day lies ahead"]
    return Method(
        version=realpolitik.__version__,
        seed=seed,
        draws=draws,
        states=space.size if space else 0,
        feasible=int(space.states.size) if space else 0,
        types=played.types if played else len(preference_types(case)) if space and space.deciders else 0,
        effective_sample_size=rounded(played.effective_sample_size) if played and draws else None,
        standard_error=rounded(played.standard_error) if played and draws > 1 and played.scenarios else None,
        not_used=case.not_used(),
        warnings=[*(w.message for w in case.warnings), *(played.warnings if played else ()), *refused],
    )
