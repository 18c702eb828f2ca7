"""Cuts a sentence into what each voice claims in it: its author's words, and those of whoever he names for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from realpolitik.reading.assertions.rivals import Claim, parts
from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.structure import Paragraph
from realpolitik.reading.voices.casting import Said
from realpolitik.reading.wordlists import one_cue

if TYPE_CHECKING:
    from realpolitik.reading.texts import Reading

#: What the words that say by whom add to the weight of an explanation: "argues that" more than "said that".
OPINES, TELLS, EXPLAINS = 3, 1, 2


def claims(reading: Reading, paragraph: Paragraph, sentence: Passage, said: list[Said], named: bool) -> Iterator[Claim]:
    """The claims of one sentence, each with the voice that holds it: the paragraph's own where nobody else does."""
    text = reading.text
    for piece in _pieces(text, sentence, said):
        for part in parts(text, piece):
            holder = reading.said_at(part)
            if holder is not None:
                claim = _within(holder.what, part) if holder.clause else part
                bonus = _bonus(reading, claim, holder)
                deniers = _deniers(said, claim, holder.voice)
                yield Claim(part, claim, holder.voice, named, bonus, True, deniers, holder.guess)
                continue
            deniers = _deniers(said, part, paragraph.voice)
            denied = next((one for one in said if one.denies and one.voice in ("", *deniers)), None)
            if denied is None:
                yield Claim(part, part, paragraph.voice, named)
            else:
                claim = _within(denied.what, part)
                bonus = _bonus(reading, claim, denied)
                yield Claim(part, claim, paragraph.voice, named, bonus, False, deniers, denied.guess)


def _pieces(text: str, sentence: Passage, said: list[Said]) -> list[Passage]:
    """A sentence in which several voices speak one after the other, cut where the next one begins."""
    cuts = [sentence.start]
    end = sentence.start
    for one in sorted((one for one in said if not one.denies), key=lambda one: one.frame):
        if one.frame.start >= end and end > sentence.start:
            cuts.append(one.frame.start)
        end = max(end, one.frame.end)
    pieces = [trimmed(text, a, b) for a, b in zip(cuts, [*cuts[1:], sentence.end], strict=True)]
    return [piece for piece in pieces if piece.end > piece.start]


def _within(claim: Passage, part: Passage) -> Passage:
    start, end = max(claim.start, part.start), min(claim.end, part.end)
    return Passage(start, end) if end - start >= 4 else part


def _deniers(said: list[Said], claim: Passage, but: str) -> tuple[str, ...]:
    found = [
        one.voice
        for one in said
        if one.denies and one.voice not in ("", but) and one.what.start < claim.end and claim.start < one.what.end
    ]
    return tuple(dict.fromkeys(found))


def _bonus(reading: Reading, claim: Passage, holder: Said) -> int:
    """More for an opinion than for what is told; none for a forecast or a demand, nor for an act in doubt, which is
    drafted as one.
    """
    text = reading.text
    explains = EXPLAINS if one_cue("explains").search(text, claim.start, claim.end) else 0
    if one_cue("no_opinion").search(text, claim.start, claim.end):
        return 0
    disputed = any(
        claim.covers(told.event.trigger)
        and told.event.mode in ("denied", "doubted", "alleged")
        and any(p.entry is not None and p.code for p in (*told.event.sources, *told.event.targets))
        for told in reading.events[-8:]
    )
    if not holder.opines:
        return TELLS + explains
    return explains if disputed else OPINES + explains
