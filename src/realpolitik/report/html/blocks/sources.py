"""Sources and every item they report, with the grade before and after."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.analysis.result import Analysis, ItemResult, SourceResult
from realpolitik.figures import flip_strip, who_repeats
from realpolitik.report.chosen import leading
from realpolitik.report.html.pictures import own
from realpolitik.report.leaning import HALF, turning_share
from realpolitik.report.saying import Number, Numbers, Sentence, say
from realpolitik.report.words import quoted, title_of

ORDER = 140
TITLE = "Sources and items"

#: What may become a link: an address of the web, or a file beside the page. Nothing that a browser would run.
_LINK = re.compile(r"https?://.*|[\w.%-][\w./%-]*(?:#[\w-]*)?")
_SEEN = {"seen": "seen", "absent": "looked for, not found", "not yet": "not yet seen"}


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Sources in the case's order, and all items with their weight for the leading explanation."""
    if not analysis.sources and not analysis.items:
        return None
    lead, n = leading(analysis), Numbers(analysis)
    sources = [_source(s, analysis, n) for s in analysis.sources]
    weights = None
    if lead is not None:
        title = quoted(title_of(lead.name, lead.title))
        weights = say("weights_for", title=title, p=n(f"explanations.{lead.name}.posterior"))
    return {
        "sources": sources,
        "flips": any(row["flip"] for row in sources),
        "strip": own(flip_strip.spec(strips)) if (strips := flip_strip.data(analysis)) else None,
        "families": own(who_repeats.spec(families)) if (families := who_repeats.data(analysis)) else None,
        "items": [_item(i, lead.name if lead else None, analysis) for i in analysis.items],
        "weights": weights,
    }


def _source(s: SourceResult, analysis: Analysis, n: Numbers) -> dict[str, Any]:
    titles = {one.id: one.title for one in analysis.sources}
    shares: list[tuple[Number, Number]] = [
        (n(f"sources.{s.id}.prior.{k}"), n(f"sources.{s.id}.posterior.{k}")) for k in range(3)
    ]
    return {
        "s": s,
        "link": s.url if s.url and _LINK.fullmatch(s.url) else None,
        "repeats": [titles.get(r, r) for r in s.repeats],
        "shares": [(before if str(before) != str(now) else None, now) for before, now in shares],
        "flip": _flip(s, analysis, n),
    }


def _item(item: ItemResult, lead: str | None, analysis: Analysis) -> dict[str, Any]:
    n, at = Numbers(analysis), f"items.{item.id}"
    original = next((i for i in analysis.items if i.id == item.copy_of), None)
    role = {"not yet seen": "to watch", "counted as a move": "counts as a move"}.get(item.role, item.role)
    return {
        "i": item,
        "what": item.what or title_of(item.id, None),
        "seen": _SEEN.get(item.seen, item.seen),
        "role": role,
        "copy_of": quoted(original.what or original.id) if original else None,
        "ratio": n(f"{at}.likelihood_ratio.{lead}", "ratio") if lead in item.likelihood_ratio else None,
        "without": n(f"{at}.posterior_without.{lead}") if lead in item.posterior_without else None,
    }


def _flip(source: SourceResult, analysis: Analysis, n: Numbers) -> Sentence | None:
    """What changes the headline, in words: at which reliability, and what leads then."""
    if source.flip_share is None:
        return None
    lead, (share, _) = leading(analysis), turning_share(n, source)
    if source.flip_to is None or (lead is not None and source.flip_to == lead.name):
        return say("turn_cross", share=share, half=HALF)
    titles = {e.name: title_of(e.name, e.title) for e in analysis.explanations}
    return say("turn_lead", share=share, title=quoted(titles.get(source.flip_to, source.flip_to)))
