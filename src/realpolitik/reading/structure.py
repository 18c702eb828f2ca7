"""Who says which part of an article: author, introducer, commenters; paragraphs; what is left out; the date.

Paragraphs are counted after the byline, and anew for every voice, as a case cites them: ``korybko p3``.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from realpolitik.reading import furniture
from realpolitik.reading.days import moments
from realpolitik.reading.interviews import Turn, turns
from realpolitik.reading.passage import Passage, blocks, lines, trimmed

_NAME = (
    r"[^\W\d_][\w'’.-]*"
    r"(?:[ ]+(?:[^\W\d_a-z][\w'’.-]*|de|van|von|der|al|el|bin|ibn|del|da|di|la|le|du|dos|of|the|and)){0,5}"
)
_BYLINE = re.compile(
    rf"^\W{{0,3}}(?:(?:Written|Posted|Authored|Opinion|Analysis)\s+)?[Bb][Yy]:?\s+(?P<name>{_NAME})(?P<rest>.*)$",
    re.DOTALL,
)
_AUTHOR = re.compile(rf"^\W{{0,3}}(?:Author|Writer)s?\s*:\s*(?P<name>{_NAME})\W*$")
_INTRODUCER = re.compile(rf"^(?P<name>{_NAME}) here[.:,—–-]")
_EDITOR = re.compile(
    r"(?i)^\W{0,3}(?:an?\s+)?(?:editor(?:ial|'s|’s)?|introduction|intro)(?:\s+(?:note|comment|introduction))?\s*[:—–]"
)
#: Full stops that end no sentence within a commenter's name: initials, titles, "ben.tal".
_DOTTED = r"\b(?:[^\W\d_]|Dr|Mrs?|Ms|Prof|St|Jr|Sr|Col|Gen|Lt|Capt|Rev|Sen|Rep|Gov)\.|\w\.(?=\w)"
_HEADS = (
    re.compile(r"^\s*(?P<number>\d{1,4}(?:\.\d{1,3})*)[.)]\s+(?P<name>[^.!?]{1,60})$"),
    re.compile(
        rf"^\s*[-*#>\s]*\**(?P<name>(?:[^.!?:*]|{_DOTTED}){{1,50}})\**\s+(?:says|said|wrote|writes|commented)(?:\s*(?:on|at)\b.{{0,40}})?\s*:\s*\**$",
        re.I,
    ),
    re.compile(
        r"^\s*#*\s*(?:comment|reply|response)\s+(?:(?P<number>\d{1,4})\s*)?(?:by|from|of)\s*:?\s+(?P<name>[^.!?:]{1,60}):?\s*$",
        re.I,
    ),
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z .'’/-]{2,40})(?:,\s*(?P<date>[A-Z][a-z]+\.?\s+\d{1,2}(?:,?\s+\d{4})?))?"
    r"\s*(?:\((?P<agency>[^)]{2,40})\))?\s*[-—–]+\s"
)
_STAMP = re.compile(r"(?i)^(?:published|posted|updated|last updated|date|on)?\s*:?\s*(?:on\s+)?.{0,12}$")
_QUOTED_HEADING = re.compile(r"^\s*(?:#{1,6}\s+|={3,}|-{3,}|\*{3,})")
#: A line up to this long and without a full stop can be a title or a heading.
_TITLE_LENGTH = 200
#: No editor wraps lines later than this: a longer one is a whole paragraph.
_WRAPPED = 160


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a text: ``kind`` is ``opinion`` (author), ``editorial`` (introducer), ``comment``,
    ``interview`` (who answers) or ``quoted``; ``place`` is where the text says who it is.
    """

    name: str
    kind: str
    by: str | None
    title: str
    place: Passage
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a voice; ``number`` counts from 1 within the voice."""

    voice: str
    number: int
    place: Passage

    def cite(self) -> str:
        """As a case cites it: ``korybko p3``."""
        return f"{self.voice} p{self.number}"


@dataclass(slots=True)
class Article:
    """A text with its structure. ``text`` is untouched; every passage counts its characters."""

    file: str
    text: str
    title: Passage | None = None
    voices: list[Voice] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    left_out: list[Passage] = field(default_factory=list)
    date: datetime.date | None = None
    date_place: Passage | None = None
    comments_promised: int | None = None

    @property
    def author(self) -> Voice | None:
        """The voice of the article itself; None for a text without any."""
        return next((v for v in self.voices if v.kind == "opinion"), None)

    def voice(self, name: str) -> Voice:
        """The voice of that name."""
        return next(v for v in self.voices if v.name == name)

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds a character."""
        at = bisect_right(self.paragraphs, offset, key=lambda p: p.place.start) - 1
        return self.paragraphs[at] if at >= 0 and offset < self.paragraphs[at].place.end else None


@dataclass(slots=True)
class _Line:
    place: Passage
    block: int
    words: str


