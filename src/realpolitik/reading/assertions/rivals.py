"""Rival explanations: sentences that say why something happens, or what is really behind it; with who holds them.

Cues are weighed. The author keeps the heaviest ones; every commenter has a say, if need be its first sentence about an
actor. Who says that he does not know explains nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.wordlists import cues, one_cue
from realpolitik.reading.wordlists import words as listed

_SPLIT = re.compile(r",?\s+or (?=(?:it|this|they|he|she) (?:could|might|may)\b)", re.IGNORECASE)
AUTHOR_MOST, COMMENT_MOST, LEAST = 10, 3, 3


@dataclass(frozen=True, slots=True)
class Rival:
    """An explanation: its place, the voice that holds it, its weight, and whether only its voice speaks for it."""

    place: Passage
    voice: str
    weight: int
    by_default: bool = False


def weight(text: str, place: Passage) -> int:
    """How strongly a passage looks like an explanation."""
    words = place.of(text)
    total = sum(int(points) for points, cue in cues("explanation") if cue.search(words))
    return 0 if one_cue("not_explanation").search(words) else total


def suspended(text: str, place: Passage) -> bool:
    """Whether a sentence withholds judgement: "I cannot say", "the jury is out"; not where it goes on to say what its
    speaker thinks after all.
    """
    words = place.of(text)
    return bool(one_cue("suspended").search(words)) and not one_cue("after_all").search(words)


def rivals(
    text: str, voice: str, kind: str, sentences: list[Passage], named: list[bool], title: Passage | None
) -> list[Rival]:
    """The explanations that a voice holds, the heaviest first; ``named`` says which sentences name an actor.

    For the author, what the title says counts double. A commenter or introducer without any cue is given its first
    sentence that names an actor, ``by_default``, unless it withholds judgement.
    """
    keys = _keywords(title.of(text)) if title is not None and kind == "opinion" else set()
    found: list[Rival] = []
    pairs = [(s, has) for s, has in zip(sentences, named, strict=True) if not suspended(text, s)]
    for sentence, _ in pairs:
        for part in _parts(text, sentence):
            points = weight(text, part)
            if points >= LEAST or (kind != "opinion" and points >= 2):
                shared = len(keys & _keywords(part.of(text)))
                found.append(Rival(part, voice, points + (2 if shared >= 4 else 1 if shared >= 3 and keys else 0)))
    found.sort(key=lambda rival: (-rival.weight, rival.place))
    kept: list[Rival] = []
    most = AUTHOR_MOST if kind == "opinion" else COMMENT_MOST
    for rival in found:
        if len(kept) == most:
            break
        words = _keywords(rival.place.of(text))
        if all(_alike(words, _keywords(other.place.of(text))) < 0.5 for other in kept):
            kept.append(rival)
    withheld = len(pairs) < len(sentences)
    if not kept and kind in ("comment", "editorial") and not withheld:
        first = next((s for s, has in pairs if has), pairs[0][0] if pairs else None)
        if first is not None:
            kept = [Rival(first, voice, 0, by_default=True)]
    return kept


def _parts(text: str, sentence: Passage) -> list[Passage]:
    """The alternatives of "it could be this, or it could be that", each on its own."""
    cuts = [sentence.start]
    for match in _SPLIT.finditer(text, sentence.start, sentence.end):
        cuts += [match.start(), match.end()]
    cuts.append(sentence.end)
    return [trimmed(text, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if b - a > 10]


def _keywords(words: str) -> set[str]:
    return {w.lower() for w in re.findall(r"[^\W\d_]{5,}", words)} - listed("dull")


def _alike(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, min(len(a), len(b)))
