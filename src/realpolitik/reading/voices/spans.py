"""The words that a clause of a parsed sentence takes, as passages of the text."""

from __future__ import annotations

from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.voices.speakers import Speaker


class Spans:
    """Passages of one parsed sentence."""

    def __init__(self, text: str, sentence: Sentence) -> None:
        self.text, self.sentence = text, sentence

    def clause(self, verb: Word) -> Passage:
        """The words of a clause, without the "that" before it."""
        words = self.sentence.subtree(verb)
        marks = [w.index for w in self.sentence.children(verb, "mark") if w.lemma == "that"]
        words = [w for w in words if not marks or w.index > marks[0]]  # "said more than once that"
        stop = next((k for k, w in enumerate(words) if w.text == ";"), len(words))
        words = words[:stop]
        while words and words[0].text in (",", ":"):
            words.pop(0)
        return self.span(words or [verb])

    def span(self, words: list[Word]) -> Passage:
        """From the first to the last of some words, without the sign that closes them."""
        span = self.sentence.span(words)
        return trim(self.text, span.start, span.end)

    def apart(self, head: Word, branch: Word) -> list[Word]:
        """The words below ``head`` without those below one branch, as far as they stand together."""
        out = {w.index for w in self.sentence.subtree(branch)}
        words = [w for w in self.sentence.subtree(head) if w.index not in out]
        while words and (words[0].text in (",", ":") or (words[0].dep == "mark" and words[0].lemma == "that")):
            words.pop(0)
        while words and words[-1].dep == "punct":
            words.pop()
        return words

    def clause_of(self, word: Word) -> Word:
        """The verb of the clause that a word stands in."""
        one = word
        while one.pos not in ("VERB", "AUX") and (head := self.sentence.head(one)) is not None:
            one = head
        return one

    def frame(self, who: Speaker, verb: Word, what: Passage) -> Passage:
        """What is said together with who says it."""
        return both(both(what, who.place), Passage(verb.start, verb.end))

    def negated(self, verb: Word) -> bool:
        """Whether a verb is negated."""
        return self.sentence.child(verb, "neg") is not None or any(
            w.lemma in ("never", "hardly", "scarcely") for w in self.sentence.children(verb, "advmod")
        )

    def behind_colon(self, verb: Word) -> Passage | None:
        """What stands behind a colon that follows a verb, where no other verb is between."""
        colon = next((w for w in self.sentence.words if w.index > verb.index and w.text == ":"), None)
        if colon is None or any(w.text in (";", ".") for w in self.sentence.words[verb.index : colon.index]):
            return None
        between = self.sentence.words[verb.index + 1 : colon.index]
        if any(w.pos == "VERB" for w in between):
            return None
        return trim(self.text, colon.end, self.sentence.place.end)


def both(a: Passage, b: Passage) -> Passage:
    """From the start of the first to the end of the last."""
    return Passage(min(a.start, b.start), max(a.end, b.end))


def trim(text: str, start: int, end: int) -> Passage:
    """A passage without space at its ends and without the sign that closes it."""
    while end > start and text[end - 1] in " \n\t.,;":
        end -= 1
    return trimmed(text, start, max(start, end))
