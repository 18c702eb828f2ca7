"""Verbs with a clause for their complement, which say how the act in it is meant: demanded, refused, denied, tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from realpolitik.reading.events.event import Party
from realpolitik.reading.events.lexicon import COOPERATIVE, HOSTILE, Act, Lexicon
from realpolitik.reading.events.patterns import act_of
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.events.sense import Sense, counts_as
from realpolitik.reading.events.telling import Telling
from realpolitik.reading.grammar.sentence import Sentence, Word

#: Verbs that demand only where they say of whom.
_TOO_WIDE = frozenset({"need", "require", "press", "call"})
#: "Is rumoured to", "is known to": verbs of telling beside those that say or allege.
_TOLD_OF = frozenset({"understand", "rumor", "rumour"})


class Complements:
    """Reads what stands under such verbs. ``below`` reads the clause of a verb, ``seen`` are the verbs that were
    read.
    """

    def __init__(
        self,
        words: Lexicon,
        sentence: Sentence,
        roles: Roles,
        telling: Telling,
        below: Callable[[Word, Sense], bool],
        seen: set[int],
    ) -> None:
        self.words, self.sentence, self.roles, self.telling = words, sentence, roles, telling
        self.below, self.seen = below, seen

    def read(self, verb: Word, lemma: str, complement: Word, subjects: list[Party], sense: Sense) -> bool | None:
        """The event of a verb with a complement; None where the verb tells its own."""
        words = self.words
        passed = tuple(subjects)
        reported = self._reported_of(verb, lemma, complement)
        if reported is not None:
            return self.below(complement, replace(sense, mode="alleged", subjects=reported))
        if (
            words.mode(lemma, "demand")
            and lemma not in ("want",)
            and (complement.dep == "ccomp" or lemma not in _TOO_WIDE or self._asks_somebody(verb))
        ):
            return self._speech(verb, complement, subjects, sense, Act("DEMAND", "10"), "demanded")
        if lemma in ("want", "wish", "like", "prefer") and self._of_another(verb, complement):
            return self._speech(verb, complement, subjects, sense, Act("DEMAND", "10"), "demanded")
        if words.mode(lemma, "threaten"):
            about = self.roles.subjects(complement) if complement.dep == "ccomp" else []
            warned = lemma == "warn" and about and not has_pronoun(self.sentence, complement)
            if warned and not {p.state for p in about} & {p.state for p in subjects}:  # "warned that Iran might attack"
                speaker = subjects[0] if subjects else sense.said_by
                if self.below(complement, replace(sense, said_by=speaker, subjects=())):
                    return True
            return self._speech(verb, complement, subjects, sense, Act("THREATEN", "13"), "threatened")
        if lemma == "pretend":
            return self.below(complement, replace(sense, mode="denied", subjects=passed))
        if lemma == "fail" and complement.dep == "xcomp" and self._is_hostile(complement):
            return self.below(complement, replace(sense, mode="denied", subjects=passed))
        if words.mode(lemma, "deny") and complement.dep == "xcomp":
            self.telling.tell(verb, subjects, sense)
            if sense.mode == "happened":
                self.below(complement, Sense("denied", subjects[0] if subjects else None, passed, "denied"))
            return True
        if lemma == "fail" and complement.dep == "xcomp" and act_of(words, self.sentence, complement) is None:
            self.seen.add(complement.index)  # "failed to convince anybody": no refusal
            return self.telling.tell(verb, subjects, sense) if act_of(words, self.sentence, verb) else False
        if words.mode(lemma, "refuse") and complement.dep == "xcomp":
            return self._speech(verb, complement, subjects, sense, Act("REJECT", "12"), "refused")
        if words.mode(lemma, "stop") and complement.tag == "VBG":
            return self._stopped(verb, complement, subjects, sense)
        if words.mode(lemma, "attempt"):
            return self.below(
                complement,
                replace(sense, mode="attempted" if sense.mode == "happened" else sense.mode, subjects=passed),
            )
        if words.mode(lemma, "allow"):
            self.telling.tell(verb, subjects, sense)
            self.below(
                complement, replace(sense, mode="possible" if sense.mode == "happened" else sense.mode, subjects=())
            )
            return True
        if lemma == "help" and self.sentence.child(verb, "dobj") is not None:
            return None  # "helped Chad rebuild": both did something
        if words.mode(lemma, "begin"):
            return self.below(complement, replace(sense, subjects=passed)) or None
        if words.mode(lemma, "intend"):
            mode = "intended" if sense.mode in ("happened", "intended") else sense.mode
            if mode == "intended" and lemma == "expect" and self._of_another(verb, complement):
                mode = "possible"  # what one expects of others is not what they plan
            if (
                complement.dep == "ccomp"
                and self.roles.subjects(complement)
                and not has_pronoun(self.sentence, complement)
            ):
                passed = ()
            speaker = sense.said_by or (subjects[0] if subjects else None)
            if self.below(complement, replace(sense, mode=mode, subjects=passed, said_by=speaker)):
                return True
            return self.telling.tell(verb, subjects, replace(sense, mode=mode))  # "promised to do what it could"
        if words.mode(lemma, "say") and complement.dep == "ccomp":
            speaker = subjects[0] if subjects and sense.mode != "demanded" else sense.said_by
            told = self.below(complement, replace(sense, said_by=speaker, subjects=()))
            return True if told else None
        return None

    def _reported_of(self, verb: Word, lemma: str, complement: Word) -> tuple[Party, ...] | None:
        """Of whom something is only told: "Russia is said to have attacked". None for any other verb."""
        subject = self.sentence.child(verb, "nsubjpass")
        told = self.words.mode(lemma, "say") or self.words.mode(lemma, "allege") or lemma in _TOLD_OF
        if subject is None or complement.dep != "xcomp" or lemma in ("expect", "tell") or not told:
            return None
        return tuple(self.roles.parties(subject))

    def _stopped(self, verb: Word, complement: Word, subjects: list[Party], sense: Sense) -> bool | None:
        """ "Stopped buying oil": help that ends is SANCTION; an attack that ends is RETREAT, other force CONCEDE."""
        found = act_of(self.words, self.sentence, complement)
        if found is None:
            return None
        kind = found[0].kind
        if kind in COOPERATIVE:
            act = Act("SANCTION", "16")
        elif kind in HOSTILE:
            act = Act("RETREAT", "08") if kind in ("FIGHT", "ASSAULT") else Act("CONCEDE", "08")
        else:
            return None
        self.seen.add(complement.index)
        counted, mode = counts_as(act, sense, False)
        self.telling.add(verb, act, counted, mode, subjects, self.roles.targets(verb, subjects), sense)
        return True

    def _asks_somebody(self, verb: Word) -> bool:
        """ "Pressed Chad to pay", "called on Chad to pay"."""
        return self.sentence.child(verb, "dobj") is not None or any(
            w.lemma in ("on", "upon") for w in self.sentence.children(verb, "prep")
        )

    def _of_another(self, verb: Word, complement: Word) -> bool:
        """Whether somebody else is to do it: "wanted Chad to pay", not "wanted to pay"."""
        return self.sentence.child(verb, "dobj") is not None or (
            self.sentence.child(complement, "nsubj", "nsubjpass") is not None
            and any(w.tag == "TO" for w in self.sentence.children(complement, "aux"))
        )

    def _is_hostile(self, verb: Word) -> bool:
        inner = act_of(self.words, self.sentence, verb)
        return inner is not None and inner[0].kind in HOSTILE

    def _speech(self, verb: Word, complement: Word, subjects: list[Party], sense: Sense, act: Act, mode: str) -> bool:
        """An act that is only said: threatened, demanded, refused. Its target is who is told, or who is meant."""
        if sense.wrapper == "not" or sense.mode == "denied":
            act, mode = (Act("REJECT", "12"), "refused") if act.kind == "DEMAND" else (act, "denied")
        elif sense.mode in ("possible", "hypothetical"):
            mode = sense.mode
        targets = self.roles.targets(verb, subjects)
        inner = act_of(self.words, self.sentence, complement)
        self.seen.add(complement.index)
        for other in self.sentence.children(complement, "conj"):  # "to pay and withdraw" is one demand
            if other.tag == "VB" and self.sentence.child(other, "nsubj", "nsubjpass") is None:
                self.seen.add(other.index)
        self.telling.add(verb, inner[0] if inner else act, act, mode, subjects, targets, sense)
        return True


def has_pronoun(sentence: Sentence, verb: Word) -> bool:
    """Whether the subject of a verb is a pronoun that can mean who speaks."""
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    return subject is not None and subject.lemma in ("it", "he", "she", "they")
