"""An analysis as one Markdown document: the page's content without its pictures, in tables that render anywhere.

The words and numbers are the page's own. No raw HTML stands in it, and what the case wrote is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from realpolitik.analysis.result import Analysis
from realpolitik.report.assumed import doubtful
from realpolitik.report.chosen import reading, source_name, tells
from realpolitik.report.confidence import confidences
from realpolitik.report.fragile import inputs, interval, removals, told, weakest, without
from realpolitik.report.headline import bottom_line
from realpolitik.report.judging import judged
from realpolitik.report.leaning import chance_at
from realpolitik.report.quoting import in_order, to_quote
from realpolitik.report.saying import Numbers, say
from realpolitik.report.scored import alone, scored
from realpolitik.report.since import due, since, told_from
from realpolitik.report.surprising import surprises
from realpolitik.report.unjudged import nobody_wants, notice
from realpolitik.report.voices import voices
from realpolitik.report.words import capital, day, percent, plain, ratio, span, title_of, word_for

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
_MOST_SWINGS = 5
_MOST_INPUTS = 15
_MAIN = 4  #: headlines whose largest inputs are listed


def markdown(analysis: Analysis) -> str:
    """The whole document; the same analysis gives the same bytes."""
    case = analysis.case
    lines = [f"# {escaped(case.title)}", ""]
    if case.about:
        lines += [escaped(case.about), ""]
    warned = notice(analysis.unjudged)
    if warned is not None:
        lines += [f"**{escaped(str(warned))}**", ""]
    known = [f"Case {escaped(case.slug)}"]
    if case.as_of:
        known.append(f"knows nothing later than {day(case.as_of)}")
    if case.horizon:
        known.append(f"looks ahead to {day(case.horizon)}")
    lines += [f"{', '.join(known)}.", ""]
    for title, part in (
        ("Bottom line", _bottom(analysis)),
        ("Scenarios", _scenarios(analysis)),
        ("Explanations", _explanations(analysis)),
        ("What it leans on", _leaning(analysis)),
        ("What to watch", _watch(analysis)),
        ("Questions with a date", _questions(analysis)),
        ("Levers and advice", _levers(analysis)),
        ("Strategic surprises", _surprises(analysis)),
        ("Key assumptions", _assumptions(analysis)),
        ("Sources", _sources(analysis)),
        ("How it was computed", _method(analysis)),
    ):
        body = list(part)
        if body:
            lines += [f"## {title}", "", *body, ""]
    return plain("\n".join(lines)).rstrip() + "\n"


def escaped(text: str) -> str:
    """Words of a case as Markdown text: one line, nothing in it is read as markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> list[str]:
    """A table; ``numbers`` are the columns set to the right."""
    rule = "|".join("---:" if k in numbers else "---" for k in range(len(heads)))
    return [f"| {' | '.join(heads)} |", f"|{rule}|", *(f"| {' | '.join(row)} |" for row in rows)]


def _bottom(analysis: Analysis) -> Iterator[str]:
    came = since(analysis)
    if came:
        yield f"**What came since.** {escaped(' '.join(map(str, came)))}"
        yield ""
    for part in bottom_line(analysis):
        yield f"**{part.label}.** {escaped(part.text)}"
        yield ""
    for sure in confidences(analysis):
        yield f"**How sure.** {escaped(sure.sentence)}"
        yield ""


def _scenarios(analysis: Analysis) -> Iterator[str]:
    rows = []
    for scenario in in_order(analysis):
        read = to_quote(scenario, analysis)
        last = percent(scenario.at[-1][1]) if scenario.at else ""
        word = word_for(read.p, read.interval) or ""
        rows.append([escaped(capital(scenario.title)), percent(read.p), span(read.interval), word, last])
    if rows:
        yield from table(["outcome", "chance", "range", "in a word", "on the last day"], rows, (1, 2, 4))
        yield ""
        yield (
            "The chance that the outcome comes about by the horizon; for one that holds today, that it holds on the "
            "last day too."
        )
        if analysis.none_of_these:
            date, p = analysis.none_of_these[-1]
            yield f"None of these on {day(date)}: {percent(p)}."


