"""How near the forecasts were, in sentences: the means over the questions that came out."""

from __future__ import annotations

from collections.abc import Iterable

from realpolitik.analysis.result import Analysis
from realpolitik.report.chosen import leading
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.words import quoted, title_of

#: What a page calls each forecast of a question.
CALLED = {"model": "model", "base_rate": "base rate", "blend": "the number to quote"}


def scored(analysis: Analysis) -> list[Sentence]:
    """What the scores come to, for the model, the base rates and the two together; empty while none is known."""
    found, n = analysis.scores, Numbers(analysis)
    if found is None:
        return []
    said = [say("scores", seen=n("scores.questions", "whole"), list=_listed(n, "mean", found.mean))]
    if found.with_base_rate:
        means = _listed(n, "mean_with_base_rate", found.mean_with_base_rate)
        said.append(say("scores_based", seen=n("scores.with_base_rate", "whole"), list=means))
    theirs = _authors(analysis, n)
    return [*said, *theirs, *_best(analysis, n), say("scores_mean")]


def _best(analysis: Analysis, n: Numbers) -> list[Sentence]:
    """Under which single explanation the answers would have come nearest, beside the one that is best supported."""
    lead, found = leading(analysis), analysis.scores
    if found is None or lead is None or lead.name not in found.by_explanation or len(found.by_explanation) < 2:
        return []
    titles = {e.name: quoted(title_of(e.name, e.title)) for e in analysis.explanations}
    best = min(found.by_explanation, key=lambda name: found.by_explanation[name])
    p = n(f"scores.by_explanation.{best}", "hundredth")
    theirs = n(f"scores.by_explanation.{lead.name}", "hundredth")
    if str(p) == str(theirs):
        return [say("scores_best_lead", title=titles[lead.name], p=theirs)]
    return [say("scores_best", title=titles[best], p=p, own=theirs, other=titles[lead.name])]


def _authors(analysis: Analysis, n: Numbers) -> list[Sentence]:
    """What each author's words come to beside the numbers to quote, on the very same questions; most questions first.

    A mean over other questions would be no comparison: some are easier than others.
    """
    found = analysis.scores
    if found is None or not found.said:
        return []
    names = {s.id: s.by or s.title for s in analysis.sources}
    said = [
        say(
            "scores_author",
            name=names.get(who, who),
            p=n(f"scores.said.{who}", "hundredth"),
            own=n(f"scores.beside_said.{who}", "hundredth"),
            seen=n(f"scores.said_of.{who}", "whole"),
        )
        for who in sorted(found.said, key=lambda who: -found.said_of[who])
    ]
    return [say("scores_authors", list=Listed(said))]


def alone(analysis: Analysis) -> Sentence | None:
    """What the model's answers under each explanation come to, the best first; None while nothing is known of them."""
    found = analysis.scores
    if found is None or not found.by_explanation:
        return None
    best_first = sorted(found.by_explanation, key=lambda name: found.by_explanation[name])
    return say("scores_alone", list=_listed(Numbers(analysis), "by_explanation", best_first))


def _listed(n: Numbers, field: str, keys: Iterable[str]) -> Listed:
    titles = {e.name: title_of(e.name, e.title) for e in n.analysis.explanations}
    names = CALLED if field.startswith("mean") else titles
    return Listed([say("named", title=names[k], p=n(f"scores.{field}.{k}", "hundredth")) for k in keys])
