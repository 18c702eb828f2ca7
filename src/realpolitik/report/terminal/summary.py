"""The ten-line summary: what ``make demo`` ends with."""

from __future__ import annotations

import textwrap
from pathlib import Path

from realpolitik.analysis.result import Analysis, ExplanationResult
from realpolitik.report.chosen import (
    best_indicator,
    headline_questions,
    leading,
    load_bearing,
)
from realpolitik.report.confidence import confidence, thesis_confidence
from realpolitik.report.quoting import in_order, to_quote
from realpolitik.report.unjudged import is_nobodys
from realpolitik.report.words import capital, day, percent, plain, span, title_of, word_for

WIDTH = 100
_LABEL = 13


def summary(analysis: Analysis, page: Path | None) -> list[str]:
    """At most ten lines of plain text, of a draft one more, at most 100 columns wide; the page's path is never cut."""
    lines = [_cut(analysis.case.title)]
    found = analysis.unjudged
    if found is not None and found.open:
        lines.append(_line("Nobody's", f"{found.open} of the {found.of} inputs; `realpolitik check` lists the marks"))
    lead = leading(analysis)
    if lead is not None:
        unjudged = is_nobodys(analysis, f"explanations.{lead.name}")
        lines.append(_line("Explanation", _named(lead), f": {_brief(lead.posterior, lead.interval, unjudged)}"))
        others = sorted((e for e in analysis.explanations if e.name != lead.name), key=lambda e: -e.posterior)[:3]
        if others:
            lines.append(_line("  then", _row([(_named(e), e.posterior) for e in others])))
    ordered = in_order(analysis)
    if ordered:
        first = ordered[0]
        read = to_quote(first, analysis)
        word = "still on" if read.today else "by"
        when = f", {word} {day(first.ever[-1][0])}" if first.ever else ""
        number = _brief(read.p, read.interval, is_nobodys(analysis, read.address))
        lines.append(_line("Outlook", f"{capital(first.title)}{when}", f": {number}"))
        if len(ordered) > 1:
            lines.append(_line("  then", _row([(capital(s.title), to_quote(s, analysis).p) for s in ordered[1:5]])))
    for question in headline_questions(analysis)[:1]:
        unjudged = is_nobodys(analysis, f"questions.{question.id}")
        lines.append(_line("Question", question.asks, f" {_brief(question.p, question.interval, unjudged)}"))
    bearing = load_bearing(analysis)
    if bearing is not None and lead is not None:
        item, without = bearing
        mark = "not found: " if item.seen == "absent" else ""
        if percent(without) != percent(lead.posterior):
            lines.append(_line("Leans on", f"{mark}{item.what or item.id}", f"; without it {percent(without)}"))
    indicator = best_indicator(analysis)
    if indicator is not None:
        lines.append(_line("Watch for", indicator.what))
    sure = confidence(analysis)
    if sure is not None:
        thesis = thesis_confidence(analysis)
        end = "" if thesis is None else f"; in the thesis {thesis.level}"
        said = textwrap.shorten(f"{sure.level}: {sure.reasons[0]}", WIDTH - _LABEL - len(end), placeholder="…")
        lines.append(_line("Confidence", said, end))
    if page is not None:
        lines.append(f"{'Page':<{_LABEL}}{page}")
    return lines


def _named(explanation: ExplanationResult) -> str:
    return title_of(explanation.name, explanation.title)


def _row(entries: list[tuple[str, float]]) -> str:
    """Names with their numbers, as many as fit, shortened before one is left out."""
    room = WIDTH - _LABEL
    for length in (60, 40, 30, 22):
        said = "; ".join(f"{textwrap.shorten(name, length, placeholder='…')} {percent(p)}" for name, p in entries)
        if len(said) <= room:
            return said
    return _row(entries[:-1]) if len(entries) > 1 else entries[0][0]


def _brief(p: float, interval: tuple[float, float], unjudged: bool) -> str:
    """A number with its range, after its word where it may have one; where nobody has judged it, with that."""
    if unjudged:
        return f"{percent(p)} (nobody's yet)"
    word = word_for(p, interval)
    number = percent(p) if span(interval) == percent(p) else f"{percent(p)} ({span(interval)})"
    return f"{word}, {number}" if word else number


def _line(label: str, words: str, end: str = "") -> str:
    """A labelled line; where it is too long the number at its end is kept and the words before it are cut."""
    if not end and ("(" in words or words.endswith("%")) and len(plain(words)) > WIDTH - _LABEL:
        at = max(words.rfind(": "), words.rfind("? ") + 1)
        if at > 0:
            words, end = words[:at], words[at:]
    room = WIDTH - _LABEL - len(plain(end))
    said = words if len(plain(words)) <= room else textwrap.shorten(words, max(room, 12), placeholder="…")
    return _cut(f"{label:<{_LABEL}}{said}{end}")


def _cut(line: str) -> str:
    line = plain(line)
    return line if len(line) <= WIDTH else textwrap.shorten(line, WIDTH, placeholder="…")