def structured(file: str, text: str, date: datetime.date | None = None) -> Article:
    """The structure of a text; ``date`` is the day it was written where the reader knows it."""
    article = Article(file, text, date=date)
    rows = [
        _Line(line, number, line.of(text)) for number, block in enumerate(blocks(text)) for line in lines(text, block)
    ]
    rows = _without_furniture(article, rows)
    rows, comments = _comments_apart(article, rows)
    _title(article, rows)
    byline = _byline(article, rows)
    _say(article, rows, byline)
    _say_comments(article, comments)
    article.paragraphs.sort(key=lambda p: p.place.start)
    return article


def _without_furniture(article: Article, rows: list[_Line]) -> list[_Line]:
    kept = []
    for row in rows:
        if furniture.reason(row.words):
            article.left_out.append(row.place)
            if article.date is None:
                _take_date(article, row)
        else:
            kept.append(row)
    return kept


def _comments_apart(article: Article, rows: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    """The rows of the article and those of the comments, which begin at a counter or a row of numbered heads."""
    for at, row in enumerate(rows):
        opens, promised = furniture.comment_counter(row.words)
        if opens and at and any(_head(later) for later in rows[at + 1 : at + 12]):
            article.comments_promised = promised
            article.left_out.append(row.place)
            return rows[:at], rows[at + 1 :]
    says = [at for at, row in enumerate(rows) if at and _HEADS[1].match(row.words)]
    return (rows[: says[0]], rows[says[0] :]) if says else (rows, [])


def _head(row: _Line) -> re.Match[str] | None:
    for pattern in _HEADS:
        found = pattern.match(row.words)
        if found and len(found["name"].split()) <= 6:
            return found
    return None


def _title(article: Article, rows: list[_Line]) -> None:
    if not rows:
        return
    first = rows[0]
    alone = len(rows) > 1 and (
        rows[1].block != first.block
        or first.words.lstrip().startswith("#")
        or bool(_BYLINE.match(rows[1].words))
        or len(rows[1].words) >= _WRAPPED
    )
    if _BYLINE.match(first.words) or _AUTHOR.match(first.words):
        return
    sentence = first.words.rstrip().endswith((".", ";", ":")) and not first.words.lstrip().startswith("#")
    if alone and len(first.words) <= _TITLE_LENGTH and not sentence:
        lead = len(first.words) - len(first.words.lstrip("# *_"))
        tail = len(first.words) - len(first.words.rstrip("# *_"))
        article.title = trimmed(article.text, first.place.start + lead, first.place.end - tail)
        rows.pop(0)


def _byline(article: Article, rows: list[_Line]) -> int | None:
    """The number of the row that names the author, among the first rows of the text."""
    for at, row in enumerate(rows[:40]):
        found = _BYLINE.match(row.words) or _AUTHOR.match(row.words)
        if not found or row.words[:3].islower():
            continue
        name = _person(found["name"])
        rest = found.groupdict().get("rest") or ""
        if name and (len(row.words) < 120 or rest[:1] in ",.—–(-|" or rest.lstrip()[:3] in ("is ", "for", "in ")):
            return at
    return None


def _person(words: str) -> str | None:
    """A person's name at the start of a byline: two to five words with capitals, without what follows."""
    name = re.split(r",|\s+(?:and|for|in|at|on|of|the)\s+|\s+[|–—-]\s+", words.strip(" .,*_"))[0].strip(" .,*_")
    parts = name.split()
    return (
        name
        if 1 <= len(parts) <= 5
        and all(p[:1].isupper() or p in ("de", "la", "van", "von", "der", "al", "bin") for p in parts)
        else None
    )


def _say(article: Article, rows: list[_Line], byline: int | None) -> None:
    text = article.text
    if byline is None:
        before, head, body = [], None, rows
    else:
        before, head, body = rows[:byline], rows[byline], rows[byline + 1 :]
        if 60 < len(head.words) < _WRAPPED:  # a byline that goes on in the next lines of its block
            body = [row for row in body if row.block != head.block]
    if head is not None:
        found = _BYLINE.match(head.words) or _AUTHOR.match(head.words)
        by = _person(found["name"]) if found else None
        _take_date(article, head)
        voice = Voice(_slug(by.split()[-1] if by else "author"), "opinion", by, "The article", head.place)
    else:
        place = article.title or (body[0].place if body else Passage(0, 0))
        voice = Voice("article", "opinion", None, "The article", place)
    before = [row for row in before if not _stamp(article, row)]
    introduced = [row for row in before if len(row.words) > 60 or _INTRODUCER.match(row.words)]
    if introduced:
        found = _INTRODUCER.match(introduced[0].words)
        name = found["name"] if found else None
        article.voices.append(Voice("introducer", "editorial", name, "The introduction", introduced[0].place))
        _paragraphs(article, "introducer", introduced)
        before = [row for row in before if row not in introduced]
    article.left_out += [row.place for row in before]
    body = [row for at, row in enumerate(body) if not (at < 3 and _stamp(article, row))]
    if not introduced and body and _EDITOR.match(body[0].words):
        first = [row for row in body if row.block == body[0].block]
        article.voices.append(Voice("introducer", "editorial", None, "The introduction", first[0].place))
        _paragraphs(article, "introducer", first)
        body = body[len(first) :]
    if body:
        line = _DATELINE.match(body[0].words)
        if line and article.date is None and line["date"]:
            _take_date(article, body[0], limit=line.end())
    names = {v.name for v in article.voices}
    if voice.name in names:
        voice = Voice(f"{voice.name}_author", voice.kind, voice.by, voice.title, voice.place)
    if body or article.title:
        article.voices.insert(0, voice)
    _say_turns(article, voice.name, body)
    article.left_out.sort()
    del text


def _say_turns(article: Article, author: str, rows: list[_Line]) -> None:
    """The paragraphs of the body: the author's, or in an interview those of who speaks each turn."""
    before = article.title.of(article.text) if article.title is not None else ""
    found = turns([row.words for row in rows], before)
    _paragraphs(article, author, rows[: found[0].row] if found else rows)
    ends = [*(turn.row for turn in found[1:]), len(rows)][: len(found)]
    for turn, after in zip(found, ends, strict=True):
        name = _interviewed(article, turn, rows[turn.row]) if turn.speaker else author
        first = rows[turn.row]
        place = Passage(first.place.start + turn.label, first.place.end)
        mine = [_Line(place, first.block, place.of(article.text)), *rows[turn.row + 1 : after]]
        _paragraphs(article, name, mine)


def _interviewed(article: Article, turn: Turn, row: _Line) -> str:
    """The voice of who answers; it is made where he speaks for the first time."""
    name = _slug((turn.by or turn.speaker).split()[-1])
    known = next((v for v in article.voices if v.name == name and v.kind != "opinion"), None)
    if known is None:
        if any(v.name == name for v in article.voices):
            name = f"{name}_interviewed"
        title = f"{turn.by or 'Whoever is interviewed'}, interviewed"
        place = Passage(row.place.start, row.place.start + turn.label) if turn.label else row.place
        if all(v.name != name for v in article.voices):
            article.voices.append(
                Voice(name, "interview", turn.by, title, trimmed(article.text, place.start, place.end))
            )
    return name


def _stamp(article: Article, row: _Line) -> bool:
    """Whether a short row is only the date of publication; the date is taken then."""
    if len(row.words) > 60:
        return False
    found = moments(article.text, row.place, None)
    if not found:
        return False
    rest = row.words.replace(found[0].place.of(article.text), "")
    if (
        len(
            re.sub(
                r"[\W\d_]|\b(?:am|pm|gmt|utc|est|edt|cet|by|on|at|published|posted|updated|date)\b", "", rest.lower()
            )
        )
        > 12
    ):
        return False
    _take_date(article, row)
    article.left_out.append(row.place)
    return True


def _take_date(article: Article, row: _Line, limit: int | None = None) -> None:
    """Where the date is not known yet: the first full day that a row of page furniture or a byline names."""
    if article.date is not None:
        return
    place = row.place if limit is None else Passage(row.place.start, row.place.start + limit)
    for moment in moments(article.text, place, None):
        if moment.first == moment.last:
            article.date, article.date_place = moment.first, moment.place
            return


def _paragraphs(article: Article, voice: str, rows: list[_Line]) -> None:
    """Every block is a paragraph; in a block of long lines, every line."""
    number = sum(p.voice == voice for p in article.paragraphs)
    at = 0
    while at < len(rows):
        upto = at
        while upto + 1 < len(rows) and rows[upto + 1].block == rows[at].block and len(rows[upto].words) < _WRAPPED:
            upto += 1
        words = rows[at].words
        if upto == at and _QUOTED_HEADING.match(words) and not words.rstrip().endswith("."):
            article.left_out.append(rows[at].place)  # a heading between paragraphs says nothing of its own
        else:
            number += 1
            article.paragraphs.append(Paragraph(voice, number, Passage(rows[at].place.start, rows[upto].place.end)))
        at = upto + 1


def _say_comments(article: Article, rows: list[_Line]) -> None:
    count = 0
    voice = ""
    mine: list[_Line] = []
    for row in rows:
        found = _head(row)
        if found:
            if voice:
                _paragraphs(article, voice, mine)
            count += 1
            voice, mine = f"comment_{count}", []
            by = found["name"].strip(" *#:")
            article.voices.append(Voice(voice, "comment", by, f"Comment {count} ({by})", row.place))
        elif not voice or _is_time(article, row):
            article.left_out.append(row.place)
        else:
            mine.append(row)
    if voice:
        _paragraphs(article, voice, mine)


def _is_time(article: Article, row: _Line) -> bool:
    """Whether a short row of a comment is only its date and time."""
    return (
        len(row.words) < 60
        and bool(moments(article.text, row.place, None))
        and bool(re.fullmatch(r"(?i)[\w,. ]*\d{1,2}:\d\d\s*(?:am|pm)?\W*(?:[A-Z]{2,4})?", row.words.strip()))
    )


def _slug(name: str) -> str:
    """A name for a case: letters, digits and ``_``."""
    return re.sub(r"\W+", "_", name.lower()).strip("_") or "author"
