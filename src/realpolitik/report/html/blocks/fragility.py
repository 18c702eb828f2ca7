"""Fragility: what each main headline leans on, and what would be left without it."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.fragile import Fragility, HeadlineResult
from realpolitik.analysis.result import Analysis
from realpolitik.figures import flips, tornado
from realpolitik.figures._names import headline_titles
from realpolitik.report.chosen import headline_questions, leading
from realpolitik.report.fragile import interval, removals, weakest, without
from realpolitik.report.html.pictures import own
from realpolitik.report.quoting import to_quote
from realpolitik.report.saying import Numbers
from realpolitik.report.words import title_of

ORDER = 80
TITLE = "What it leans on"

_MOST = 6  # statements shown with one headline


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The main headlines in full, the others by their nearest edge, and where other priors would lead."""
    fragility = analysis.fragility
    if fragility is None or not fragility.headlines:
        return None
    panels = {one["key"]: one for one in tornado.data(analysis)}
    known = {h.key: h for h in fragility.headlines}
    main = [known[key] for key in _main(analysis) if key in known] or fragility.headlines[:1]
    near = flips.data(analysis)
    return {
        "main": [_headline(h, analysis, fragility, panels.get(h.key)) for h in main],
        "flips": own(flips.spec(near)) if near else None,
        "more": max(0, len(near) - flips.MOST),
        "priors": _priors(analysis),
        "f": fragility,
    }


def _main(analysis: Analysis) -> list[str]:
    """The keys of the headlines that the bottom line speaks of."""
    keys = []
    lead = leading(analysis)
    if lead is not None:
        keys += [f"explanations.{analysis.explanations[0].name}", f"explanations.{lead.name}"]
    ahead = sorted((to_quote(s, analysis) for s in analysis.scenarios if s.ever), key=lambda read: -read.p)
    keys += [read.key for read in ahead[:2]]
    keys += [f"questions.{q.id}" for q in headline_questions(analysis)[:1]]
    return list(dict.fromkeys(keys))


def _headline(
    h: HeadlineResult, analysis: Analysis, fragility: Fragility, panel: dict[str, Any] | None
) -> dict[str, Any]:
    n = Numbers(analysis)
    left_out = removals(fragility, h)
    return {
        "key": h.key,
        "title": headline_titles(analysis)[h.key],
        "p": n(f"fragility.headlines.{h.key}.p"),
        "weakest": weakest(analysis, h.key, interval(analysis, h.key)),
        "tornado": own(tornado.panel(panel)) if panel else None,
        "without": [
            (without(analysis, r), n(f"fragility.removals.{r.path}.headlines.{h.key}")) for r in left_out[:_MOST]
        ],
    }


def _priors(analysis: Analysis) -> list[dict[str, Any]]:
    """Every explanation by its prior: now, with even odds at the start, and where it must begin to reach 50 %."""
    known = {h.key: h for h in analysis.fragility.headlines} if analysis.fragility else {}
    n, rows = Numbers(analysis), []
    for e in analysis.explanations:
        at, found = f"explanations.{e.name}", known.get(f"explanations.{e.name}")
        if found is None or (found.even_priors is None and found.needs_prior is None):
            continue
        here = f"fragility.headlines.{at}"
        rows.append(
            {
                "title": title_of(e.name, e.title),
                "prior": n(f"{at}.prior"),
                "p": n(f"{at}.posterior"),
                "even": n(f"{here}.even_priors") if found.even_priors is not None else None,
                "needs": n(f"{here}.needs_prior") if found.needs_prior is not None else None,
            }
        )
    return rows
