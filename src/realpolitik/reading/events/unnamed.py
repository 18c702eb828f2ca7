"""Who acts or is acted on where the words do not name a state: the state of the place, the acting state's own people.

Every party that is supposed here is marked as guessed.
"""

from __future__ import annotations

from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import Act
from realpolitik.reading.events.parties import Scene, sector_of
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.grammar.sentence import Sentence, Word

_WHERE = frozenset({"in", "at", "near", "through", "across", "outside"})
_POWERS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
#: Groups that act where they live.
_LOCAL = frozenset({"MIL", "COP", "CVL", "EDU", "LAB", "OPP", "JUD", "LEG", "REL"})


class Unnamed:
    """The rules for one sentence."""

    def __init__(self, scene: Scene, sentence: Sentence, roles: Roles) -> None:
        self.scene, self.sentence, self.roles = scene, sentence, roles

    def targets(
        self, verb: Word, act: Act, sources: list[Party], named: list[Party], before: list[Event]
    ) -> list[Party]:
        """The targets of an act, those that are supposed among them; ``named`` is whom the words name, ``before`` what
        the sentence told until here.
        """
        if act.kind == "CONSULT" and len(sources) > 1:  # "met in Lima": where, not whom
            named = [p for p in named if not self._only_where(p)]
        found = self._own_people(verb, sources, named)
        if act.kind == "DEMAND" and not found:
            return self._blamed_before(verb, before)
        return found

    def authority(self, verb: Word, act: Act) -> list[Party]:
        """Who does what is told in the passive without an agent: for arrests and investigations, the state of the
        place.
        """
        if act.kind not in ("COERCE", "INVESTIGATE", "SANCTION"):
            return []
        for preposition in self.sentence.subtree(verb, without=("advcl", "relcl", "acl", "ccomp")):
            if preposition.dep == "prep" and preposition.lemma in ("in", "at", "near"):
                for one in self.sentence.children(preposition, "pobj"):
                    found = [p for p in self.roles.parties(one) if p.entry is not None and p.entry.kind == "state"]
                    if found:
                        return [found[0].as_guess("nobody is named as doing it: the state of the place is taken")]
        return []

    def of_the_place(self, verb: Word, groups: list[Party]) -> list[Party]:
        """Soldiers, police or a crowd whose state is not told are those of the place: "students marched in Nairobi"."""
        if not groups or any(p.state != "---" for p in groups):
            return groups
        for preposition in self.sentence.subtree(verb, without=("advcl", "relcl", "acl", "ccomp", "conj")):
            if preposition.dep == "prep" and preposition.lemma in _WHERE:
                for one in self.sentence.children(preposition, "pobj"):
                    near = [p for p in self.roles.parties(one) if p.entry is not None and p.entry.kind == "state"]
                    if near and all(p.sector in _LOCAL for p in groups):
                        why = f"taken to be of {near[0].entry.name if near[0].entry else ''}, where it is told to be"
                        return [Party(near[0].state + p.sector, near[0].entry, p.place, why) for p in groups]
        return groups

    def _own_people(self, verb: Word, sources: list[Party], targets: list[Party]) -> list[Party]:
        """People whose state is not told are those of the police, army or government that acts on them."""
        who = sources[0] if len(sources) == 1 else None
        if who is None or who.entry is None or who.sector not in _POWERS or any(p.state != "---" for p in targets):
            return targets
        groups = [(p.sector, p.place) for p in targets]
        for word in [] if groups else self.sentence.children(verb, "dobj"):
            groups.append((sector_of(self.scene.book, self.sentence, word), self.sentence.span([word])))
        why = f"taken to be of {who.entry.name}, as is who acts on them"
        own = [
            Party(who.state + s, who.entry, place, why)
            for s, place in groups
            if s in _LOCAL | {"GOV", "MED", "BUS", "PTY"}
        ]
        return [p for p in own if p.code != who.code] or targets

    def _only_where(self, party: Party) -> bool:
        word = next((w for w in self.sentence.words if w.start <= party.place.start < w.end), None)
        above = self.sentence.head(word) if word is not None and word.dep == "pobj" else None
        return above is not None and above.lemma in _WHERE

    def _blamed_before(self, verb: Word, before: list[Event]) -> list[Party]:
        """ "Condemned France and demanded compensation": from France."""
        above = self.sentence.head(verb) if verb.dep == "conj" else None
        last = next((e for e in before if above is not None and e.trigger.start == above.start), None)
        if last is None or last.kind != "DISAPPROVE":
            return []
        return [p.as_guess("taken to be asked of whoever is blamed before") for p in last.targets]
