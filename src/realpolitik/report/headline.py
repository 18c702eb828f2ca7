"""The bottom line: what an analyst would write above everything else, from a checked set of sentences."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.analysis.result import (
    Analysis,
    AxisResult,
    ExplanationResult,
    FactorResult,
    ItemResult,
    StateResult,
)
from realpolitik.figures._names import Names
from realpolitik.report.chosen import (
    best_indicator,
    headline_questions,
    leading,
    load_bearing,
    moved_most,
    pivot,
    reading,
    source_name,
)
from realpolitik.report.sentences import SENTENCES
from realpolitik.report.words import (
    capital,
    count,
    day,
    likelihood,
    listed,
    number,
    percent,
    quoted,
    small_article,
    spaced,
    stands,
    title_of,
    unique,
)


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
    if not (analysis.scenarios and analysis.explanations):
        parts.insert(1, Part("What holds", _holds(analysis)))
    return [p for p in parts if p.paragraphs]


def _holds(analysis: Analysis) -> tuple[str, ...]:
    """For a case without scenarios or without explanations: what holds.

    By the most demanding argument that any state meets.
    """
    if not any(kind.equilibria for kind in analysis.types):
        return ()
    known = {s.index: s for s in analysis.states}
    for concept in ("Nash", "SEQ", "SMR", "GMR"):
        if known:
            found = [n for n, s in known.items() if s.equilibrium.get(concept, 0.0) >= 0.005]
        else:
            found = sorted({n for kind in analysis.types for n in kind.equilibria.get(concept, [])})
        if found:
            return (_holding(analysis, concept, [known[n] for n in found if n in known], len(found)),)
    return (SENTENCES["holds_none"],)


def _holding(analysis: Analysis, concept: str, states: list[StateResult], found: int) -> str:
    """Up to three states by name, more by number."""
    whole = analysis.method.feasible
    known = len(analysis.states) in (0, whole) and whole > 1
    many = f"{capital(number(found))}{f' of {whole}' if known else ''}"
    fields = {
        "states": f"{many} {'state' if found == 1 and not known else 'states'} {'holds' if found == 1 else 'hold'}",
        "concept": concept,
    }
    names = Names(analysis)
    now = [axis.now for axis in analysis.axes]

    def said(some: list[StateResult]) -> str:
        return listed([quoted("; ".join(names.told(now, s.values)) or "As things are now") for s in some])

    if not states or found > 3:
        others = [s for s in analysis.states if s not in states] if len(analysis.states) == whole else []
        but = ", today's situation among them" if any(s.status_quo for s in states) else ""
        but += f"; not {said(others)}" if 0 < len(others) <= 3 else ""
        return SENTENCES["holds_many"].format(but=but, **fields)
    ordered = sorted(states, key=lambda s: (-s.equilibrium[concept], -(s.probability or 0.0), s.index))
    return SENTENCES["holds"].format(names=said(ordered), **fields)


def _going_on(analysis: Analysis) -> tuple[str, ...]:
    lead = leading(analysis)
    if lead is None:
        return ()
    thesis = analysis.explanations[0]
    first = [] if thesis.name == lead.name else [_thesis(thesis)]
    first += [_factor(factor) for factor in analysis.factors[:1]]
    return tuple(part for part in (" ".join(first), " ".join(_lead(analysis, lead))) if part)


def _thesis(thesis: ExplanationResult) -> str:
    return SENTENCES["thesis"].format(title=_called(thesis), stands=stands(thesis.posterior, thesis.interval))


def _lead(analysis: Analysis, lead: ExplanationResult) -> list[str]:
    """The leading explanation, and those level with it (within 3 points; at most three)."""
    moved = _moved(lead.prior, lead.posterior)
    fields = {"title": _called(lead), "stands": stands(lead.posterior, lead.interval), "moved": moved}
    if len(analysis.explanations) == 1:
        return [SENTENCES["only"].format(**fields)]
    named = count(len(analysis.explanations), "explanation")
    said = [SENTENCES["lead" if lead.posterior >= 0.545 else "lead_weak"].format(explanations=named, **fields)]
    others = sorted((e for e in analysis.explanations if e.name != lead.name), key=lambda e: -e.posterior)
    near = [f"{_called(e)} ({percent(e.posterior)})" for e in others if lead.posterior - e.posterior < 0.03][:3]
    if near:
        said.append(SENTENCES["level" if len(near) == 1 else "level_many"].format(rivals=listed(near)))
    return said


def _moved(prior: float, posterior: float) -> str:
    if abs(posterior - prior) < 0.01:
        return f"hardly moved from {percent(prior)} before anything was seen"
    way = "up" if posterior > prior else "down"
    return f"{way} from {percent(prior)} before anything was seen"


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
    ordered = sorted(analysis.scenarios, key=lambda s: -reading(s).p)
    if ordered:
        first = ordered[0]
        date = day(first.ever[-1][0]) if first.ever else "the horizon"
        turning = pivot(analysis)
        if turning is not None:
            said.append(_pivot(turning, analysis, date))
        read = reading(first)
        key = "today" if read.today else "outlook" if read.p >= 0.445 else "outlook_weak"
        title = quoted(capital(first.title))
        said.append(SENTENCES[key].format(date=date, title=title, stands=stands(read.p, read.interval)))
    parts = [" ".join(said)] if said else []
    for question in headline_questions(analysis)[:1]:
        said_so = capital(likelihood(question.p, question.interval))
        parts.append(SENTENCES["question"].format(asks=question.asks, likelihood=said_so))
    return tuple(parts)


def _pivot(axis: AxisResult, analysis: Analysis, date: str) -> str:
    names = Names(analysis)
    owner = "" if axis.actor == "nature" else f" ({names.actor(axis.actor)})"
    fields = {"now": names.value(axis.now), "p": percent(axis.probability_changed)}
    return SENTENCES["pivot"].format(option=f"{quoted(axis.text)}{owner}", date=date, **fields)


def _rests(analysis: Analysis) -> tuple[str, ...]:
    found = load_bearing(analysis)
    lead = leading(analysis)
    if found is None or lead is None:
        return ()
    item, without = found
    if abs(without - lead.posterior) < 0.01:
        return _without_gaps([SENTENCES["leans_none"]], analysis, lead)
    names = unique([small_article(source_name(s)) for s in analysis.sources if item.id in s.items])
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
    """Which other explanation would lead without the author's priors, if one would."""
    equal = analysis.equal_priors
    if lead.name not in equal:
        return ()
    first = max((e for e in analysis.explanations if e.name in equal), key=lambda e: equal[e.name])
    if first.name == lead.name or equal[first.name] - equal[lead.name] < 0.01:
        return ()
    return (SENTENCES["prior"].format(first=_called(first), p=percent(equal[first.name])),)


def _change(analysis: Analysis) -> tuple[str, ...]:
    indicator = best_indicator(analysis)
    if indicator is None:
        return ()
    name = moved_most(indicator, analysis)
    explanation = next((e for e in analysis.explanations if e.name == name), None)
    if explanation is None:
        return ()
    seen, unseen = percent(indicator.if_seen[explanation.name]), percent(indicator.if_not[explanation.name])
    key = "watch_same" if unseen == percent(explanation.posterior) else "watch"
    return (
        SENTENCES[key].format(
            what=quoted(indicator.what),
            chance=percent(indicator.probability),
            title=_called(explanation),
            now=percent(explanation.posterior),
            seen=seen,
            unseen=unseen,
        ),
    )
