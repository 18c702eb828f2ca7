"""For the bottom line: what the headline rests on, what would change our mind, and where the text says otherwise."""

from __future__ import annotations

from realpolitik.analysis.remedies import Verdict
from realpolitik.analysis.result import Analysis, ExplanationResult, Indicator, ItemResult, SourceResult
from realpolitik.report.chosen import best_indicator, leading, load_bearing, moved_most, source_name
from realpolitik.report.fragile import headline
from realpolitik.report.saying import Number, Numbers, Sentence, joined, say, turn
from realpolitik.report.unjudged import is_nobodys
from realpolitik.report.voices import voices
from realpolitik.report.words import (
    capital,
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
    """The weightiest item of the thesis and of the leading explanation, and what even priors would give.

    Where the inputs were not looked at one by one, also the source on whose reliability the headline turns.
    """
    found, lead = load_bearing(analysis), leading(analysis)
    if found is None or lead is None or is_nobodys(analysis, f"explanations.{lead.name}"):
        return ()
    item, without = found
    said = [*_thesis_leans(analysis, lead)]
    said.append(say("leans_none") if abs(without - lead.posterior) < 0.01 else _leans(analysis, item, lead))
    turns = _flip(analysis, lead) if analysis.fragility is None else ()
    # Few enough sentences to be read: where the thesis has its own, other priors are told under what it leans on.
    further = joined([*turns, *(_prior(analysis, lead) if len(said) == 1 else [])])
    return tuple(s for s in (*said, further) if s is not None)


def _thesis_leans(analysis: Analysis, lead: ExplanationResult) -> list[Sentence]:
    """The item without which the thesis would stand furthest from where it does, where it is not the leading one."""
    thesis = analysis.explanations[0]
    found = load_bearing(analysis, thesis)
    if thesis.name == lead.name or found is None or abs(found[1] - thesis.posterior) < 0.01:
        return []
    n, item = Numbers(analysis), found[0]
    without = n(f"items.{item.id}.posterior_without.{thesis.name}")
    p = n(f"explanations.{thesis.name}.posterior")
    return [say("weighs_most", what=seen_or_not(item), without=without, p=p)]


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
    share, now = turning_share(n, source)
    return (say("flip", source=quoted(source.title), share=share, now=now, change=change),)


def turning_share(n: Numbers, source: SourceResult) -> tuple[Number, Number]:
    """How reliable a source would have to be for the headline to turn, and how reliable its grade makes it."""
    at = f"sources.{source.id}"
    stands, turns = turn(source.prior[0], source.flip_share or 0.0, probability=True)
    return n(f"{at}.flip_share", turns), n(f"{at}.prior.0", stands)


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
        return (say("watch_none"),) if analysis.indicators and len(analysis.explanations) > 1 else ()
    name = moved_most(indicator, analysis)
    explanation = next((e for e in analysis.explanations if e.name == name), None)
    if explanation is None:
        return ()
    n, at = Numbers(analysis), f"indicators.{indicator.id}"
    now, unseen = n(f"explanations.{explanation.name}.posterior"), n(f"{at}.if_not.{explanation.name}")
    fields = {
        "title": _called(explanation),
        "chance": n(chance_at(analysis, indicator)),
        "now": now,
        "seen": n(f"{at}.if_seen.{explanation.name}"),
        "window": window(indicator),
    }
    if indicator.kind == "question":
        return (say("watch_question", what=quoted(indicator.what), unseen=unseen, **fields),)
    if str(unseen) == str(now):
        return (say("watch_same", what=quoted(indicator.what), **fields),)
    return (say("watch", what=quoted(indicator.what), unseen=unseen, **fields),)


def chance_at(analysis: Analysis, indicator: Indicator) -> str:
    """Where the chance to quote for an indicator stands: of a question it is the question's own number."""
    known = {q.id for q in analysis.questions} if indicator.kind == "question" else set()
    return f"questions.{indicator.id}.p" if indicator.id in known else f"indicators.{indicator.id}.probability"


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
    if found is None or found.needs_prior is None or thesis.posterior >= 0.5 or is_nobodys(analysis, found.key):
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
        *_of_each(analysis, conclusions, [c.who for c in analysis.conclusions], "conclusion", "conclusions"),
        *_of_each(analysis, advice, advisers(analysis), "piece of advice", "pieces of advice"),
    ]
    found = joined(said)
    return () if found is None else (found,)


def advisers(analysis: Analysis) -> list[str]:
    """For each advice the id of the source that gives it, the first of several."""
    return [a.by[0].split(" ")[0] if a.by else "" for a in analysis.advice]


def _of_each(
    analysis: Analysis, results: list[tuple[Verdict, str]], speakers: list[str], one: str, many: str
) -> list[Sentence]:
    """What the authors said and what commenters said, each counted for itself; only what is not borne out if any is."""
    found = [(v.whose, _judged([results[k] for k in v.places], one, many)) for v in voices(analysis, speakers)]
    found = [(whose, judged) for whose, judged in found if judged[0]]
    bad = [(whose, judged) for whose, judged in found if _bad(judged[0])]
    if len(bad) == 2 and all(len(judged[0]) > 1 for _, judged in bad):
        (whose, judged), (others, theirs) = bad
        a = say("against_part", whose=whose, first=_bad(judged[0])[0], **_many(*judged))
        more = {**_many(*theirs), "whole": number(len(theirs[0]))}
        return [say("against_each", a=a, b=say("against_more", whose=others, **more))]
    return [said for whose, judged in (bad or found) for said in _against(whose, *judged)]


def _judged(results: list[tuple[Verdict, str]], one: str, many: str) -> tuple[list[tuple[Verdict, str]], str, str]:
    """Those that were evaluated, and what to call them: the others say nothing either way."""
    judged = [result for result in results if result[0] != "not evaluated"]
    if len(judged) < len(results):
        one, many = (f"evaluated {words}" for words in (one, many))
    return judged, one, many


def _bad(results: list[tuple[Verdict, str]]) -> list[str]:
    return [first for verdict, first in results if verdict in _AGAINST]


def _many(results: list[tuple[Verdict, str]], one: str, many: str) -> dict[str, str]:
    """How many of how many are not borne out."""
    against = len(_bad(results))
    return {"count": "all" if against == len(results) else number(against), "whole": count(len(results), one, many)}


def _against(whose: str, results: list[tuple[Verdict, str]], one: str, many: str) -> tuple[Sentence, ...]:
    """How many of one voice's ``results`` the case does not bear out, and the first of them."""
    against = _bad(results)
    whole = count(len(results), one, many)
    if len(results) == 1:
        only = {"whose": capital(whose), "kind": one}
        return (say("against_only", first=against[0], **only) if against else say("against_none_only", **only),)
    if not against:
        return (say("against_none", whose=whose, whole=whole),)
    if len(against) == len(results):
        return (say("against_all", whose=whose, whole=whole),)
    if len(against) == 1:
        shut = any(verdict == "cannot be done" for verdict, _ in results)
        return (say("against_shut" if shut else "against_one", whose=whose, whole=whole, first=against[0]),)
    return (say("against_many", whose=whose, count=number(len(against)), whole=whole, first=against[0]),)
