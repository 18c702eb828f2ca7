"""Conditionals with both clauses as passages: if, unless, so long as, had it not been, otherwise, in that event."""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.grammar.sentence import Sentence
from realpolitik.reading.passage import Passage, trimmed

_MARK = re.compile(
    r"\b(?:if|unless|so long as|as long as|provided that|provided(?= \w+ (?:is|are|was|does|do|can|will)\b)"
    r"|assuming(?: that)?|on condition that)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?<!such )\b(?:as|even|what|see|ask|asked|wonder|wondered|know|doubt|sure|if)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\s+(?:not|so|any|anything|only|ever|possible|necessary|need be)\s*[,.)]", re.IGNORECASE)
_INVERTED = re.compile(
    r"^[\"“‘(\s]*(?:(?:And|But|Yet|So|For),? )?(?P<word>(?i:had|were|should))\s+"
    r"(?:it|he|she|they|we|there|the|this|that|[A-Z]\w+)\b"
)
_OTHERWISE = re.compile(r"\b(?:otherwise|or else|failing that)\b", re.IGNORECASE)
_THAT_CASE = re.compile(r"\bin (?:that|this|which|such an?) (?:event|case|scenario|situation)\b", re.IGNORECASE)
_NEEDS = re.compile(r"\bfor (?:this|that|it) to (?:happen|work|be|succeed|come)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:[\"“‘(\s]*(?:and|but|so|or|yet|then|also|however|moreover|accordingly|anyhow|regardless)\b[,\s]*)*[\"“‘(\s]*$",
    re.IGNORECASE,
)
#: What somebody says: the words between two quotation marks of the same kind.
_SPOKEN = re.compile(r"“(?P<curly>[^“”]*)”|\"(?P<straight>[^\"]*)\"")
_CLOSES, _QUOTES = re.compile(r"[,.!?][”\"]"), re.compile(r"[“”\"]")
_THEN = re.compile(r"^[\s,;:—–-]*(?:then\b)?[\s,]*", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"(?:[;:—–]|,\s+(?:but|and|so|while|whereas|which|though|although)\b|\b(?:but|so|and)\b(?=\s+(?:it|he|she|they|the|this|that|these)\b))"
)


@dataclass(frozen=True, slots=True)
class Conditional:
    """``if_`` and ``then`` are the clauses; ``negated``: holds when ``if_`` does not ("unless", "otherwise")."""

    place: Passage
    if_: Passage
    then: Passage
    word: str
    negated: bool = False


def conditionals(text: str, sentence: Sentence, previous: Passage | None) -> list[Conditional]:
    """The conditionals of a sentence; ``previous`` is the sentence before it, for "in that event"."""
    place = sentence.place
    found: list[Conditional] = []
    inverted = _INVERTED.match(place.of(text))
    if inverted and not place.of(text).rstrip().endswith("?"):
        comma = _comma(text, place.start, place.end)
        if comma is not None:
            found.append(
                _made(text, place, Passage(place.start, comma), Passage(comma, place.end), inverted["word"].lower())
            )
    for mark in _MARK.finditer(text, place.start, place.end):
        if _NOT.search(text, max(place.start, mark.start() - 12), mark.start()) or _AFTER.match(text, mark.end()):
            continue
        one = _marked(text, sentence, mark)
        if one is not None:
            found.append(one)
    for mark in _OTHERWISE.finditer(text, place.start, place.end):
        before, after = trimmed(text, place.start, mark.start()), trimmed(text, mark.end(), place.end)
        if before.end - before.start < 15 and previous is not None:
            before = previous
        if after.end - after.start > 8 and before.end - before.start > 8:
            found.append(_made(text, place, before, after, mark.group().lower(), negated=True))
    for mark in _THAT_CASE.finditer(text, place.start, place.end):
        clause = (
            _clause_before(text, place, mark.start())
            if mark.start() - place.start > 15
            else Passage(mark.end(), place.end)
        )
        before = trimmed(text, place.start, clause.start)
        condition = before if before.end - before.start > 40 else previous
        if condition is not None:
            found.append(_made(text, place, condition, clause, mark.group().lower()))
    for mark in _NEEDS.finditer(text, place.start, place.end):
        clause = _clause_before(text, place, mark.start())
        found.append(_made(text, place, clause, trimmed(text, mark.start(), place.end), "for this to happen"))
    return sorted(found, key=lambda one: one.if_)


def _made(text: str, place: Passage, if_: Passage, then: Passage, word: str, negated: bool = False) -> Conditional:
    lead = _THEN.match(then.of(text))
    start = then.start + (lead.end() if lead else 0)
    return Conditional(place, _tidy(text, if_), _tidy(text, Passage(start, then.end)), word, negated)


def _tidy(text: str, place: Passage) -> Passage:
    """Without white space, commas and unbalanced brackets at the ends."""
    found = trimmed(text, place.start, place.end)
    start, end = found.start, found.end
    while start < end and text[start] in ",;:—–- \n)":
        start += 1
    while end > start and (text[end - 1] in ",;:—–- \n.(" or (text[end - 1] == ")" and "(" not in text[start:end])):
        end -= 1
    return Passage(start, end)


