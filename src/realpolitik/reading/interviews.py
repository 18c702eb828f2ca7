"""Who says which turn of an interview: "Nair: ...", "Q: ...", "A: ...", or questions that stand alone.

Who asks is the author's voice; who answers has one of his own, under the full name where the text has it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from realpolitik.reading.actors.dictionary import Dictionary
from realpolitik.reading.voices.speakers import full_name

_LABEL = re.compile(
    r"^\W{0,3}(?P<label>[^\W\d_a-z][\w’'.&-]*(?: (?:of|the|[^\W\d_a-z][\w’'.&-]*)){0,4})\s*:\W{0,3}\s+(?=\S)"
)
_INTERVIEW = re.compile(
    r"(?i)\binterview|\bQ ?(?:&|and) ?A\b|\b(?:spoke|speaks?|talk(?:s|ed)?) (?:to|with)\b|\banswers?\b"
)
_NAME = r"(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'.-]+){1,3})"
_ANSWERS = (
    re.compile(rf"\b(?i:interview with|talks? (?:to|with)|speaks? (?:to|with)|interviewed|asked) {_NAME}"),
    re.compile(rf"{_NAME}(?:, [^.]{{3,90}}?,)? (?:spoke|talked|speaks|talks|answers|answered|told)\b"),
)
#: So many turns with a label make an interview, and so many questions without one.
LEAST_TURNS, LEAST_QUESTIONS = 3, 3
LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn: the number of its first row, how many characters its label takes there, and who speaks; empty for who
    asks. ``by`` is his name where the text has one.
    """

    row: int
    label: int
    speaker: str
    by: str | None = None


def turns(rows: list[str], before: str) -> list[Turn]:
    """The turns of a text given as rows; none where it is no interview. ``before`` is what stands before its body."""
    return _labelled(rows, before) or _by_questions(rows, before)


def _labelled(rows: list[str], before: str) -> list[Turn]:
    found = [(at, match) for at, row in enumerate(rows) if (match := _LABEL.match(row))]
    counts = Counter(match["label"] for _, match in found)
    labels = {label for label, count in counts.items() if count >= 2}
    mine = [(at, match) for at, match in found if match["label"] in labels]
    if len(labels) < 2 or len(mine) < LEAST_TURNS:
        return []
    asked = Counter(match["label"] for at, match in mine if rows[at].rstrip(' *_"”').endswith("?"))
    asks = max(sorted(labels), key=lambda label: (label.lower() in ("q", "question"), asked[label] / counts[label]))
    text = "\n".join([before, *rows])
    made = []
    for at, match in mine:
        label = match["label"]
        by = None if label == asks else _called(label, text)
        made.append(Turn(at, match.end(), "" if label == asks else by or "interviewee", by))
    return made


def _by_questions(rows: list[str], before: str) -> list[Turn]:
    """Questions that stand alone, each with its answer behind it."""
    questions = [at for at, row in enumerate(rows) if row.rstrip(" *_").endswith("?") and len(row) < LONGEST_QUESTION]
    if len(questions) < LEAST_QUESTIONS or not _INTERVIEW.search("\n".join([before, *rows[: questions[0]]])):
        return []
    by = _answers("\n".join([before, *rows[: questions[0]]]))
    made = []
    for at in questions:
        made.append(Turn(at, 0, ""))
        if at + 1 < len(rows) and at + 1 not in questions:
            made.append(Turn(at + 1, 0, by or "interviewee", by))
    return made


def _called(label: str, text: str) -> str | None:
    if label.lower() in ("a", "answer"):
        return _answers(text)
    label = label.title() if label.isupper() and len(label) > 2 else label
    return full_name(Dictionary(), text, label)


def _answers(text: str) -> str | None:
    """Who is interviewed, where the text says so."""
    for pattern in _ANSWERS:
        found = pattern.search(text)
        if found is not None:
            return found["name"]
    return None
