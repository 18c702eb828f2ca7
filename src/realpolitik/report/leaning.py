"""For the bottom line: what the headline rests on, what would change our mind, and where the text says otherwise."""

from __future__ import annotations

from realpolitik.analysis.remedies import Verdict
from realpolitik.analysis.result import Analysis, ExplanationResult, Indicator, ItemResult
from realpolitik.report.chosen import best_indicator, leading, load_bearing, moved_most, source_name
from realpolitik.report.fragile import headline
from realpolitik.report.saying import Number, Numbers, Sentence, joined, say
from realpolitik.report.words import (
    count,
    day,
    listed,
    number,
    percent,
    quoted,
    small_article,
    title_of,
    unique,
)

HALF = percent(0.5)


def rests(analysis: Analysis) -> tuple[Sentence, ...]:
    """The weightiest item and what even priors would give.

    Where the inputs were not looked at one by one, also the source on whose reliability the headline turns.
    """
    found, lead = load_bearing(analysis), leading(analysis)
    if found is None or lead is None:
        return ()
    item, without = found
    said = [say("leans_none") if abs(without - lead.posterior) < 0.01 else _leans(analysis, item, lead)]
    turns = _flip(analysis, lead) if analysis.fragility is None else ()
    further = joined([*turns, *_prior(analysis, lead)])
    return tuple(s for s in (*said, further) if s is not None)


def _leans(analysis: Analysis, item: ItemResult, lead: ExplanationResult) -> Sentence:
    n = Numbers(analysis)
    names = unique([small_article(source_name(s)) for s in analysis.sources if item.id in s.items])
    return say(
        "leans",
        what=seen_or_not(item),
        sources=f" ({listed(names[:3])})" if names else "",
        title=_called(lead),
        without=n(f"items.{item.id}.posterior_without.{lead.name}"),
        p=n(f"explanations.{lead.name}.posterior"),
    )


def seen_or_not(item: ItemResult) -> str:
    """An item in quotation marks; one that was looked for and not found as an absence."""
    what = quoted(item.what or title_of(item.id, None))
    return f"the absence of {what}" if item.seen == "absent" else what


def _called(explanation: ExplanationResult) -> str:
    return quoted(title_of(explanation.name, explanation.title))


def _flip(analysis: Analysis, lead: ExplanationResult) -> tuple[Sentence, ...]:
    """The source whose reliability has least far to go until the headline changes."""
    turning = [(abs(s.flip_share - s.prior[0]), s) for s in analysis.sources if s.flip_share is not None]
    if not turning:
        return ()
    n, source = Numbers(analysis), min(turning, key=lambda t: t[0])[1]
    other = next((e for e in analysis.explanations if e.name == source.flip_to and e.name != lead.name), None)
    change = say("flip_lead", title=_called(other)) if other else say("flip_cross", title=_called(lead), half=HALF)
    share, now = n(f"sources.{source.id}.flip_share"), n(f"sources.{source.id}.prior.0")
    return (say("flip", source=quoted(source.title), share=share, now=now, change=change),)


def _prior(analysis: Analysis, lead: ExplanationResult) -> tuple[Sentence, ...]:
    """Which other explanation would lead without the author's priors, if one would."""
    equal = analysis.equal_priors
    if lead.name not in equal:
        return ()
    first = max((e for e in analysis.explanations if e.name in equal), key=lambda e: equal[e.name])
    if first.name == lead.name or equal[first.name] - equal[lead.name] < 0.01:
        return ()
    return (say("prior", first=_called(first), p=Numbers(analysis)(f"equal_priors.{first.name}")),)


def change(analysis: Analysis) -> tuple[Sentence, ...]:
    """The observation that tells most, and how plausible the thesis would have had to be at the start."""
    return (*_watch(analysis), *_needs(analysis))


def _watch(analysis: Analysis) -> tuple[Sentence, ...]:
    indicator = best_indicator(analysis)
    if indicator is None:
        return ()
    name = moved_most(indicator, analysis)
    explanation = next((e for e in analysis.explanations if e.name == name), None)
    if explanation is None:
        return ()
    n, at = Numbers(analysis), f"indicators.{indicator.id}"
    now, unseen = n(f"explanations.{explanation.name}.posterior"), n(f"{at}.if_not.{explanation.name}")
    fields = {
        "title": _called(explanation),
        "chance": n(f"{at}.probability"),
        "now": now,
        "seen": n(f"{at}.if_seen.{explanation.name}"),
        "window": window(indicator),
    }
    if indicator.kind == "question":
        return (say("watch_question", what=quoted(indicator.what), unseen=unseen, **fields),)
    if str(unseen) == str(now):
        return (say("watch_same", what=quoted(indicator.what), **fields),)
    return (say("watch", what=quoted(indicator.what), unseen=unseen, **fields),)


def window(indicator: Indicator) -> Sentence | str:
    """The days between which it can be seen; nothing where the case says none."""
    if indicator.last is None:
        return ""
    if indicator.first is None:
        return say("window_by", last=day(indicator.last))
    return say("window_between", first=day(indicator.first), last=day(indicator.last))


def _needs(analysis: Analysis) -> tuple[Sentence, ...]:
    """For a thesis under 50 %: where it would have had to begin to stand there."""
    if not analysis.explanations:
        return ()
    thesis = analysis.explanations[0]
    found = headline(analysis, f"explanations.{thesis.name}")
    if found is None or found.needs_prior is None or thesis.posterior >= 0.5:
        return ()
    n = Numbers(analysis)
    needs: Number = n(f"fragility.headlines.explanations.{thesis.name}.needs_prior")
    prior = n(f"explanations.{thesis.name}.prior")
    return (say("needs", title=_called(thesis), half=HALF, needs=needs, prior=prior),)


_AGAINST: tuple[Verdict, ...] = ("does not follow", "cannot be done", "makes no difference")


def text_says(analysis: Analysis) -> tuple[Sentence, ...]:
    """How many conclusions and pieces of advice of the text the case does not bear out, and the first of each."""
    conclusions = [(c.verdict, quoted(c.title)) for c in analysis.conclusions]
    advice = [(a.verdict, quoted(a.text or a.do or a.to)) for a in analysis.advice]
    said = [
        *_against(conclusions, "conclusion", "conclusions"),
        *_against(advice, "piece of advice", "pieces of advice"),
    ]
    found = joined(said)
    return () if found is None else (found,)


def _against(results: list[tuple[Verdict, str]], one: str, many: str) -> tuple[Sentence, ...]:
    """``results`` that were not evaluated say nothing either way: they are neither counted nor named."""
    judged = [result for result in results if result[0] != "not evaluated"]
    if len(judged) < len(results):
        one, many = (f"evaluated {words}" for words in (one, many))
    results = judged
    against = [first for verdict, first in results if verdict in _AGAINST]
    whole = count(len(results), one, many)
    if not results:
        return ()
    if len(results) == 1:
        return (say("against_only", kind=one, first=against[0]) if against else say("against_none_only", kind=one),)
    if not against:
        return (say("against_none", whole=whole),)
    if len(against) == len(results):
        return (say("against_all", whole=whole),)
    if len(against) == 1:
        return (say("against_one", whole=whole, first=against[0]),)
    return (say("against_many", count=number(len(against)), whole=whole, first=against[0]),)
