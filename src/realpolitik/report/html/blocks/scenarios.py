"""Scenario cards: how probable each outcome is by the horizon, and what that hangs on."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.quoted import asking, blending
from realpolitik.analysis.result import Analysis, ScenarioResult
from realpolitik.figures._svg import drawing, track
from realpolitik.report.chosen import leading
from realpolitik.report.fragile import weakest
from realpolitik.report.html.pictures import own
from realpolitik.report.likelihoods import ranging, tag
from realpolitik.report.quoting import any_blended, in_order, other_day, parts, to_quote
from realpolitik.report.saying import Listed, Number, Numbers, Sentence, say
from realpolitik.report.since import today
from realpolitik.report.words import capital, day, percent, quoted, title_of

ORDER = 20
TITLE = "Scenarios"

_TOGETHER = 0.005  # a chance to hold together that is worth printing


def view(analysis: Analysis) -> dict[str, Any] | None:
    """One card a scenario, likeliest first; the chance that none holds at the horizon; which can hold together."""
    shown = [s for s in in_order(analysis) if s.ever]
    if not shown:
        return None
    horizon = shown[0].ever[-1][0]
    none = analysis.none_of_these[-1] if analysis.none_of_these else None
    return {
        "cards": [_card(s, analysis) for s in shown],
        "blended": any_blended(analysis),
        "closed": none is not None and none[1] <= 0.0,
        "none": say("none_hold", date=day(none[0])) if none is not None and none[1] > 0.0 else None,
        "horizon": horizon,
        "last": _last_day(shown, analysis),
        "together": _together(shown, analysis),
    }


def _last_day(shown: list[ScenarioResult], analysis: Analysis) -> Sentence | None:
    """What holds on the last day as one distribution, the likeliest first, with the chance that none of them holds."""
    n, none = Numbers(analysis), analysis.none_of_these[-1:]
    held = sorted((s for s in shown if s.at), key=lambda s: -s.at[-1][1])
    if not held:
        return None
    shares = [say("share", p=n(f"scenarios.{s.name}.at"), title=quoted(capital(s.title))) for s in held]
    if none and none[0][1] > 0.0:
        shares.append(say("share", p=n("none_of_these"), title="none of these"))
    whole = sum(s.at[-1][1] for s in held) + sum(p for _, p in none)
    overlap = any(p >= _TOGETHER for s in held for o, p in s.overlaps.items() if o != s.name)
    key = "last_whole" if abs(whole - 1.0) < _TOGETHER else "last_overlap" if overlap else "last_some"
    begin = say("last_begin_alone" if any_blended(analysis) else "last_begin")
    return say(key, begin=begin, date=day(held[0].at[-1][0]), list=Listed(shares))


def _card(s: ScenarioResult, analysis: Analysis) -> dict[str, Any]:
    read, n = to_quote(s, analysis), Numbers(analysis)
    bar = drawing(20, track(10, [("posterior", read.p)], read.interval), percent(read.p), "tracks small")
    return {
        "s": s,
        "title": capital(s.title),
        "today": read.today,
        "holds": today(analysis),
        "number": n(read.address),
        "tag": tag(n, read.address, read.range_address, by=s.ever[-1][0], on=read.today),
        "bar": own(bar),
        "range": [said for said in (ranging(n, read.address, read.range_address), parts(s, analysis)) if said],
        "weakest": weakest(analysis, read.key, read.interval),
        "given": [] if read.today else _given(s, analysis),
        "both": _both(s, analysis),
        "question": asking(s, analysis),
        "blended": blending(s, analysis) is not None,
        "other_day": other_day(s, analysis),
    }


def _both(s: ScenarioResult, analysis: Analysis) -> Sentence | None:
    """The scenarios that can hold together with this one on the last day, the likeliest first."""
    titles, n = {o.name: quoted(capital(o.title)) for o in analysis.scenarios}, Numbers(analysis)
    found = sorted((o for o, p in s.overlaps.items() if o in titles and p >= _TOGETHER), key=lambda o: -s.overlaps[o])
    if not found:
        return None
    pairs = [say("named", title=titles[o], p=n(f"scenarios.{s.name}.overlaps.{o}")) for o in found]
    return say("both", list=Listed(pairs))


def _given(s: ScenarioResult, analysis: Analysis) -> list[tuple[str, Number, str]]:
    """The chance if the leading explanation is true, and under those which make it most and least probable."""
    names = {e.name: title_of(e.name, e.title) for e in analysis.explanations if e.name in s.by_explanation}
    if not names:
        return []
    lead = leading(analysis)
    ordered = sorted(names, key=lambda e: (-s.by_explanation[e], e))
    most, least = ordered[0], ordered[-1]
    if percent(s.by_explanation[most]) == percent(s.by_explanation[least]):
        return []
    chosen = {most: "the highest", least: "the lowest"}
    if lead is not None and lead.name in names:
        chosen[lead.name] = ", ".join(w for w in ("best supported", chosen.get(lead.name, "")) if w)
    n = Numbers(analysis)
    return [(names[e], n(f"scenarios.{s.name}.by_explanation.{e}"), chosen[e]) for e in ordered if e in chosen]


def _together(shown: list[ScenarioResult], analysis: Analysis) -> dict[str, Any] | None:
    """The table of which scenarios can hold together on the last day; None where no two do."""
    if not any(p >= _TOGETHER for s in shown for o, p in s.overlaps.items() if o != s.name):
        return None
    n = Numbers(analysis)
    rows = []
    for s in shown:
        cells = [
            n(f"scenarios.{s.name}.at") if o is s and s.at
            else n(f"scenarios.{s.name}.overlaps.{o.name}") if s.overlaps.get(o.name, 0.0) >= _TOGETHER
            else None
            for o in shown
        ]  # fmt: skip
        rows.append({"title": capital(s.title), "cells": cells})
    return {"rows": rows}