def _explanations(analysis: Analysis) -> Iterator[str]:
    ordered = sorted(analysis.explanations, key=lambda e: -e.posterior)
    rows = [
        [
            escaped(title_of(e.name, e.title)),
            percent(e.prior),
            percent(e.after_evidence),
            percent(e.posterior),
            span(e.interval),
            "" if e.bayes_factor is None else ratio(e.bayes_factor),
        ]
        for e in ordered
    ]
    rows += [
        [name, percent(rest.prior), "", percent(rest.posterior), "", ""]
        for name, rest in (("Something else", analysis.something_else), ("None of these", analysis.none_named))
        if rest is not None
    ]
    if ordered:
        heads = ["explanation", "before", "after the evidence", "after the moves too", "range", "change of odds"]
        yield from table(heads, rows, (1, 2, 3, 4, 5))
        yield ""
        yield "Explanations may overlap, so the figures do not sum to 100 %."
        several = [(e, said) for e in ordered if (said := judged(analysis, e)) is not None]
        yield from ["", *(f"- {escaped(title_of(e.name, e.title))}. {escaped(str(said))}" for e, said in several)]


def _leaning(analysis: Analysis) -> Iterator[str]:
    if analysis.fragility is None:
        return
    known = inputs(analysis)
    main = [f"explanations.{e.name}" for e in analysis.explanations[:1]]
    main += [f"explanations.{e.name}" for e in analysis.explanations if e.leading]
    main += [to_quote(s, analysis).key for s in in_order(analysis)]
    wanted = list(dict.fromkeys(main))[:_MAIN]
    for headline in (h for key in wanted for h in analysis.fragility.headlines if h.key == key):
        yield f"### {escaped(capital(headline.title))}: {percent(headline.p)}"
        yield ""
        near = weakest(analysis, headline.key, interval(analysis, headline.key))
        if near is not None:
            yield escaped(str(near))
            yield ""
        rows = [
            [escaped(told(analysis, known[s.input])), percent(s.at_low), percent(s.at_high)]
            for s in headline.swings[:_MOST_SWINGS]
            if s.input in known
        ]
        if rows:
            yield from table(["input", "at its low end", "at its high end"], rows, (1, 2))
            yield ""
        left_out = [
            [escaped(without(analysis, r)), percent(r.headlines[headline.key])]
            for r in removals(analysis.fragility, headline)[:_MOST_SWINGS]
        ]
        if left_out:
            yield from table(["without this statement", "it stands at"], left_out, (1,))
            yield ""


def _surprises(analysis: Analysis) -> list[str]:
    found = surprises(analysis)
    return [] if found is None else [f"- {escaped(line)}" for line in found.lines]


def _watch(analysis: Analysis) -> Iterator[str]:
    names, n = {e.name: title_of(e.name, e.title) for e in analysis.explanations}, Numbers(analysis)
    rows = []
    for sign in sorted(filter(tells, analysis.indicators), key=lambda i: -i.bits):
        moved = {n: abs(sign.if_seen[n] - sign.if_not[n]) for n in sign.if_seen if n in sign.if_not and n in names}
        most = max(moved, key=lambda n: moved[n], default=None)
        told_ = "" if most is None else f"{names[most]}: {percent(sign.if_seen[most])} or {percent(sign.if_not[most])}"
        until = "" if sign.last is None else day(sign.last)
        rows.append([escaped(sign.what), str(n(chance_at(analysis, sign))), until, f"{sign.bits:.3f}", escaped(told_)])
    if analysis.indicators and not rows:
        yield escaped(str(say("watch_none")))
    if (then := told_from(analysis)) and rows:
        yield from (escaped(str(then)), "")
    if rows:
        yield from table(["sign", "chance", "until", "bits", "moves most: if seen or if not"], rows, (1, 3))


