"""Levers and advice: what one actor could change, whether it would, and where the text's advice does not follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from realpolitik.analysis.address import key
from realpolitik.analysis.conclusions import RULES
from realpolitik.analysis.levers import ADVICE_RULE
from realpolitik.analysis.remedies import AdviceResult, LeverResult
from realpolitik.analysis.result import Analysis
from realpolitik.figures import levers as figure
from realpolitik.figures._names import Names
from realpolitik.report.chosen import reading, source_name
from realpolitik.report.concluding import reason
from realpolitik.report.html.pictures import own
from realpolitik.report.leaning import advisers
from realpolitik.report.quoting import any_blended
from realpolitik.report.saying import Number, Numbers
from realpolitik.report.unjudged import nobody_wants
from realpolitik.report.voices import voices
from realpolitik.report.words import capital, percent, title_of, unique

ORDER = 110
TITLE = "Levers and advice"

_FIRST = 5  # levers told in full at once
_MOVED = 0.005  # a change of a scenario that is worth telling
_TOLD = 4  # conclusions told at once that do not follow
_SIDE = 3  # scenarios told of one lever
_BAD = ("does not follow", "cannot be done", "makes no difference")


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Levers, those advised first, then by reach; advice and conclusions, those first that are not borne out."""
    levers = [] if nobody_wants(analysis) else analysis.levers
    if not (levers or analysis.advice or analysis.conclusions):
        return None
    possible = [(k, lever) for k, lever in enumerate(levers) if lever.possible]
    advised = {a.lever for a in analysis.advice}
    possible.sort(key=lambda pair: (pair[0] not in advised, -pair[1].reach))
    rows = [_lever(lever, analysis, k in advised) for k, lever in possible]
    drawn = figure.data(analysis)
    return {
        "blended": any_blended(analysis),
        "levers": rows[:_FIRST],
        "more": rows[_FIRST:],
        "blocked": [
            {
                "words": Names(analysis).move(lever),
                "why": lever.blocked_by or "no move leads there today",
                "needs": lever.needs,
            }
            for lever in levers
            if not lever.possible
        ],
        "figure": own(figure.spec(drawn)) if levers and drawn["levers"] else None,
        "advised_by": _advised_by(analysis),
        "advice": _alike(sorted((_advice(a, analysis) for a in analysis.advice), key=lambda a: not a["bad"])),
        "conclusions": [
            (voice, _conclusions(analysis, voice.places, at_once=k == 0))
            for k, voice in enumerate(voices(analysis, [c.who for c in analysis.conclusions]))
        ],
        "rules": [ADVICE_RULE, *RULES] if analysis.advice or analysis.conclusions else [],
    }


def _lever(lever: LeverResult, analysis: Analysis, advised: bool) -> dict[str, Any]:
    n, at = Numbers(analysis), f"levers.{key(lever, 0)}"
    would_if = sorted(lever.would_if, key=lambda e: -lever.would_if[e])
    titles = {e.name: title_of(e.name, e.title) for e in analysis.explanations}
    most = next((e for e in would_if if e in titles and lever.would_if[e] - lever.would >= 0.05), None)
    return {
        "words": Names(analysis).move(lever),
        "advised": advised,
        "would": n(f"{at}.would"),
        "most": (titles[most], n(f"{at}.would_if.{most}")) if most else None,
        "effects": _effects(lever, analysis, n, at),
        "lasts": n(f"{at}.lasts"),
        "months": n(f"{at}.months", "months"),
        "own": (n(f"{at}.own_now", "points"), n(f"{at}.own_later", "points")),
    }


def _effects(lever: LeverResult, analysis: Analysis, n: Numbers, at: str) -> list[tuple[str, Number, str, Number]]:
    """The scenarios that it moves most: title, number now, up or down, number with the lever.

    A scenario that says no more than how the lever itself stands comes last: that the lever moves it tells nothing.
    """
    now = {s.name: reading(s) for s in analysis.scenarios if s.ever}
    titles = {s.name: capital(s.title) for s in analysis.scenarios}
    moved = [s for s in lever.scenarios if s in now and abs(lever.scenarios[s] - now[s].p) >= _MOVED]
    moved = [s for s in moved if percent(lever.scenarios[s]) != percent(now[s].p)]
    itself = {s.name for s in analysis.scenarios if set(re.findall(r"\w+\.\w+", s.that)) == {lever.option}}
    moved.sort(key=lambda s: (s in itself, -abs(lever.scenarios[s] - now[s].p)))
    return [
        (titles[s], n(now[s].address), "▲" if lever.scenarios[s] > now[s].p else "▼", n(f"{at}.scenarios.{s}"))
        for s in moved[:_SIDE]
    ]


def _advice(advice: AdviceResult, analysis: Analysis) -> dict[str, Any]:
    names = {s.id: source_name(s) for s in analysis.sources}
    by = unique([names.get(one.split(" ")[0], one) for one in advice.by])
    lever = analysis.levers[advice.lever] if advice.lever is not None else None
    return {
        "to": Names(analysis).actor(advice.to),
        "text": advice.text or (lever.words if lever else advice.do) or "",
        "by": by,
        "citations": [c for c in advice.by if " " in c],
        "verdict": advice.verdict,
        "bad": advice.verdict in _BAD,
        "because": advice.because,
    }


def _advised_by(analysis: Analysis) -> str:
    """Who advises, for the head of the list: one by name, or the text."""
    found = voices(analysis, advisers(analysis))
    return f"{found[0].who} advises" if len(found) == 1 and found[0].verb == "concludes" else "the text advises"


def _alike(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Pieces of advice that have the same verdict for the same reason stand together."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["verdict"], row["because"]), []).append(row)
    return list(groups.values())


def _conclusions(analysis: Analysis, places: Sequence[int], at_once: bool) -> list[tuple[str, list[dict[str, Any]]]]:
    """The conclusions at these places by verdict: those that do not follow first, a few of them at once or none.

    A group without a name is shown at once; the text's own is, while what commenters hold is folded.
    """
    names = {s.id: source_name(s) for s in analysis.sources}
    rows: dict[str, list[dict[str, Any]]] = {
        verdict: [] for verdict in (*_BAD, "follows in part", "follows", "not evaluated")
    }
    for k in places:
        c = analysis.conclusions[k]
        rows[c.verdict].append(
            {
                "who": names.get(c.who, c.who),
                "title": capital(c.title),
                "said": c.said,
                "verdict": c.verdict,
                "bad": c.verdict in _BAD,
                "because": reason(analysis, k),
            }
        )
    groups = [(verdict, found) for verdict, found in rows.items() if found]
    if not at_once:
        return groups
    if groups and groups[0][0] in _BAD and len(groups[0][1]) > _TOLD + 1:
        verdict, found = groups[0]
        groups[:1] = [("", found[:_TOLD]), (f"further: {verdict}", found[_TOLD:])]
    elif groups and groups[0][0] in _BAD:
        groups[0] = ("", groups[0][1])
    return groups
