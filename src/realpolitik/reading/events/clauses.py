"""Reads the clauses of a parsed sentence from the main verb down, then those that no other clause leads to.

What the words above a clause make of it (denied, doubted, alleged) is settled afterwards, in ``standing``.
"""

from __future__ import annotations

from dataclasses import replace

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.complements import Complements, has_pronoun
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import Lexicon
from realpolitik.reading.events.parties import Scene
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.events.sense import Sense, outer_mode, own_mode
from realpolitik.reading.events.telling import Telling
from realpolitik.reading.grammar.sentence import Sentence, Word

_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "nmod"})


class Clauses:
    """The events of one sentence. Build it, then call ``read``."""

    def __init__(self, words: Lexicon, scene: Scene, sentence: Sentence, mentions: list[Mention]) -> None:
        self.words, self.scene, self.sentence = words, scene, sentence
        self.roles = Roles(words, scene, sentence, mentions)
        self.seen: set[int] = set()
        self.telling = Telling(words, scene, sentence, self.roles)
        self.complements = Complements(words, sentence, self.roles, self.telling, self._clause, self.seen)

    def read(self) -> list[Event]:
        """The events in the order of the clauses, the main clause first."""
        root = next((w for w in self.sentence.words if w.head == w.index), None)
        if root is not None:
            self._clause(root, Sense())
        for word in self.sentence.words:
            if word.index not in self.seen and word.pos in ("VERB", "AUX") and word.dep not in _NO_CLAUSE:
                self._clause(word, Sense(mode=outer_mode(self.sentence, word)))
        return self.telling.events

    def _clause(self, verb: Word, sense: Sense) -> bool:
        """Read the clause of ``verb``; True where it told an event."""
        if verb.index in self.seen:
            return False
        self.seen.add(verb.index)
        if verb.lemma == "let" and any(
            w.lemma == "alone" for w in self.sentence.words[verb.index + 1 : verb.index + 2]
        ):
            return False
        subjects = self.roles.subjects(verb)
        if not subjects and sense.subjects:
            subjects = list(sense.subjects)
        elif sense.said_by is not None and has_pronoun(self.sentence, verb):
            subjects = [sense.said_by.as_guess("a pronoun is taken to be who speaks")]
        if subjects and not all(p.guessed for p in subjects):
            self.scene.remember(subjects)
        mode, wrapper = own_mode(self.sentence, verb, sense)
        told = self._through(verb, subjects, replace(sense, mode=mode, wrapper=wrapper))
        for other in self.sentence.children(verb, "conj"):
            if other.pos in ("VERB", "AUX"):
                alone = self.sentence.child(other, "aux", "nsubj", "nsubjpass") is not None
                self._clause(other, replace(sense, mode=sense.mode if alone else mode))
        return told

    def _through(self, verb: Word, subjects: list[Party], sense: Sense) -> bool:
        """Go through verbs that only say how an act is meant, or tell the act itself."""
        words, lemma = self.words, verb.lemma
        if lemma == "be":
            described = self.sentence.child(verb, "acomp", "attr")
            if described is not None and (
                words.mode(described.lemma, "intend")
                or words.mode(described.lemma, "refuse")
                or described.lemma in words.verbs
            ):
                lemma = described.lemma
                inner = self.sentence.child(described, "xcomp") or self.sentence.child(described, "ccomp")
                if inner is not None and words.mode(lemma, "intend"):
                    return self._clause(inner, replace(sense, mode="intended", subjects=tuple(subjects)))
                if described.lemma in words.verbs and described.pos in ("ADJ", "VERB"):
                    return self.telling.tell(described, subjects, sense, on=verb)
        complement = self.sentence.child(verb, "xcomp") or self.sentence.child(verb, "ccomp")
        if complement is not None and complement.pos in ("VERB", "AUX", "ADJ"):
            below = self.complements.read(verb, lemma, complement, subjects, sense)
            if below is not None:
                return below
        return self.telling.tell(verb, subjects, sense)
