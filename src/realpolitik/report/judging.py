"""Where the numbers of each of several judges would put an explanation: the sentence that stands under its number."""

from __future__ import annotations

from realpolitik.analysis.result import Analysis, ExplanationResult
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.words import quoted

_SAME = 1e-6  # a judge whose posteriors lie this near to the case's for all explanations gave the case's numbers


def judged(analysis: Analysis, explanation: ExplanationResult) -> Sentence | None:
    """Whose number it is, what the others' would be and what all of them pooled; None with fewer than two judges."""
    if explanation.name not in analysis.by_judge:
        return None
    n, at = Numbers(analysis), f"by_judge.{explanation.name}"
    *names, pool = analysis.by_judge[explanation.name]
    own = next((name for name in names if _is_the_cases(analysis, name)), None)
    others = [name for name in names if name != own]
    pooled = n(f"{at}.{pool}")
    if own is not None and len(others) == 1:
        return say("judge_second", own=quoted(own), name=quoted(others[0]), other=n(f"{at}.{others[0]}"), p=pooled)
    listed = Listed([say("named", title=quoted(name), p=n(f"{at}.{name}")) for name in others])
    if own is None:
        return say("judges", list=listed, p=pooled)
    return say("judge_others", own=quoted(own), list=listed, p=pooled)


def _is_the_cases(analysis: Analysis, judge: str) -> bool:
    return all(abs(analysis.by_judge[e.name][judge] - e.posterior) < _SAME for e in analysis.explanations)
