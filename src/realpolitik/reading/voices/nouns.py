"""Who holds what by a noun or a preposition: "in her view", "the Kremlin's explanation is that", "the theory, put
forward by .., is that", "according to", "for Rojas, ..".
"""

from __future__ import annotations

from collections.abc import Iterator

from realpolitik.reading.grammar.sentence import Word
from realpolitik.reading.passage import Passage
from realpolitik.reading.voices.attribution import Attribution
from realpolitik.reading.voices.spans import Spans, both, trim
from realpolitik.reading.voices.speakers import GROUP, PERSON, Naming
from realpolitik.reading.wordlists import words as listed

_FORWARD = listed("puts_forward")
#: "The view of the opposition"; "the story of the war" is nobody's.
_OWNED = listed("owned")
_DEAR = listed("dear")
#: So many words behind "the theory" may say who put it forward.
NEAR = 12


class Nouns:
    """The attributions that nouns and prepositions of one parsed sentence make."""

    def __init__(self, naming: Naming) -> None:
        self.naming, self.sentence, self.text = naming, naming.sentence, naming.text
        self.spans = Spans(naming.text, naming.sentence)

    def according(self, word: Word) -> Iterator[Attribution]:
        """ "According to the opposition, .."."""
        head = self.sentence.head(word)
        for to in self.sentence.children(word, "prep"):
            named = self.sentence.child(to, "pobj")
            who = self.naming.speaker(named) if named is not None else None
            if who is None or head is None:
                continue
            words = self.spans.apart(self.spans.clause_of(head), word)
            if words:
                what = self._same_side(self.spans.span(words), who.place)
                yield Attribution(who, what, both(what, who.place))

    def _same_side(self, what: Passage, near: Passage) -> Passage:
        """The part of a passage on the same side of a semicolon."""
        start, end = what.start, what.end
        for word in self.sentence.words:
            if word.text == ";":
                if start < word.start < near.start:
                    start = word.end
                elif near.start < word.start < end:
                    end = word.start
        return trim(self.text, start, end)

    def by_for(self, word: Word) -> Iterator[Attribution]:
        """ "For Rojas, the raid was a ploy"; not "for Kenya", which it may be good or bad for."""
        named, head = self.sentence.child(word, "pobj"), self.sentence.head(word)
        if named is None or head is None or head.lemma != "be":
            return
        who = self.naming.speaker(named)
        after = self.sentence.words[self.sentence.subtree(named)[-1].index + 1 :]
        if who is not None and who.kind in (PERSON, GROUP) and after and after[0].text == ",":
            what = self.spans.span(self.spans.apart(head, word))
            yield Attribution(who, what, both(what, who.place), opines=True)

    def by_noun(self, noun: Word) -> Iterator[Attribution]:
        """ "In his view", "the Kremlin's explanation is that", "the theory, put forward by X, is that"."""
        owner = self._owner(noun)
        by = self.sentence.head(owner) if owner is not None else None
        minds = by is not None and by.lemma in ("by", "from", "to", "with", "among")
        who = self.naming.of_adjective(noun) if owner is None else self.naming.speaker(owner, minds=minds)
        if who is None:
            return
        head = self.sentence.head(noun)
        for clause in self.sentence.children(noun, "acl", "ccomp", "relcl"):
            if any(w.text.lower() == "that" and w.dep == "mark" for w in self.sentence.children(clause)):
                what = self.spans.clause(clause)
                yield Attribution(who, what, both(what, who.place), opines=True)
        if head is None:
            return
        if noun.dep in ("nsubj", "attr") and head.lemma == "be":
            behind = self.spans.behind_colon(head)
            after = self.sentence.child(head, "ccomp", "advcl")
            if behind is not None or after is not None:
                what = behind if behind is not None else self.spans.clause(after or head)
                yield Attribution(who, what, both(what, who.place), self.spans.negated(head), True)
        above = self.sentence.head(head) if head.dep == "prep" else None
        if noun.dep == "pobj" and above is not None and head.lemma in ("in", "on", "by", "to"):
            words = self.spans.apart(self.spans.clause_of(above), head)
            if words:
                what = self.spans.span(words)
                yield Attribution(who, what, both(what, who.place), opines=True)

    def _owner(self, noun: Word) -> Word | None:
        """Whose view it is: "X's view", "the view of X", "a theory from X", "put forward by X", "the view in Paris"."""
        owner = self.sentence.child(noun, "poss")
        if owner is not None:
            return owner if owner.lemma not in ("my", "our", "your", "its") else None
        for preposition in self.sentence.children(noun, "prep"):
            if preposition.lemma in ("of", "from", "by"):
                named = self.sentence.child(preposition, "pobj")
                if named is not None and (preposition.lemma != "of" or noun.lemma in _OWNED):
                    return named
        for word in self.sentence.words[noun.index + 1 : noun.index + NEAR]:
            if word.lemma in _DEAR or word.lemma == "hear":  # "dear to the press", "heard from shipowners"
                for preposition in self.sentence.children(word, "prep"):
                    if preposition.lemma in ("to", "with", "among", "in", "from"):
                        return self.sentence.child(preposition, "pobj")
            if word.lemma in _FORWARD and word.tag == "VBN":
                for agent in self.sentence.children(word, "agent", "prep"):
                    if agent.lemma == "by":
                        return self.sentence.child(agent, "pobj")
        return None