def _questions(analysis: Analysis) -> Iterator[str]:
    rows = []
    for q in analysis.questions:
        said = "; ".join(f"{who}: {word}" for who, word in q.said.items())
        came_out = str(due(q, analysis) or "") if q.came_out is None else q.came_out.as_
        base = "" if q.p_base is None else percent(q.p_base)
        rows.append(
            [
                escaped(q.asks), day(q.until), percent(q.p_model), base, f"**{percent(q.p)}**", span(q.interval),
                escaped(said), escaped(came_out),
            ]
        )  # fmt: skip
    if rows:
        heads = ["question", "until", "part: model", "part: base rate", "to quote", "range", "said", "came out"]
        yield from table(heads, rows, (2, 3, 4, 5))
    if means := [*scored(analysis), *([each] if (each := alone(analysis)) else [])]:
        yield from ("", " ".join(escaped(str(one)) for one in means))


def _levers(analysis: Analysis) -> Iterator[str]:
    titles = {s.name: capital(s.title) for s in analysis.scenarios}
    now = {s.name: reading(s).p for s in analysis.scenarios}
    levers = [] if nobody_wants(analysis) else analysis.levers
    rows = []
    for lever in sorted((x for x in levers if x.possible), key=lambda x: -x.reach):
        moved = sorted(lever.scenarios, key=lambda n: -abs(lever.scenarios[n] - now.get(n, lever.scenarios[n])))[:2]
        does = [f"{titles.get(n, n)} {percent(now.get(n, 0.0))} to {percent(lever.scenarios[n])}" for n in moved]
        gains = [f"{100 * gain:+.0f}" for gain in (lever.own_now, lever.own_later)]
        words = [escaped(lever.words), escaped("; ".join(does))]
        rows.append([*words, percent(lever.would), f"{lever.months:.0f}", *gains])
    if rows:
        heads = [
            "move",
            "changes most, by the model alone",
            "would it? (a preference, not a forecast)",
            "months it lasts",
            "own gain now",
            "at the end",
        ]
        yield from table(heads, rows, (2, 3, 4, 5))
        yield ""
    for advice in analysis.advice:
        said = advice.text or advice.do or ""
        yield f"- **{advice.verdict}**: {escaped(said)} ({escaped(', '.join(advice.by))}). {escaped(advice.because)}"
    for voice in voices(analysis, [c.who for c in analysis.conclusions]):
        yield ""
        yield f"What {escaped(voice.who)} {voice.verb}:"
        yield ""
        for conclusion in (analysis.conclusions[k] for k in voice.places):
            yield f"- **{conclusion.verdict}**: {escaped(capital(conclusion.title))}. {escaped(conclusion.because)}"


def _assumptions(analysis: Analysis) -> Iterator[str]:
    if analysis.fragility is not None:
        open_ = [one.given for one in doubtful(analysis)]
        rows = [
            [escaped(told(analysis, i)), escaped(i.written), i.support, f"{100 * i.moves:.0f}", escaped(i.check or "")]
            for i in open_[:_MOST_INPUTS]
        ]
        if rows:
            heads = ["input", "stands at", "ground", "moves a headline by, in points", "to be checked"]
            yield from table(heads, rows, (3,))
            yield ""
    for line in analysis.assumptions:
        yield f"- {escaped(line)}"
    for line in analysis.rules:
        yield f"- {escaped(line)}"


def _sources(analysis: Analysis) -> Iterator[str]:
    rows = [
        [escaped(s.id), escaped(source_name(s)), s.grade or "", percent(s.prior[0]), percent(s.posterior[0])]
        for s in analysis.sources
    ]
    if rows:
        yield from table(["cited as", "source", "grade", "reliable before", "now"], rows, (3, 4))
        yield ""
    for item in analysis.items:
        cited = f" [{escaped('; '.join(item.citations))}]" if item.citations else ""
        yield f"- {escaped(item.what)} ({item.seen}){cited}"


def _method(analysis: Analysis) -> Iterator[str]:
    m = analysis.method
    facts = [f"realpolitik {m.version}", f"seed {m.seed}", f"{m.draws} draws", f"{m.feasible} of {m.states} states"]
    if m.effective_sample_size is not None:
        facts.append(f"effective sample size {m.effective_sample_size:.1f}")
    yield f"{', '.join(facts)}; case file SHA-256 {analysis.case.sha256 or 'none'}."
    for line in (*m.warnings, *m.not_used):
        yield f"- {escaped(line)}"
