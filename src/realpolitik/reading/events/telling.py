"""Tells the act of a verb, or of the noun that a light verb takes ("launched an investigation"), with its parties."""

from __future__ import annotations

from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import Act, Lexicon
from realpolitik.reading.events.parties import Scene, sector_of
from realpolitik.reading.events.patterns import act_of, with_arms
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.events.sense import Sense, counts_as
from realpolitik.reading.events.unnamed import Unnamed
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

_LIGHT = listed("light")


class Telling:
    """Collects the events of one sentence in ``events``, in the order in which they are told."""

    def __init__(self, words: Lexicon, scene: Scene, sentence: Sentence, roles: Roles) -> None:
        self.words, self.scene, self.sentence, self.roles = words, scene, sentence, roles
        self.unnamed = Unnamed(scene, sentence, roles)
        self.events: list[Event] = []

    def tell(self, verb: Word, subjects: list[Party], sense: Sense, on: Word | None = None) -> bool:
        """The act that a verb itself tells, or that its object does ("launched an investigation")."""
        found = act_of(self.words, self.sentence, verb)
        if found is not None and found[1].weight == 0 and (verb.lemma in _LIGHT or self.words.mode(verb.lemma, "say")):
            noun = self._noun(verb)
            act = noun if noun is not None else found[0]
        elif found is not None:
            act = found[0]
        else:
            noun = self._noun(verb)
            if noun is None and not (sense.mode == "demanded" and sense.said_by is not None and subjects):
                return False
            act = noun or Act("DEMAND", "10")
        sources = subjects or (self.unnamed.authority(verb, act) if self.roles.is_passive(verb) else [])
        sources = self.unnamed.of_the_place(verb, sources or list(sense.subjects))
        act = self._by_whom(verb, act, sources)
        targets = self.roles.targets(on or verb, sources) or (self.roles.targets(verb, sources) if on else [])
        targets = self.unnamed.targets(verb, act, sources, targets, self.events)
        unless = any(
            w.lemma == "unless"
            for clause in self.sentence.children(verb, "advcl")
            for w in self.sentence.children(clause, "mark")
        )
        kind, mode = counts_as(act, sense, unless)
        if mode == "demanded" and sense.said_by is not None:
            sources, targets = [sense.said_by], [p for p in sources if p.code != sense.said_by.code] or targets
        self.add(verb, act, kind, mode, sources, targets, sense)
        self.events[-1].advised = sense.mode == "demanded" and sense.said_by is None
        return True

    def _by_whom(self, verb: Word, act: Act, sources: list[Party]) -> Act:
        subject = self.sentence.child(verb, "nsubj")
        sector = sources[0].sector if sources else ""
        if not sources and subject is not None:
            sector = sector_of(self.scene.book, self.sentence, subject)
        state = any(p.entry is not None and p.entry.kind == "state" for p in sources)
        return with_arms(act, self.sentence, verb, sector, state=state)

    def add(
        self, verb: Word, act: Act, kind: Act, mode: str, sources: list[Party], targets: list[Party], sense: Sense
    ) -> None:
        """Keep an event: ``act`` is what is done, ``kind`` what it counts as."""
        clause = self.sentence.span(self.sentence.subtree(verb, without=("parataxis",)))
        self.events.append(
            Event(
                self.sentence.place,
                self.sentence.span([verb]),
                act,
                kind.kind,
                kind.root,
                mode,
                sources,
                targets,
                sense.said_by,
                clause=clause,
            )
        )

    def _noun(self, verb: Word) -> Act | None:
        """The act of a light verb's object."""
        if verb.lemma not in _LIGHT and not self.words.mode(verb.lemma, "say"):
            return None
        if self.words.mode(verb.lemma, "allege"):
            return None  # "alleged an attack": the attack is told by its noun, as alleged
        for noun in self.sentence.children(verb, "dobj", "nsubjpass", "attr"):
            for one in (noun, *self.sentence.children(noun, "conj")):
                if one.dep == "nsubjpass" and any(w.lemma == "by" for w in self.sentence.children(one, "prep")):
                    continue  # "the killing of X by Y was followed by": told by the noun itself
                act = self.words.nouns.get(one.lemma)
                if act is not None:
                    return act
        return None
