"""How belief has moved: every explanation's posterior on each day on which something new was seen."""

from __future__ import annotations

import datetime

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.chronicle import words_of
from realpolitik.analysis.signs import BeliefPoint
from realpolitik.case.case import Case
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.history import log_moves_by_day
from realpolitik.play.path import counted_as_moves, watched_events
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]
Day = datetime.date


def beliefs_over_time(case: Case, space: StateSpace | None, *, draws: int, seed: int) -> list[BeliefPoint]:
    """The prior, on the day before anything was seen, and the posterior on every day with news, up to ``as_of``.

    Items count from their day on, and those without one (as a rule: looked for, not found) on ``as_of``; copies never.
    ``space`` is that of a case that is played, with its ``draws`` and ``seed``; then the seen moves count from their
    day on, and every day of the watch on which nothing more was done counts too. The last point is the posterior of
    the analysis. The order is that in which things happened, not that in which anybody learned of them.
    """
    model = EvidenceModel.of(case, without=counted_as_moves(case) if space else frozenset())
    last = case.as_of or max((item.date for item in case.evidence if item.date is not None), default=None)
    if last is None or not case.explanations:
        return []
    weighed = {item.name for item in model.items}
    seen = {item.id: _plain(item.date or last) for item in case.evidence if item.id in weighed}
    news: dict[Day, list[str]] = {}
    moved = [event for _, event in watched_events(case)] if space else []
    for event in moved:
        news.setdefault(_plain(event.date), []).append(words_of(case, event))
    for item in case.evidence:
        if item.id in seen:
            mark = "looked for, not found: " if item.seen == "absent" else ""
            news.setdefault(seen[item.id], []).append(f"{mark}{item.what or item.id}")
    if space and case.watched_from is not None and max((e.date for e in moved), default=case.watched_from) < last:
        news.setdefault(_plain(last), []).append("no further move was seen" if moved else "no move was seen")
    if not news:
        return []
    days = sorted(news)
    moves = np.zeros((model.prior.size, len(days)))
    if space:
        moves = log_moves_by_day(case, space, model.prior.size, days, draws=draws, seed=seed)
    worlds = Worlds.of(case)
    truths = {name: worlds.holds(e.says) for name, e in case.explanations.items()}
    points = [_point(days[0] - datetime.timedelta(days=1), [], [], truths, model.prior)]
    for day, log_moves in zip(days, moves.T, strict=True):
        items = [item for item in model.items if seen[item.name] <= day]
        weights = model.posterior_with(model.likelihood.log(items) + log_moves)
        new = [item.name for item in items if seen[item.name] == day]
        points.append(_point(day, news[day], new, truths, weights))
    return points


def _point(
    day: Day, after: list[str], items: list[str], truths: dict[str, NDArray[np.bool_]], weights: Floats
) -> BeliefPoint:
    p = {name: rounded(float(weights[truth].sum())) for name, truth in truths.items()}
    return BeliefPoint(date=day, after=after, items=items, p=p)


def _plain(day: Day) -> Day:
    """A day without the words it was written in."""
    return Day(day.year, day.month, day.day)
