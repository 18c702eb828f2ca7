"""The bottom line: what an analyst would write above everything else, from a checked set of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.result import (
    Analysis,
    ExplanationResult,
    FactorResult,
    Indicator,
    ItemResult,
    QuestionResult,
    ScenarioResult,
)
from realpolitik.report.words import count, day, likelihood, listed, percent, quoted, title_of

#: Every sentence the bottom line can say. Each was read aloud once with one and with many of everything.
SENTENCES = {
    "lead": "Of {explanations}, {title} has the most support: {likelihood}; {moved}.",
    "only": "The one explanation weighed, {title}, comes out as {likelihood}; {moved}.",
    "level": "{rival} stands almost level ({p}), so neither is established.",
    "level_many": "{rivals} stand almost level, so none of them is established.",
    "rivals": "Next: {rivals}.",
    "together": "Explanations can hold together, so their figures do not sum to 100 %.",
    "factor": "To the question {asks} the answer is yes at {p} ({prior} before the evidence).",
    "factor_many": "To the question {asks} the best supported answer is {value} at {p}.",
    "outlook": "By {date} the outcome to expect first is {title}: {likelihood}.",
    "outlook_low": "By {date} even the most probable named outcome, {title}, is {likelihood}.",
    "others": "After it: {others}.",
    "least": "The least probable is {title}: {likelihood}.",
    "leans": "The first figure leans most on {what}{sources}: without it, {title} would stand at {without} instead of {p}.",
    "leans_none": "No single item moves the first figure by more than a point.",
    "watch": "The most telling thing to watch for is {what} ({chance} to be seen): {title} goes to {seen} if it is seen, "
    "to {unseen} if it is not.",
}


@dataclass(frozen=True)
class Paragraph:
    """A labelled paragraph of the bottom line."""

    label: str
    sentences: tuple[str, ...]


def leading(analysis: Analysis) -> ExplanationResult | None:
    """The explanation to name first."""
    marked = [e for e in analysis.explanations if e.leading]
    pool = marked or analysis.explanations
    return max(pool, key=lambda e: e.posterior) if pool else None


def by_probability(scenarios: list[ScenarioResult]) -> list[ScenarioResult]:
    """Scenarios with the likeliest (to have come about by the horizon) first."""
    return sorted(scenarios, key=lambda s: -final(s))


def final(scenario: ScenarioResult) -> float:
    """The chance that a scenario has come about by the horizon."""
    return scenario.ever[-1][1] if scenario.ever else 0.0


def bottom_line(analysis: Analysis) -> list[Paragraph]:
    """The labelled paragraphs, only those the case has matter for."""
    paragraphs = [
        Paragraph("What is going on", _going_on(analysis)),
        Paragraph("What comes next", _next(analysis)),
        Paragraph("What it rests on", _rests(analysis)),
        Paragraph("What would change it", _change(analysis)),
    ]
    return [p for p in paragraphs if p.sentences]


def _going_on(analysis: Analysis) -> tuple[str, ...]:
    lead = leading(analysis)
    if lead is None:
        return ()
    title = quoted(title_of(lead.name, lead.title))
    moved = _moved(lead.prior, lead.posterior)
    fields = {"title": title, "likelihood": likelihood(lead.posterior, lead.interval), "moved": moved}
    if len(analysis.explanations) == 1:
        said = [SENTENCES["only"].format(**fields)]
    else:
        named = count(len(analysis.explanations), "explanation")
        said = [SENTENCES["lead"].format(explanations=named, **fields), *_rivals(analysis, lead)]
    factor = next(iter(analysis.factors), None)
    if factor is not None:
        said.append(_factor(factor))
    return tuple(said)


def _moved(prior: float, posterior: float) -> str:
    if abs(posterior - prior) < 0.01:
        return f"what was seen has hardly moved it from {percent(prior)}"
    way = "up" if posterior > prior else "down"
    return f"{way} from {percent(prior)} before anything was seen"


def _rivals(analysis: Analysis, lead: ExplanationResult) -> list[str]:
    others = sorted((e for e in analysis.explanations if e.name != lead.name), key=lambda e: -e.posterior)
    near = [e for e in others if lead.posterior - e.posterior < 0.03][:3]
    if len(near) == 1:
        said = [SENTENCES["level"].format(rival=_called(near[0]), p=percent(near[0].posterior))]
    elif near:
        said = [SENTENCES["level_many"].format(rivals=listed([f"{_called(e)} ({percent(e.posterior)})" for e in near]))]
    else:
        said = [SENTENCES["rivals"].format(rivals=listed([f"{_called(e)} ({percent(e.posterior)})" for e in others[:2]]))]
    if sum(e.posterior for e in analysis.explanations) > 1.0:
        said.append(SENTENCES["together"])
    return said


def _called(explanation: ExplanationResult) -> str:
    return quoted(title_of(explanation.name, explanation.title))


def _factor(factor: FactorResult) -> str:
    asks = quoted(factor.asks)
    if set(factor.posterior) == {"yes", "no"}:
        p, prior = percent(factor.posterior["yes"]), percent(factor.prior["yes"])
        return SENTENCES["factor"].format(asks=asks, p=p, prior=prior)
    value = max(factor.posterior, key=lambda v: factor.posterior[v])
    return SENTENCES["factor_many"].format(asks=asks, value=quoted(title_of(value, None)), p=percent(factor.posterior[value]))


def _next(analysis: Analysis) -> tuple[str, ...]:
    said: list[str] = []
    ordered = by_probability(analysis.scenarios)
    if ordered:
        first = ordered[0]
        key = "outlook" if final(first) >= 0.45 else "outlook_low"
        date = day(first.ever[-1][0]) if first.ever else "the horizon"
        said.append(SENTENCES[key].format(date=date, **_scenario(first)))
        if len(ordered) > 2:
            others = [f"{quoted(s.title)} ({percent(final(s))})" for s in ordered[1:3] if s is not ordered[-1]]
            if others:
                said.append(SENTENCES["others"].format(others=listed(others)))
        if len(ordered) > 1:
            said.append(SENTENCES["least"].format(**_scenario(ordered[-1])))
    question = headline_question(analysis)
    if question is not None:
        said.append(f"{question.asks} {_sentence_case(likelihood(question.p, question.interval))}.")
    return tuple(said)


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _scenario(scenario: ScenarioResult) -> dict[str, str]:
    return {"title": quoted(scenario.title), "likelihood": likelihood(final(scenario), scenario.interval)}


def headline_question(analysis: Analysis) -> QuestionResult | None:
    """The question that bears on the outlook: one a scenario card shares, else the first; the earliest deadline wins."""
    shared = {s.question for s in analysis.scenarios if s.question}
    pool = [q for q in analysis.questions if q.id in shared] or analysis.questions
    twins = {q.happens for q in pool[:1]}
    return min((q for q in analysis.questions if q.happens in twins), key=lambda q: q.until, default=None)


def load_bearing(analysis: Analysis) -> tuple[ItemResult, float] | None:
    """The item without which the leading explanation would move most, and where it would then stand."""
    lead = leading(analysis)
    if lead is None:
        return None
    candidates = [(i, i.posterior_without[lead.name]) for i in analysis.items if lead.name in i.posterior_without]
    return max(candidates, key=lambda c: abs(c[1] - lead.posterior), default=None)


def _rests(analysis: Analysis) -> tuple[str, ...]:
    found = load_bearing(analysis)
    lead = leading(analysis)
    if found is None or lead is None:
        return ()
    item, without = found
    if abs(without - lead.posterior) < 0.01:
        return (SENTENCES["leans_none"],)
    names = [s.by or s.title for s in analysis.sources if item.id in s.items]
    sources = f" ({listed(names[:3])})" if names else ""
    what = quoted(item.what or title_of(item.id, None))
    fields = {"what": what, "title": _called(lead), "without": percent(without), "p": percent(lead.posterior)}
    return (SENTENCES["leans"].format(sources=sources, **fields),)


def best_indicator(analysis: Analysis) -> Indicator | None:
    """The observation to wait for that tells most."""
    return max(analysis.indicators, key=lambda i: i.bits, default=None)


def moved_most(indicator: Indicator, analysis: Analysis) -> str | None:
    """The name of the explanation to quote for an indicator: the leading one if it moves 2 points, else the one moved most."""
    lead = leading(analysis)
    gaps = {n: abs(p - indicator.if_not[n]) for n, p in indicator.if_seen.items() if n in indicator.if_not}
    if lead is not None and gaps.get(lead.name, 0.0) >= 0.02:
        return lead.name
    return max(gaps, key=lambda n: gaps[n], default=None)


def _change(analysis: Analysis) -> tuple[str, ...]:
    indicator = best_indicator(analysis)
    if indicator is None:
        return ()
    name = moved_most(indicator, analysis)
    explanation = next((e for e in analysis.explanations if e.name == name), None)
    if explanation is None:
        return ()
    return (
        SENTENCES["watch"].format(
            what=quoted(indicator.what),
            chance=percent(indicator.probability),
            title=_called(explanation),
            seen=percent(indicator.if_seen[explanation.name]),
            unseen=percent(indicator.if_not[explanation.name]),
        ),
    )

