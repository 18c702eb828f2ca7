"""Explanations: how far each is to be believed, what moved it, what it hangs on, and the questions underneath."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis, ExplanationResult
from realpolitik.figures import belief_shift, evidence_map, waterfall
from realpolitik.figures._names import Names
from realpolitik.report.fragile import weakest
from realpolitik.report.html.pictures import own
from realpolitik.report.judging import judged
from realpolitik.report.likelihoods import ranging
from realpolitik.report.saying import Capital, Numbers, Sentence, say
from realpolitik.report.words import percent, ratio, span, title_of, word_for

ORDER = 30
TITLE = "Explanations"

_ITEMS = 3  # weightiest items shown of one explanation


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The overview figure, one entry an explanation (the leading one, the first-named, then by posterior), factors."""
    if not analysis.explanations and not analysis.factors:
        return None
    first = analysis.explanations[0] if analysis.explanations else None
    ordered = sorted(analysis.explanations, key=lambda e: (not e.leading, e is not first, -e.posterior))
    moved = any(abs(e.posterior - e.after_evidence) >= 0.0005 for e in ordered)
    return {
        "figure": own(belief_shift.spec(belief_shift.data(analysis))) if ordered else None,
        "entries": [_entry(e, analysis, moved) for e in ordered],
        "moved_by_moves": moved,
        "factors": _factors(analysis),
        "waterfall": own(waterfall.spec(waterfall.data(analysis))) if analysis.steps else None,
        "map": own(evidence_map.spec(told)) if (told := evidence_map.data(analysis))["rows"] else None,
    }


def _entry(e: ExplanationResult, analysis: Analysis, moved: bool) -> dict[str, Any]:
    titles = {o.name: title_of(o.name, o.title) for o in analysis.explanations}
    holder = next((s.by or s.title for s in analysis.sources if s.id == e.held_by), e.held_by)
    return {
        "e": e,
        "title": titles[e.name],
        "inside": [titles.get(o, o) for o in e.implies],
        "holds_too": [titles.get(o, o) for o in e.implied_by],
        "holder": holder,
        "tops": _tops(e, analysis),
        "first": e is analysis.explanations[0],
        "moved": percent(e.prior) != percent(e.posterior),
        "numbers": _numbers(e, analysis, moved),
        "weakest": weakest(analysis, f"explanations.{e.name}", e.interval),
    }


def _numbers(e: ExplanationResult, analysis: Analysis, moved: bool) -> list[Sentence]:
    """Its word and range, the steps by which it got there, its Bayes factor, and where even odds would put it."""
    n, at = Numbers(analysis), f"explanations.{e.name}"
    said = [_word(e, n, at)]
    steps = {"prior": n(f"{at}.prior"), "p": n(f"{at}.posterior")}
    said.append(say("steps", evidence=n(f"{at}.after_evidence"), **steps) if moved else say("step", **steps))
    if e.bayes_factor is not None:
        factor = n(f"{at}.bayes_factor", "ratio")
        said.append(say("odds_same") if str(factor) == ratio(1.0) else say("odds", factor=factor))
    if e.name in analysis.equal_priors:
        said.append(say("even", p=n(f"equal_priors.{e.name}")))
    by_judge = judged(analysis, e)
    return said if by_judge is None else [*said, by_judge]


def _word(e: ExplanationResult, n: Numbers, at: str) -> Sentence:
    word = word_for(e.posterior, e.interval)
    if e.posterior <= 0.0 or e.posterior >= 1.0:
        return say("entry_settled")
    if word is None:
        return ranging(n, f"{at}.posterior", f"{at}.interval") or say("entry_settled")
    if span(e.interval) == percent(e.posterior):
        return say("entry_word_alone", word=Capital(word))
    return say("entry_word", word=Capital(word), range=n(f"{at}.interval", "range"))


def _tops(e: ExplanationResult, analysis: Analysis) -> list[dict[str, Any]]:
    """The weightiest items, those that move it by a point or more and whose weight is not printed as no change."""
    n, items = Numbers(analysis), {i.id: i for i in analysis.items}
    tops: list[dict[str, Any]] = []
    for top in e.top_items:
        moves = abs(top.posterior_without - e.posterior) >= 0.01 and percent(top.posterior_without) != percent(
            e.posterior
        )
        if moves and ratio(top.likelihood_ratio) != ratio(1.0) and len(tops) < _ITEMS:
            item, at = items.get(top.item), f"explanations.{e.name}.top_items.{top.item}"
            tops.append(
                {
                    "id": top.item,
                    "absent": item is not None and item.seen == "absent",
                    "what": (item.what if item else "") or title_of(top.item, None),
                    "ratio": n(f"{at}.likelihood_ratio", "ratio"),
                    "without": n(f"{at}.posterior_without"),
                }
            )
    return tops


def _factors(analysis: Analysis) -> list[dict[str, Any]]:
    """One row an answer of a question underneath; a yes-or-no factor has the one row "yes"."""
    n, names = Numbers(analysis), Names(analysis)
    rows = []
    for factor in analysis.factors:
        at = f"factors.{factor.name}"
        answers = ["yes"] if set(factor.posterior) == {"yes", "no"} else list(factor.posterior)
        said = [(names.spelled(v), n(f"{at}.prior.{v}"), n(f"{at}.posterior.{v}")) for v in answers]
        rows.append({"asks": factor.asks, "answers": said})
    return rows
