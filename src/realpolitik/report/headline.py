"""The bottom line: what an analyst would write above everything else, from the checked set of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.result import Analysis, ExplanationResult, FactorResult, ScenarioResult
from realpolitik.report.chosen import headline_questions, leading
from realpolitik.report.fragile import FRAGILE, weakest
from realpolitik.report.holding import holds
from realpolitik.report.leaning import change, rests, text_says
from realpolitik.report.likelihoods import likelihood, stands
from realpolitik.report.pivoting import pivoting
from realpolitik.report.quoting import to_quote
from realpolitik.report.saying import Capital, Listed, Numbers, Sentence, say
from realpolitik.report.since import written
from realpolitik.report.unjudged import is_nobodys
from realpolitik.report.words import capital, count, day, quoted, spaced, title_of


@dataclass(frozen=True)
class Part:
    """A labelled part of the bottom line, of one paragraph or more; each paragraph is one sentence or more."""

    label: str
    paragraphs: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(str(paragraph) for paragraph in self.paragraphs)

    @property
    def marked(self) -> list[tuple[Sentence, bool]]:
        """The paragraphs, each with whether it only tells how fragile the one before it is."""
        return [(paragraph, paragraph.key in FRAGILE) for paragraph in self.paragraphs]


def bottom_line(analysis: Analysis) -> list[Part]:
    """The labelled parts, only those the case has matter for."""
    parts = [
        Part("What is going on", _going_on(analysis)),
        Part("What comes next", _next(analysis)),
        Part("What it rests on", rests(analysis)),
        Part("What would change our mind", change(analysis)),
        Part("What the text says otherwise", text_says(analysis)),
    ]
    if not (analysis.scenarios and analysis.explanations):
        parts.insert(1, Part("What holds", holds(analysis)))
    return [p for p in parts if p.paragraphs]


def called(explanation: ExplanationResult) -> str:
    """An explanation's title in quotation marks."""
    return quoted(title_of(explanation.name, explanation.title))


def _going_on(analysis: Analysis) -> tuple[Sentence, ...]:
    lead = leading(analysis)
    if lead is None:
        return ()
    several = len(analysis.explanations)
    if several > 1 and is_nobodys(analysis, f"explanations.{lead.name}"):
        return (say("untold", explanations=count(several, "explanation")),)
    thesis = analysis.explanations[0]
    said: list[Sentence] = []
    if thesis.name != lead.name:
        said += [_thesis(analysis, thesis), *_weakest(analysis, thesis)]
    said += [_factor(analysis, factor) for factor in analysis.factors[:1]]
    said.append(_lead(analysis, lead))
    said += [*([] if thesis.name != lead.name else _weakest(analysis, lead)), *_level(analysis, lead)]
    return tuple(said)


def _weakest(analysis: Analysis, explanation: ExplanationResult) -> list[Sentence]:
    found = weakest(analysis, f"explanations.{explanation.name}", explanation.interval)
    return [] if found is None else [found]


def _thesis(analysis: Analysis, thesis: ExplanationResult) -> Sentence:
    at = f"explanations.{thesis.name}"
    seen = analysis.case.as_of
    known = "" if seen is None else say("known", date=day(seen))
    standing = stands(Numbers(analysis), f"{at}.posterior", f"{at}.interval")
    return say("thesis", title=called(thesis), stands=standing, known=known)


def _lead(analysis: Analysis, lead: ExplanationResult) -> Sentence:
    n, at = Numbers(analysis), f"explanations.{lead.name}"
    fields = {
        "title": called(lead),
        "stands": stands(n, f"{at}.posterior", f"{at}.interval"),
        "moved": _moved(n, at),
    }
    several = len(analysis.explanations)
    if several == 1:
        return say("only", **fields)
    key = "lead" if lead.posterior >= 0.545 else "lead_weak"
    if several == 2:
        return say("lead_two" if key == "lead" else "lead_weak_two", **fields)
    return say(key, explanations=count(several, "explanation"), **fields)


def _level(analysis: Analysis, lead: ExplanationResult) -> tuple[Sentence, ...]:
    """The explanations that stand within 3 points of the leading one, at most three."""
    n = Numbers(analysis)
    others = sorted((e for e in analysis.explanations if e.name != lead.name), key=lambda e: -e.posterior)
    near = [e for e in others if lead.posterior - e.posterior < 0.03][:3]
    if not near:
        return ()
    rivals = [say("named_beside", title=called(e), p=n(f"explanations.{e.name}.posterior")) for e in near]
    return (say("level" if len(near) == 1 else "level_many", rivals=Listed(rivals)),)


def _moved(n: Numbers, at: str) -> Sentence:
    prior, posterior = n.of(f"{at}.prior"), n.of(f"{at}.posterior")
    if abs(posterior - prior) < 0.01:
        return say("hardly_moved", prior=n(f"{at}.prior"))
    return say("up_from" if posterior > prior else "down_from", prior=n(f"{at}.prior"))


def _factor(analysis: Analysis, factor: FactorResult) -> Sentence:
    n, at = Numbers(analysis), f"factors.{factor.name}"
    binary = set(factor.posterior) == {"yes", "no"}
    value = "yes" if binary else max(factor.posterior, key=lambda v: factor.posterior[v])
    p, prior = n(f"{at}.posterior.{value}"), n(f"{at}.prior.{value}")
    if binary:
        return say("factor", asks=factor.asks, p=p, prior=prior)
    return say("factor_many", asks=factor.asks, value=spaced(value), p=p, prior=prior)


def _next(analysis: Analysis) -> tuple[Sentence, ...]:
    n = Numbers(analysis)
    parts: list[Sentence] = []
    ordered = sorted((s for s in analysis.scenarios if s.ever), key=lambda s: -to_quote(s, analysis).p)
    if ordered:
        date = day(ordered[0].ever[-1][0])
        if all(is_nobodys(analysis, to_quote(s, analysis).address) for s in ordered):
            return (say("outlook_untold", date=date),)
        parts += pivoting(analysis, date)
        parts += _outlook(analysis, ordered, date)
    for question in headline_questions(analysis)[:1]:
        at = f"questions.{question.id}"
        answer = Capital(likelihood(n, f"{at}.p", f"{at}.interval"))
        parts.append(say("question", asks=question.asks, likelihood=answer))
    return tuple(parts)


def _outlook(analysis: Analysis, ordered: list[ScenarioResult], date: str) -> list[Sentence]:
    """Today's situation first, as in the list of outcomes, then the first of those that could come about."""
    n, said = Numbers(analysis), list[Sentence]()
    goes_on = [s for s in ordered if to_quote(s, analysis).today][:1]
    for scenario in (*goes_on, *[s for s in ordered if not to_quote(s, analysis).today][:1]):
        read = to_quote(scenario, analysis)
        weak = "outlook_next" if goes_on else "outlook_weak"
        key = "today" if read.today else "outlook" if read.p >= 0.445 else weak
        standing = stands(n, read.address, read.range_address)
        hangs = None if said else weakest(analysis, read.key, read.interval)
        fields = {"date": date, "title": quoted(capital(scenario.title)), "stands": standing}
        then = written(analysis) if read.today else None
        said.append(say(key, **fields) if then is None else say("today_then", known=day(then), **fields))
        said += [] if hangs is None else [hangs]
    return said
