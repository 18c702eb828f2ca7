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
class Claim:
    """What one voice holds in one sentence: the passage that is quoted, the words of the claim within it, whether an
    actor is named, and what the words that say by whom add to its weight. Where only its denial is told it is not
    ``held``; ``denied_by`` are voices.
    """

    place: Passage
    claim: Passage
    voice: str
    named: bool
    bonus: int = 0
    held: bool = True
    denied_by: tuple[str, ...] = ()
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """An explanation: its place, the voice that holds it, its weight, and whether only its voice speaks for it; then as
    in ``Claim``.
    """

    place: Passage
    voice: str
    weight: int
    by_default: bool = False
    claim: Passage | None = None
    held: bool = True
    denied_by: tuple[str, ...] = ()
    guess: str = ""

    @property
    def core(self) -> Passage:
        """The words of the claim itself."""
        return self.claim or self.place


def weight(text: str, place: Passage, bonus: int = 0) -> int:
    """How strongly a passage looks like an explanation; ``bonus`` is for who is said to hold it."""
    words = place.of(text)
    total = bonus + sum(int(points) for points, cue in cues("explanation") if cue.search(words))
    return 0 if one_cue("not_explanation").search(words) else total


def suspended(text: str, place: Passage) -> bool:
    """Whether a sentence withholds judgement: "I cannot say", "the jury is out"; not where it goes on to say what its
    speaker thinks after all.
    """
    words = place.of(text)
    return bool(one_cue("suspended").search(words)) and not one_cue("after_all").search(words)


def rivals(
    text: str, voice: str, kind: str, said: list[Claim], title: Passage | None, *, passes_on: bool = False
) -> list[Rival]:
    """The explanations that a voice holds, the heaviest first, among what it claims.

    For the author, what the title says counts double. A commenter or introducer without any cue is given its first
    sentence that names an actor, ``by_default``, unless it withholds judgement or only ``passes_on`` what others hold.
    """
    keys = _keywords(title.of(text)) if title is not None and kind == "opinion" else set()
    found: list[Rival] = []
    open_ = [one for one in said if not suspended(text, one.place)]
    for one in open_:
        points = weight(text, one.place, one.bonus)
        if points >= LEAST or (kind != "opinion" and points >= 2):
            shared = len(keys & _keywords(one.place.of(text)))
            points += 2 if shared >= 4 else 1 if shared >= 3 and keys else 0
            found.append(Rival(one.place, voice, points, False, one.claim, one.held, one.denied_by, one.guess))
    found.sort(key=lambda rival: (-rival.weight, rival.place))
    kept: list[Rival] = []
    most = AUTHOR_MOST if kind in ("opinion", "interview") else COMMENT_MOST
    for rival in found:
        if len(kept) == most:
            break
        words = _keywords(rival.core.of(text))
        if all(_alike(words, _keywords(other.core.of(text))) < 0.5 for other in kept):
            kept.append(rival)
    withheld = len(open_) < len(said)
    if not kept and kind in ("comment", "editorial") and not withheld and not passes_on:
        own = [one for one in open_ if one.held]
        first = next((one for one in own if one.named), own[0] if own else None)
        if first is not None:
            kept = [Rival(first.place, voice, 0, by_default=True)]
    return kept


def parts(text: str, sentence: Passage) -> list[Passage]:
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
