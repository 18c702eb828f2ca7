"""Reads the clauses of a parsed sentence: passives, control verbs, relative clauses, what is said, meant, or denied.

The rule for what an act counts as: a promised or planned helpful act is AGREE, a hostile one THREATEN; a demanded one
is DEMAND; a refused or negated helpful one is REJECT; a negated hostile one did not happen. What the words above a
clause make of it (denied, doubted, alleged) is settled afterwards, in ``standing``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import COOPERATIVE, HOSTILE, Act, Lexicon
from realpolitik.reading.events.parties import Scene, sector_of
from realpolitik.reading.events.patterns import act_of, with_arms
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

_LIGHT = listed("light")
#: "Almost attacked" did not attack.
_NEGATIONS = frozenset({"never", "neither", "nor", "hardly", "barely", "almost", "nearly"})
_NO_CLAUSE = frozenset({"aux", "auxpass", "amod", "compound", "prep", "mark", "nmod"})
#: "prompted Baku to complain": what follows came to be.
_LEADS_TO = listed("leads_to")
#: What somebody imagines, fears or plans.
_IDEAS = listed("ideas")
#: "Is rumoured to", "is known to": verbs of telling beside those that say or allege.
_TOLD_OF = frozenset({"understand", "rumor", "rumour"})
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAY = frozenset({"may", "might", "could", "can"})
_MUST = frozenset({"must", "should", "ought"})


@dataclass(frozen=True, slots=True)
class Sense:
    """How a clause is meant, gathered on the way down to its act."""

    mode: str = "happened"
    said_by: Party | None = None
    subjects: tuple[Party, ...] = ()
    wrapper: str = ""
    addressed: tuple[Party, ...] = ()


class Clauses:
    """The events of one sentence. Build it, then call ``read``."""

    def __init__(self, words: Lexicon, scene: Scene, sentence: Sentence, mentions: list[Mention]) -> None:
        self.words, self.scene, self.sentence = words, scene, sentence
        self.roles = Roles(words, scene, sentence, mentions)
        self.seen: set[int] = set()
        self.events: list[Event] = []

    def read(self) -> list[Event]:
        """The events in the order of the clauses, the main clause first."""
        root = next((w for w in self.sentence.words if w.head == w.index), None)
        if root is not None:
            self._clause(root, Sense())
        for word in self.sentence.words:
            if word.index not in self.seen and word.pos in ("VERB", "AUX") and word.dep not in _NO_CLAUSE:
                self._clause(word, Sense(mode=self._outer_mode(word)))
        return self.events

    def _outer_mode(self, word: Word) -> str:
        """How the clauses above leave an act open: in an if-clause, under "might", as a purpose, as somebody's idea."""
        one, head = word, self.sentence.head(word)
        if any(w.tag == "TO" for w in self.sentence.children(word, "aux")):
            led = head is not None and head.lemma in _LEADS_TO
            if not led:
                return "intended"
        while head is not None and one.dep not in ("relcl", "parataxis"):
            mark = self.sentence.child(one, "mark")
            if mark is not None and mark.lemma in ("if", "unless", "whether"):
                return "hypothetical"
            if one is not word and {w.text.lower() for w in self.sentence.children(one, "aux")} & (_MAY | _WILL):
                return "possible"
            subject = self.sentence.child(head, "nsubj")
            past = word.tag == "VBD" or any(w.lemma == "have" for w in self.sentence.children(word, "aux"))
            if past and head.lemma in _IDEAS:
                return "alleged"  # "they fear that he came": no plan, but a claim
            if head.lemma in _IDEAS or (head.lemma == "be" and subject is not None and subject.lemma in _IDEAS):
                return "possible"
            if one.dep == "pcomp" and (above := self.sentence.head(head)) is not None and above.pos == "ADJ":
                return "possible"  # "dependent on subordinating Armenia"
            one, head = head, self.sentence.head(head)
        mark = self.sentence.child(one, "mark")
        return "hypothetical" if mark is not None and mark.lemma in ("if", "unless") else "happened"

    # ------------------------------------------------------------------ what is meant

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
        elif sense.said_by is not None and self._is_pronoun_subject(verb):
            subjects = [sense.said_by.as_guess("a pronoun is taken to be who speaks")]
        if subjects and not all(p.guessed for p in subjects):
            self.scene.remember(subjects)
        mode, wrapper = self._meant(verb, sense)
        told = self._through(verb, subjects, replace(sense, mode=mode, wrapper=wrapper))
        for other in self.sentence.children(verb, "conj"):
            if other.pos in ("VERB", "AUX"):
                self._clause(other, replace(sense, mode=mode if not self.sentence.child(other, "aux") else sense.mode))
        return told

    def _is_pronoun_subject(self, verb: Word) -> bool:
        subject = self.sentence.child(verb, "nsubj", "nsubjpass")
        return subject is not None and subject.lemma in ("it", "he", "she", "they")

    def _negated(self, verb: Word) -> bool:
        if self.sentence.child(verb, "neg") is not None:
            return True
        below = {w.lemma for w in self.sentence.children(verb, "advmod", "det", "preconj")}
        return bool(below & _NEGATIONS)

    def _meant(self, verb: Word, sense: Sense) -> tuple[str, str]:
        helpers = {w.text.lower() for w in self.sentence.children(verb, "aux")} | {
            w.lemma for w in self.sentence.children(verb, "aux")
        }
        mark = self.sentence.child(verb, "mark")
        if mark is not None and mark.lemma in ("if", "unless", "whether"):
            return "hypothetical", sense.wrapper
        if self._negated(verb):
            return ("denied" if sense.mode == "happened" else sense.mode), sense.wrapper or "not"
        if sense.mode not in ("happened", "attempted"):
            return sense.mode, sense.wrapper
        if "have" in helpers and helpers & (_MAY | _WOULD):  # told of the past: nobody threatens or plans it any more
            return ("doubted" if helpers & _MAY else "hypothetical"), sense.wrapper
        if helpers & _MUST:
            return "demanded", sense.wrapper
        if helpers & _MAY:
            return "possible", sense.wrapper
        if helpers & _WILL:
            return "intended", sense.wrapper
        return sense.mode, sense.wrapper

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
                    return self._tell(described, subjects, sense, on=verb)
        complement = self.sentence.child(verb, "xcomp") or self._said(verb)
        if complement is not None and complement.pos in ("VERB", "AUX", "ADJ"):
            below = self._wrapped(verb, lemma, complement, subjects, sense)
            if below is not None:
                return below
        return self._tell(verb, subjects, sense)

    def _said(self, verb: Word) -> Word | None:
        return self.sentence.child(verb, "ccomp")

    def _wrapped(self, verb: Word, lemma: str, complement: Word, subjects: list[Party], sense: Sense) -> bool | None:
        """The event of a verb with a complement; None where the verb tells its own."""
        words = self.words
        passed = tuple(subjects)
        reported = self._reported_of(verb, lemma, complement)
        if reported is not None:
            return self._clause(complement, replace(sense, mode="alleged", subjects=reported))
        if (
            words.mode(lemma, "demand")
            and lemma not in ("want",)
            and (complement.dep == "ccomp" or lemma not in ("need", "require", "press", "call"))
        ):
            return self._speech(verb, complement, subjects, sense, Act("DEMAND", "10"), "demanded")
        if words.mode(lemma, "threaten"):
            return self._speech(verb, complement, subjects, sense, Act("THREATEN", "13"), "threatened")
        if lemma == "pretend":
            return self._clause(complement, replace(sense, mode="denied", subjects=passed))
        if lemma == "fail" and complement.dep == "xcomp" and self._is_hostile(complement):
            return self._clause(complement, replace(sense, mode="denied", subjects=passed))
        if words.mode(lemma, "deny") and complement.dep == "xcomp":
            self._tell(verb, subjects, sense)
            if sense.mode == "happened":
                self._clause(complement, Sense("denied", subjects[0] if subjects else None, passed))
            return True
        if words.mode(lemma, "refuse") and complement.dep == "xcomp":
            return self._speech(verb, complement, subjects, sense, Act("REJECT", "12"), "refused")
        if words.mode(lemma, "attempt"):
            return self._clause(
                complement,
                replace(sense, mode="attempted" if sense.mode == "happened" else sense.mode, subjects=passed),
            )
        if words.mode(lemma, "allow"):
            self._tell(verb, subjects, sense)
            self._clause(
                complement, replace(sense, mode="possible" if sense.mode == "happened" else sense.mode, subjects=())
            )
            return True
        if words.mode(lemma, "begin"):
            return self._clause(complement, replace(sense, subjects=passed)) or None
        if words.mode(lemma, "intend"):
            mode = "intended" if sense.mode in ("happened", "intended") else sense.mode
            if (
                complement.dep == "ccomp"
                and self.roles.subjects(complement)
                and not self._is_pronoun_subject(complement)
            ):
                passed = ()
            return (
                self._clause(
                    complement,
                    replace(
                        sense, mode=mode, subjects=passed, said_by=sense.said_by or (subjects[0] if subjects else None)
                    ),
                )
                or None
            )
        if words.mode(lemma, "say") and complement.dep == "ccomp":
            speaker = subjects[0] if subjects else sense.said_by
            told = self._clause(complement, replace(sense, said_by=speaker, subjects=()))
            return True if told else None
        return None

    def _reported_of(self, verb: Word, lemma: str, complement: Word) -> tuple[Party, ...] | None:
        """Of whom something is only told: "Russia is said to have attacked". None for any other verb."""
        subject = self.sentence.child(verb, "nsubjpass")
        told = self.words.mode(lemma, "say") or self.words.mode(lemma, "allege") or lemma in _TOLD_OF
        if subject is None or complement.dep != "xcomp" or lemma in ("expect", "tell") or not told:
            return None
        return tuple(self.roles.parties(subject))

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
        self._add(verb, inner[0] if inner else act, act, mode, subjects, targets, sense)
        return True

    def _tell(self, verb: Word, subjects: list[Party], sense: Sense, on: Word | None = None) -> bool:
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
        sources = subjects
        if not sources and self.roles.is_passive(verb):
            sources = self._authority(verb, act)
        if not sources:
            sources = list(sense.subjects)
        sector = (
            sources[0].sector
            if sources
            else (
                sector_of(self.scene.book, self.sentence, subject)
                if (subject := self.sentence.child(verb, "nsubj"))
                else ""
            )
        )
        act = with_arms(act, self.sentence, verb, sector)
        targets = self.roles.targets(on or verb, sources) or (self.roles.targets(verb, sources) if on else [])
        unless = any(
            w.lemma == "unless"
            for clause in self.sentence.children(verb, "advcl")
            for w in self.sentence.children(clause, "mark")
        )
        kind, mode = self._kind(act, sense, unless)
        if mode == "demanded" and sense.said_by is not None:
            sources, targets = [sense.said_by], [p for p in sources if p.code != sense.said_by.code] or targets
        self._add(verb, act, kind, mode, sources, targets, sense)
        return True

    def _noun(self, verb: Word) -> Act | None:
        """The act of a light verb's object."""
        if verb.lemma not in _LIGHT and not self.words.mode(verb.lemma, "say"):
            return None
        if self.words.mode(verb.lemma, "allege"):
            return None  # "alleged an attack": the attack is told by its noun, as alleged
        for noun in self.sentence.children(verb, "dobj", "nsubjpass", "attr"):
            for one in (noun, *self.sentence.children(noun, "conj")):
                act = self.words.nouns.get(one.lemma)
                if act is not None:
                    return act
        return None

    def _authority(self, verb: Word, act: Act) -> list[Party]:
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

    def _kind(self, act: Act, sense: Sense, conditional: bool) -> tuple[Act, str]:
        mode = sense.mode
        if mode == "denied":
            return (Act("REJECT", "12"), "refused") if act.kind in COOPERATIVE else (act, "denied")
        if mode == "demanded":
            return Act("DEMAND", "10"), mode
        if mode in ("intended", "possible"):
            if act.kind in COOPERATIVE and conditional:
                return Act("THREATEN", "13"), "threatened"
            if act.kind in COOPERATIVE:
                return Act("AGREE", "03"), mode
            if act.kind in HOSTILE:
                return Act("THREATEN", "13"), mode
        return act, mode

    def _add(
        self, verb: Word, act: Act, kind: Act, mode: str, sources: list[Party], targets: list[Party], sense: Sense
    ) -> None:
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
