"""Why a conclusion of the text follows from the case or does not, in sentences of the checked set."""

from __future__ import annotations

from realpolitik.analysis.conclusions import SPEAKS, weakly
from realpolitik.analysis.remedies import ConclusionResult
from realpolitik.analysis.result import Analysis
from realpolitik.case.scales import whole
from realpolitik.report.likelihoods import likelihood
from realpolitik.report.saying import Capital, Numbers, Sentence, say
from realpolitik.report.words import day, span


def reason(analysis: Analysis, place: int) -> Sentence:
    """What the case makes of the conclusion at this place: its number, and how what was seen or said lies to it."""
    conclusion = analysis.conclusions[place]
    if conclusion.kind == "explanation":
        return _explanation(analysis, conclusion)
    return _question(analysis, conclusion, f"conclusions.{place}")


def _explanation(analysis: Analysis, conclusion: ConclusionResult) -> Sentence:
    n, at = Numbers(analysis), conclusion.key
    name = at.partition(".")[2]
    found = next((e for e in analysis.explanations if e.name == name), None)
    fields = {"likelihood": Capital(likelihood(n, f"{at}.posterior", f"{at}.interval"))}
    if found is None or found.bayes_factor is None:
        return say("concluded", **fields)
    speaks = say(_speaks(found.bayes_factor), factor=n(f"{at}.bayes_factor", "ratio"))
    return say("concluded_by", speaks=speaks, **fields)


def _speaks(factor: float) -> str:
    """What a Bayes factor says, by the bounds of the verdict's rule."""
    if factor >= SPEAKS:
        return "speaks_for"
    if factor * SPEAKS <= 1.0:
        return "speaks_against"
    return {1: "speaks_weakly_for", 0: "speaks_hardly", -1: "speaks_weakly_against"}[weakly(factor)]


def _question(analysis: Analysis, conclusion: ConclusionResult, at: str) -> Sentence:
    n, asked = Numbers(analysis), conclusion.key
    found = next((q for q in analysis.questions if q.id == asked.partition(".")[2]), None)
    fields: dict[str, object] = {"likelihood": likelihood(n, f"{asked}.p", f"{asked}.interval"), "when": ""}
    if found is not None:
        fields["when"] = say("when_on" if found.happens.startswith("at ") else "when_by", date=day(found.until))
    if conclusion.claim is None:
        return say("said_case", **fields)
    said, claim = conclusion.said or "", n(f"{at}.claim", "range")
    own = "".join(said.split()) == "".join(span(conclusion.claim).replace("\u2060", "").replace("\u2013", "-").split())
    fields["means"] = say("means_itself", claim=claim) if own else say("means", said=said, claim=claim)
    return say(_relation(conclusion, conclusion.claim), **fields)


def _relation(conclusion: ConclusionResult, claim: tuple[float, float]) -> str:
    """How the case's number lies to what was said; compared in whole per cent, as the verdict is."""
    low, high = whole(claim[0]), whole(claim[1])
    now = whole(conclusion.p)
    if low <= now <= high:
        return "said_inside"
    if conclusion.verdict == "follows in part":
        reached = whole(conclusion.interval[0]) <= high and whole(conclusion.interval[1]) >= low
        return "said_reached" if reached else "said_further"
    return "said_higher" if now > high else "said_lower"
