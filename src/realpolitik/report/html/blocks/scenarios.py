"""Scenario cards: how probable each outcome is by the horizon, and what that hangs on."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, ScenarioResult
from realpolitik.figures._svg import drawing, track
from realpolitik.report.chosen import by_probability, leading, reading
from realpolitik.report.html.pictures import own
from realpolitik.report.words import capital, percent, title_of, word_for

ORDER = 20
TITLE = "Scenarios"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """One card a scenario, likeliest first, and the chance that none holds at the horizon."""
    if not analysis.scenarios:
        return None
    titles = {s.name: capital(s.title) for s in analysis.scenarios}
    cards = [_card(s, analysis, titles) for s in by_probability(analysis.scenarios)]
    none = analysis.none_of_these[-1] if analysis.none_of_these else None
    horizon = analysis.scenarios[0].ever[-1][0] if analysis.scenarios[0].ever else analysis.case.horizon
    return {"cards": cards, "none": none, "horizon": horizon}


def _card(s: ScenarioResult, analysis: Analysis, titles: dict[str, str]) -> dict[str, Any]:
    read = reading(s)
    question = next((q for q in analysis.questions if q.id == s.question), None)
    overlaps = sorted(((titles[n], v) for n, v in s.overlaps.items() if n in titles), key=lambda kv: -kv[1])
    bar = drawing(20, track(10, [("posterior", read.p)], read.interval), percent(read.p), "tracks small")
    return {
        "s": s,
        "title": titles[s.name],
        "p": read.p,
        "interval": read.interval,
        "today": read.today,
        "at": s.at[-1][1] if s.at else None,
        "question": question,
        "bar": own(bar),
        "given": [] if read.today else _given(s, analysis),
        "word": word_for(read.p, read.interval),
        "overlaps": [(t, v) for t, v in overlaps if v >= 0.005],
    }


def _given(s: ScenarioResult, analysis: Analysis) -> list[tuple[str, float, str]]:
    """The chance if the leading explanation is true, and under those which make it most and least probable."""
    names = {e.name: title_of(e.name, e.title) for e in analysis.explanations if e.name in s.by_explanation}
    if not names:
        return []
    lead = leading(analysis)
    ordered = sorted(names, key=lambda n: (-s.by_explanation[n], n))
    most, least = ordered[0], ordered[-1]
    if percent(s.by_explanation[most]) == percent(s.by_explanation[least]):
        return []
    chosen = {most: "the highest", least: "the lowest"}
    if lead is not None and lead.name in names:
        chosen[lead.name] = ", ".join(w for w in ("best supported", chosen.get(lead.name, "")) if w)
    return [(names[n], s.by_explanation[n], chosen[n]) for n in ordered if n in chosen]