def _marked(text: str, sentence: Sentence, mark: re.Match[str]) -> Conditional | None:
    whole, place = sentence.place, _spoken(text, sentence.place, mark.start())
    first = bool(_LEADING.match(text[place.start : mark.start()]))
    joined = bool(
        re.search(
            r"(?:^|[,;:—–(]|\b(?:and|but|that|or|especially|particularly|not least))[\"“‘\s]*$",
            text[place.start : mark.start()],
        )
    )
    clause = _by_grammar(sentence, mark) or _by_commas(text, place, mark, first or joined)
    clause = _tidy(text, clause)
    rest = trimmed(text, clause.end, place.end)
    if place != whole and rest.end - rest.start < 4:  # "If they come," she said, "we shall answer."
        rest = next((one for one in _quotations(text, whole) if one.start > place.end), rest)
    later = re.search(r",\s*then\b", rest.of(text))
    between = rest.of(text)[: later.start()] if later else ""
    if later and (first or joined) and not _MARK.search(re.sub(r"\b(?:especially|particularly) if\b", "", between)):
        rest = Passage(rest.start + later.start(), rest.end)
    after = Passage(_THEN.match(rest.of(text)).end() + rest.start, rest.end) if rest.start < rest.end else rest  # type: ignore[union-attr]
    if (
        first
        or (joined and later)
        or (
            joined
            and after.end - after.start > 15
            and re.match(r"\s*(?:\([^)]*\))?\s*,", text[clause.end : clause.end + 80])
        )
    ):
        if after.end - after.start < 4:
            return None
        then = _first_clause(text, after)
    else:
        before = [m.end() for m in _MARK.finditer(text, place.start, mark.start())]
        within = (
            before
            and _by_commas(text, place, mark, False).start - before[-1] > 15
            and not re.search(r",\s*then\b", text[before[-1] : mark.start()])
        )
        then = trimmed(text, before[-1], mark.start()) if within else _clause_before(text, place, mark.start())
        if text[: mark.start()].endswith("such as ") and before:
            then = _clause_before(text, place, [m.start() for m in _MARK.finditer(text, place.start, mark.start())][-1])
        if then.end - then.start < 4:
            return None
    word = mark.group().lower()
    only = (
        re.search(r"\s+only\s*$", text[then.start : mark.start()], re.IGNORECASE) if then.end <= mark.start() else None
    )
    if only is not None and word == "if":
        word, then = "only if", Passage(then.start, then.start + only.start())
    if_ = _tidy(text, Passage(mark.end(), clause.end))
    if if_.end - if_.start < 2:
        return None
    return Conditional(whole, if_, _tidy(text, then), word, negated=word == "unless")


def _quotations(text: str, place: Passage) -> list[Passage]:
    return [Passage(*found.span(found.lastgroup or 0)) for found in _SPOKEN.finditer(text, place.start, place.end)]


def _spoken(text: str, place: Passage, at: int) -> Passage:
    """The quotation that a position stands in, so that who says it is no part of a clause; else the whole sentence. A
    quotation may have been opened in the sentence before.
    """
    found = next((one for one in _quotations(text, place) if one.start <= at < one.end), None)
    if found is not None:
        return found
    closed = _CLOSES.search(text, at, place.end)
    return (
        place
        if closed is None or _QUOTES.search(text, place.start, closed.start())
        else Passage(place.start, closed.end() - 1)
    )


def _by_grammar(sentence: Sentence, mark: re.Match[str]) -> Passage | None:
    """The clause that the parser hangs under the verb that the word introduces."""
    if not sentence.parsed:
        return None
    word = next((w for w in sentence.words if w.start <= mark.start() < w.end), None)
    verb = sentence.head(word) if word is not None and word.dep == "mark" else None
    if verb is None or word is None:
        return None
    words = [w for w in sentence.subtree(verb) if w.index >= word.index]
    end = words[0].index
    for one in words:  # what is not next to the rest belongs to another clause
        if one.index > end + 1:
            break
        end = one.index
    return Passage(word.start, sentence.words[end].end)


def _by_commas(text: str, place: Passage, mark: re.Match[str], first: bool) -> Passage:
    if first:
        then = re.search(r",?\s+then\b", text[mark.end() : place.end])
        comma = mark.end() + then.start() if then else _comma(text, mark.end(), place.end)
        return Passage(mark.start(), comma if comma is not None else place.end)
    stop = re.search(r"[;)]|,\s+(?:but|and|then|which)\b", text[mark.end() : place.end])
    return Passage(mark.start(), mark.end() + stop.start() if stop else place.end)


def _comma(text: str, start: int, end: int) -> int | None:
    """The first comma outside brackets."""
    depth = 0
    for at in range(start, end):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if text[at] == "," and depth <= 0:
            return at
    return None


def _clause_before(text: str, place: Passage, end: int) -> Passage:
    """The clause that ends there: from the last boundary, or from the start of the sentence."""
    start = place.start
    for boundary in _BOUNDARY.finditer(text, place.start, end):
        if end - boundary.end() > 15:
            start = boundary.end()
    return trimmed(text, start, end)


def _first_clause(text: str, place: Passage) -> Passage:
    stop = re.search(r"[;—]|,\s+(?:though|although|whereas)\b", place.of(text))
    if stop and stop.start() > 15:
        return Passage(place.start, place.start + stop.start())
    return place
