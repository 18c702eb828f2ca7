"""What one actor could change: each lever's effect on every scenario, whether it would pull it, and what it costs it.

What it says
    One row a lever, a move by one actor on the first day whatever it wants; one column a scenario. A cell is the
    change of the scenario's probability in points. The note says in what share of the worlds the move is at once an
    improvement for the actor (would it? a preference, not a forecast), how long it is expected to last, and what it
    does to the actor's own utility, of 100 points from its worst to its best state, at once and at the horizon.
When to use it
    To weigh advice: a lever that changes much but that its actor would not pull, or would soon undo, is a wish, not
    advice.
When it misleads
    The move is made for the actor; that it was made is not taken as a sign of what the actor wants, though in life it
    would be one.
    Changes of several scenarios do not add up: scenarios overlap.
"""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, ScenarioResult
from realpolitik.figures._matrix import Cell, Column, Line, matrix
from realpolitik.figures._names import Names
from realpolitik.figures._sheet import nothing
from realpolitik.figures._svg import LETTERS, percent
from realpolitik.figures._words import points

NAME = "levers"
ORDER = 68
TITLE = "What one actor could change"

MOST, COLUMNS = 12, 6  #: rows and columns drawn


def data(analysis: Analysis) -> dict[str, Any]:
    """Scenarios (with their number by the model alone) and levers: those that can be pulled first, then by reach.

    ``changes``: scenario -> change of its probability, -1 to 1. ``advice``: the texts of advice that name the lever.
    """
    if not analysis.levers:
        return {"scenarios": [], "levers": []}
    now = {s.name: model_number(s) for s in analysis.scenarios}
    names = Names(analysis)
    advised: dict[int, list[str]] = {}
    for advice in analysis.advice:
        if advice.lever is not None:
            advised.setdefault(advice.lever, []).append(advice.text or advice.do or "")
    found: list[dict[str, Any]] = [
        {
            "actor": lever.actor,
            "option": lever.option,
            "value": lever.value,
            "words": names.move(lever),
            "possible": lever.possible,
            "blocked_by": lever.blocked_by,
            "changes": {n: round(p - now[n], 10) for n, p in lever.scenarios.items() if n in now},
            "would": lever.would,
            "months": lever.months,
            "lasts": lever.lasts,
            "own_now": lever.own_now,
            "own_later": lever.own_later,
            "reach": lever.reach,
            "advice": advised.get(k, []),
        }
        for k, lever in enumerate(analysis.levers)
    ]
    found.sort(key=lambda one: (not one["possible"], -one["reach"], one["option"], one["value"]))
    scenarios: list[dict[str, Any]] = [{"name": s.name, "title": s.title, "p": now[s.name]} for s in analysis.scenarios]
    scenarios.sort(key=lambda s: (-max((abs(o["changes"].get(s["name"], 0.0)) for o in found), default=0.0), s["name"]))
    return {"scenarios": scenarios, "levers": found}


def model_number(s: ScenarioResult) -> float:
    """By the model alone: has come about by the horizon; of today's situation: still holds then."""
    if s.at and s.at[0][1] >= 0.995:
        return s.at[-1][1]
    return s.ever[-1][1] if s.ever else 0.0


def spec(found: dict[str, Any]) -> str:
    """The SVG: at most six scenarios (those that the levers move most) and twelve levers."""
    scenarios = found["scenarios"][:COLUMNS]
    shown = found["levers"][:MOST]
    if not shown:
        return nothing(TITLE, "no lever")
    columns = [Column(s["title"][:1].upper() + s["title"][1:], percent(s["p"])) for s in scenarios]
    lines = [_line(lever, scenarios) for lever in shown]
    return matrix(columns, lines, f"{TITLE}. {len(lines)} levers, the strongest first; {len(columns)} scenarios")


def _line(lever: dict[str, Any], scenarios: list[dict[str, Any]]) -> Line:
    if not lever["possible"]:
        why = f"cannot be done: {lever['blocked_by'] or 'no move leads there today'}"
        return Line(lever["words"], "", [], (why, why), f"{lever['words']}: {why}")
    cells = []
    told = []
    for s in scenarios:
        by = lever["changes"].get(s["name"])
        cells.append(_cell(by))
        if by is not None:
            told.append(f"{s['title']} {points(by)} points to {percent(s['p'] + by)}")
    own = f"{points(lever['own_now'])} now, {points(lever['own_later'])} later"
    months = f"{lever['months']:.0f}" if lever["months"] >= 0.95 else "<1"
    note = (
        f"would it, by its wishes: {percent(lever['would'])}; lasts {months} months "
        f"({percent(lever['lasts'])} to the end); its own gain: {own}",
        f"would it: {percent(lever['would'])}; {months} months; gains {points(lever['own_now'])}, then "
        f"{points(lever['own_later'])}",
    )
    exact = ", ".join(
        f"{LETTERS[k]} {percent(s['p'] + lever['changes'][s['name']])}"
        for k, s in enumerate(scenarios)
        if s["name"] in lever["changes"]
    )
    said = f"{lever['words']}: {'; '.join(told)}. {note[0]}"
    return Line(lever["words"], "advised" if lever["advice"] else "", cells, note, said, exact)


def _cell(by: float | None) -> Cell:
    if by is None:
        return Cell("", "", "none")
    if abs(by) < 0.005:
        return Cell("·", "·", "none")
    strong = " strong" if abs(by) >= 0.1 else ""
    return Cell(points(by), points(by), ("to" if by > 0 else "away") + strong)
