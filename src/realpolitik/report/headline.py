"""The bottom line: what an analyst would write above everything else, from a checked set of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.result import (
    Analysis,
    ExplanationResult,
    FactorResult,
    ItemResult,
    ScenarioResult,
)
from realpolitik.report.chosen import (
    best_indicator,
    by_probability,
    headline_questions,
    leading,
    load_bearing,
    moved_most,
    reading,
    source_name,
)
from realpolitik.report.sentences import SENTENCES
from realpolitik.report.words import count, day, likelihood, listed, percent, quoted, spaced, stands, title_of, unique


@dataclass(frozen=True)
class Part:
    """A labelled part of the bottom line, of one paragraph or more; each paragraph is one sentence or more."""

    label: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(self.paragraphs)


def bottom_line(analysis: Analysis) -> list[Part]:
    """The labelled parts, only those the case has matter for."""
    parts = [
        Part("What is going on", _going_on(analysis)),
        Part("What comes next", _next(analysis)),
        Part("What it rests on", _rests(analysis)),
        Part("What would change it", _change(analysis)),
    ]
    if not analysis.scenarios:
        parts.insert(1, Part("What holds", _holds(analysis)))
    return [p for p in parts if p.paragraphs]


def _holds(analysis: Analysis) -> tuple[str, ...]:
    """For a case without scenarios: the states that hold by the most demanding argument that any of them meets."""
    if not any(kind.equilibria for kind in analysis.types):
        return ()
    for concept in ("Nash", "SEQ", "SMR", "GMR"):
        if not analysis.states:
            found = max(len(kind.equilibria.get(concept, [])) for kind in analysis.types)
            if found:
                return (SENTENCES["holds_count"].format(states=_states(found), concept=concept),)
        holding = [s for s in analysis.states if s.equilibrium.get(concept, 0.0) >= 0.005]
        if holding:
            holding.sort(key=lambda s: (-s.equilibrium[concept], -(s.probability or 0.0), s.index))
            names = listed([f"{quoted(s.words)}" for s in holding[:3]] + (["others"] if len(holding) > 3 else []))
            said = SENTENCES["holds"].format(states=_states(len(holding)), concept=concept, names=names)
            return (said,)
    return (SENTENCES["holds_none"],)


def _states(n: int) -> str:
    words = count(n, "state holds", "states hold")
    return words[:1].upper() + words[1:]


def _going_on(analysis: Analysis) -> tuple[str, ...]:
    lead = leading(analysis)
    if lead is None:
        return ()
    title = quoted(title_of(lead.name, lead.title))
    moved = _moved(lead.prior, lead.posterior)
    fields = {"title": title, "stands": stands(lead.posterior, lead.interval), "moved": moved}
    if len(analysis.explanations) == 1:
        said = [SENTENCES["only"].format(**fields)]
    else:
        named = count(len(analysis.explanations), "explanation")
        key = "lead" if lead.posterior >= 0.545 else "lead_weak"
        said = [SENTENCES[key].format(explanations=named, **fields), *_rivals(analysis, lead)]
    more = [_factor(factor) for factor in analysis.factors[:1]]
    thesis = analysis.explanations[0]
    if thesis.name not in _named(analysis, lead):
        more.insert(
            0, SENTENCES["thesis"].format(title=_called(thesis), stands=stands(thesis.posterior, thesis.interval))
        )
    return tuple(part for part in (" ".join(said), " ".join(more)) if part)


def _named(analysis: Analysis, lead: ExplanationResult) -> list[str]:
    """The explanations that the first paragraph names: the leading one and its rivals."""
    return [lead.name, *(e.name for e in _nearest(analysis, lead)[0])]


def _nearest(analysis: Analysis, lead: ExplanationResult) -> tuple[list[ExplanationResult], bool]:
    """The rivals to name (at most three), and whether they are level with the leading one (within 3 points)."""
    others = sorted((e for e in analysis.explanations if e.name != lead.name), key=lambda e: -e.posterior)
    near = [e for e in others if lead.posterior - e.posterior < 0.03]
    return (near or others)[:3], bool(near)


def _moved(prior: float, posterior: float) -> str:
    if abs(posterior - prior) < 0.01:
        return f"hardly moved from {percent(prior)} before anything was seen"
    way = "up" if posterior > prior else "down"
    return f"{way} from {percent(prior)} before anything was seen"


def _rivals(analysis: Analysis, lead: ExplanationResult) -> list[str]:
    named, level = _nearest(analysis, lead)
    rivals = listed([f"{_called(e)} ({percent(e.posterior)})" for e in named])
    key = "rivals" if not level else "level" if len(named) == 1 else "level_many"
    said = [SENTENCES[key].format(rivals=rivals)]
    if sum(e.posterior for e in analysis.explanations) > 1.0:
        said.append(SENTENCES["together"])
    return said


def _called(explanation: ExplanationResult) -> str:
    return quoted(title_of(explanation.name, explanation.title))


def _factor(factor: FactorResult) -> str:
    if set(factor.posterior) == {"yes", "no"}:
        p, prior = percent(factor.posterior["yes"]), percent(factor.prior["yes"])
        return SENTENCES["factor"].format(asks=factor.asks, p=p, prior=prior)
    value = max(factor.posterior, key=lambda v: factor.posterior[v])
    p, prior = percent(factor.posterior[value]), percent(factor.prior[value])
    return SENTENCES["factor_many"].format(asks=factor.asks, value=spaced(value), p=p, prior=prior)


def _next(analysis: Analysis) -> tuple[str, ...]:
    said: list[str] = []
    ordered = by_probability(analysis.scenarios)
    date = day(ordered[0].ever[-1][0]) if ordered and ordered[0].ever else "the horizon"
    today = [s for s in ordered if reading(s).today]
    said.extend(SENTENCES["today"].format(date=date, **_scenario(s)) for s in today[:2])
    coming = [s for s in ordered if not reading(s).today]
    if coming:
        first, last = coming[0], coming[-1]
        probable = reading(first).p >= 0.445
        key = ("outlook" if probable else "outlook_weak") + ("_other" if today else "")
        said.append(SENTENCES[key].format(date=date, **_scenario(first)))
        others = [f"{quoted(s.title)} ({percent(reading(s).p)})" for s in coming[1:4] if s is not last]
        if others:
            said.append(SENTENCES["others"].format(others=listed(others)))
        if len(coming) > 1:
            said.append(SENTENCES["least"].format(**_scenario(last)))
    parts = [" ".join(said)] if said else []
    for question in headline_questions(analysis):
        number = likelihood(question.p, question.interval)
        parts.append(SENTENCES["question"].format(asks=question.asks, likelihood=number[:1].upper() + number[1:]))
    return tuple(parts)


def _scenario(scenario: ScenarioResult) -> dict[str, str]:
    read = reading(scenario)
    return {"title": quoted(scenario.title), "stands": stands(read.p, read.interval)}


def _rests(analysis: Analysis) -> tuple[str, ...]:
    found = load_bearing(analysis)
    lead = leading(analysis)
    if found is None or lead is None:
        return ()
    item, without = found
    if abs(without - lead.posterior) < 0.01:
        return _without_gaps([SENTENCES["leans_none"]], analysis, lead)
    names = unique([source_name(s) for s in analysis.sources if item.id in s.items])
    sources = f" ({listed(names[:3])})" if names else ""
    fields = {"title": _called(lead), "without": percent(without), "p": percent(lead.posterior)}
    said = [SENTENCES["leans"].format(what=seen_or_not(item), sources=sources, **fields)]
    return _without_gaps(said, analysis, lead)


def _without_gaps(said: list[str], analysis: Analysis, lead: ExplanationResult) -> tuple[str, ...]:
    return tuple(part for part in (*said, " ".join((*_flip(analysis, lead), *_prior(analysis, lead)))) if part)


def seen_or_not(item: ItemResult) -> str:
    """An item in quotation marks; one that was looked for and not found as an absence."""
    what = quoted(item.what or title_of(item.id, None))
    return f"the absence of {what}" if item.seen == "absent" else what


def _flip(analysis: Analysis, lead: ExplanationResult) -> tuple[str, ...]:
    """The source whose reliability has least far to go until the headline changes."""
    turning = [(abs(s.flip_share - s.prior[0]), s) for s in analysis.sources if s.flip_share is not None]
    if not turning:
        return ()
    source = min(turning, key=lambda t: t[0])[1]
    other = next((e for e in analysis.explanations if e.name == source.flip_to and e.name != lead.name), None)
    change = f"{_called(other)} would lead" if other else f"{_called(lead)} would cross {percent(0.5)}"
    fields = {"share": percent(source.flip_share or 0.0), "now": percent(source.prior[0]), "change": change}
    return (SENTENCES["flip"].format(source=quoted(source.title), **fields),)


def _prior(analysis: Analysis, lead: ExplanationResult) -> tuple[str, ...]:
    """Where the leading explanation would stand without the author's priors, and who would lead then."""
    equal = analysis.equal_priors
    if lead.name not in equal:
        return ()
    first = max((e for e in analysis.explanations if e.name in equal), key=lambda e: equal[e.name])
    ahead = first.name != lead.name and equal[first.name] - equal[lead.name] >= 0.01
    other = f" and {_called(first)} would be ahead at {percent(equal[first.name])}" if ahead else ""
    return (SENTENCES["prior"].format(title=_called(lead), equal=percent(equal[lead.name]), other=other),)


def _change(analysis: Analysis) -> tuple[str, ...]:
    indicator = best_indicator(analysis)
    if indicator is None:
        return ()
    name = moved_most(indicator, analysis)
    explanation = next((e for e in analysis.explanations if e.name == name), None)
    if explanation is None:
        return ()
    said = [
        SENTENCES["watch"].format(
            what=quoted(indicator.what),
            chance=percent(indicator.probability),
            title=_called(explanation),
            now=percent(explanation.posterior),
            seen=percent(indicator.if_seen[explanation.name]),
            unseen=percent(indicator.if_not[explanation.name]),
        )
    ]
    rest = sorted((i for i in analysis.indicators if i is not indicator), key=lambda i: -i.bits)[:2]
    if rest:
        said.append(SENTENCES["watch_next"].format(whats=listed([quoted(i.what) for i in rest])))
    return tuple(said)
