"""Whether an event stands as told, or is denied, doubted or only alleged by the words around it, and by whom.

An event counts as happened only where the text itself tells it as a fact. The words above it in the sentence decide:
who denies it, doubts it or alleges it, and in which words ("allegedly", "no evidence that", "is said to have"). Of
several the weakest standing wins: denied, doubted, alleged. What is supposed for the sake of an argument is
hypothetical.
"""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import Lexicon
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

#: From the weakest; what is none of these stands as it was read.
WEAKEST = ("denied", "doubted", "alleged", "hypothetical")
#: What can stand less firmly than it was read; a plan only where it is denied.
_TOLD = frozenset({"happened", "attempted", "refused", "threatened", "demanded", "alleged"})
_PLANNED = frozenset({"intended", "possible"})
_HEARSAY, _HEARSAY_OF = listed("hearsay"), listed("hearsay_of")
_REPORTS, _PROOF = listed("reports"), listed("proof")
_FALSE, _DOUBTFUL, _SURE = listed("false"), listed("doubtful"), listed("sure")
#: "It is not true that": what is negated here is denied, not only in doubt; "no truth to the claim that".
_SO, _TRUTH = frozenset({"true", "correct", "right", "so", "case"}), listed("truth")
_NOBODY = frozenset({"nobody", "none", "nothing", "few", "hardly", "scarcely", "barely", "no", "neither"})
_CLAUSES = frozenset(
    {"ccomp", "xcomp", "pcomp", "dobj", "pobj", "acl", "advcl", "csubj", "csubjpass", "nsubj", "nsubjpass"}
)
_LITTLE = frozenset({"no", "little", "scant", "any"})
MOST_ABOVE = 12  #: how far up a sentence is looked
_BEING = frozenset({"be", "remain", "seem", "appear", "become", "prove"})
_PERHAPS = listed("perhaps")
#: A question that opens with one of these takes for granted that it happened.
_TAKEN_FOR_GRANTED = frozenset({"who", "whom", "whose", "what", "which", "why", "how", "when", "where"})
_ASIDES = frozenset({"relcl", "advcl", "parataxis"})
_COMES_TRUE = frozenset({"happen", "occur"})


@dataclass(slots=True)
class Found:
    """What was found above an event: modes with who says so."""

    modes: list[tuple[str, Party | None]]

    def add(self, mode: str, by: list[Party] | None = None) -> None:
        """Keep one."""
        self.modes.append((mode, by[0] if by else None))


class Standing:
    """Looks at the words around the events of one sentence."""

    def __init__(self, words: Lexicon, sentence: Sentence, roles: Roles | None) -> None:
        self.words, self.sentence, self.roles = words, sentence, roles

    def settle(self, event: Event) -> None:
        """Change the event's mode, and say who tells it, where the words above it ask for it."""
        word = next((w for w in self.sentence.words if w.start == event.trigger.start), None)
        if word is None:
            return
        found = Found([])
        if self._asked(word):
            found.add("doubted")
        if self.sentence.parsed:
            self._above(word, found, event)
        else:
            self._before(word, found)
        mode = next((m for m in WEAKEST if any(one == m for one, _ in found.modes)), None)
        if mode is not None and (event.mode in _TOLD or (mode == "denied" and event.mode in _PLANNED)):
            said = [by for one, by in found.modes if one == mode and by is not None]
            if event.mode in _PLANNED:
                event.kind, event.root = event.act.kind, event.act.root
            event.mode = mode
            event.said_by = event.said_by or (said[0] if said else None)
        by = event.said_by
        doubters = [one for _, one in found.modes]
        if event.mode in ("doubted", "alleged") and by in event.sources and by not in doubters:
            event.said_by = None  # "he might have agreed to let them": the doer does not doubt it
        if event.said_by is None and self.sentence.parsed:
            event.said_by = self._according(word)

    # ------------------------------------------------------------------ with a parser

    def _above(self, word: Word, found: Found, event: Event) -> None:
        self._beside(word, found, event)
        one, head = word, self.sentence.head(word)
        named = word.pos not in ("VERB", "AUX", "ADJ")
        for _ in range(MOST_ABOVE):
            if head is None or (named and one is not word and one.pos in ("VERB", "AUX")):
                break  # "suspected to be about the raid": a thing that is named in a claim is there all the same
            if one.dep == "compound" and one is word and head.dep == "dobj":
                if (above := self.sentence.head(head)) is not None:  # "denied bombing Uganda"
                    self._under(head, above, found, True)
            elif one.dep == "conj":
                if self.sentence.child(one, "nsubj", "nsubjpass") is None:
                    self._adverbs(head, found)
            elif one.dep in ("prep", "agent"):
                pass
            elif one.dep == "relcl" and not self._tells(one, head):
                break
            elif one.dep in _CLAUSES or one.dep == "relcl":
                self._under(one, head, found, one is word)
            one, head = head, self.sentence.head(head)

    def _tells(self, clause: Word, noun: Word) -> bool:
        """Whether a clause behind a noun says what it says: "reports that troops came", not "reports that angered"."""
        subject = self.sentence.child(clause, "nsubj", "nsubjpass")
        said = noun.lemma in _REPORTS or noun.lemma == "case"
        return said and subject is not None and subject.tag not in ("WDT", "WP")

    def _adverbs(self, word: Word, found: Found) -> None:
        said = {w.text.lower() for w in self.sentence.children(word, "advmod")}
        if said & _HEARSAY:
            found.add("alleged")
        if said & _PERHAPS:
            found.add("doubted")

    def _asked(self, word: Word) -> bool:
        """Whether the text asks if it happened: "did Russia bomb it?", but not "why did Russia bomb it?"."""
        said = [w.text.lower() for w in self.sentence.words if "?" in w.text or w.text[0].isalnum()]
        if not said or "?" not in said[-1] or said[0] in _TAKEN_FOR_GRANTED:
            return False
        one: Word | None = word
        while one is not None:
            if one.dep in _ASIDES:
                return False
            one = self.sentence.head(one)
        return True

    def _beside(self, word: Word, found: Found, event: Event) -> None:
        """The words that hang on the event's own word."""
        children = self.sentence.children(word)
        self._adverbs(word, found)
        if any(w.dep in ("amod", "advmod") and w.text.lower() in _HEARSAY_OF for w in children):
            found.add("alleged")
        if any(w.dep == "det" and w.lemma == "no" for w in children):
            found.add("denied")
        for one in self.sentence.subtree(word):
            what = self.sentence.child(one, "dobj") if one.dep == "relcl" and one is not word else None
            if what is not None and what.tag == "WDT" and self.words.mode(one.lemma, "deny"):
                says = self._speaker(one) or []
                own = {p.code for p in says} & {p.code for p in event.sources}
                found.add("denied" if own else "doubted", says)  # "attacked Iraq, which Syria denies"
        if word.pos not in ("VERB", "AUX"):
            return
        subject = self.sentence.child(word, "nsubj", "nsubjpass")
        if subject is not None and (
            subject.lemma in ("nobody", "none", "nothing")
            or (subject.text.lower() == "one" and self._no(subject))
            or (subject.pos in ("NOUN", "PROPN") and self._no(subject))
        ):
            found.add("denied")
        helpers = [w for w in children if w.dep == "aux"]
        perfect = any(w.lemma == "have" for w in helpers)
        said = {w.text.lower() for w in helpers}
        if perfect and said & {"would", "’d", "'d"}:
            found.add("hypothetical")
        if perfect and said & {"may", "might", "could"}:
            found.add("doubted")
        if perfect and "must" in said:
            found.add("alleged")
        first = next((w for w in self.sentence.words if w.text.strip("\"“‘'(")), None)
        if subject is not None and first is not None and first.text in ("Had", "Were", "Should") and first in helpers:
            found.add("hypothetical")

    def _no(self, word: Word) -> bool:
        return any(w.lemma == "no" for w in self.sentence.children(word, "det", "neg"))

    def _little(self, word: Word) -> bool:
        """ "No evidence", "little evidence", "not any evidence"."""
        said = {w.lemma for w in self.sentence.children(word, "det", "neg", "amod")} & _LITTLE
        head = self.sentence.head(word)
        return bool(said - {"any"}) or ("any" in said and head is not None and self._negated(head))

    def _no_truth(self, noun: Word) -> bool:
        """ "There is no truth in it", "there is not a grain of truth in it", "it is without foundation"."""
        if noun.lemma not in _TRUTH:
            return False
        one: Word | None = noun
        for _ in range(4):
            if one is None:
                return False
            nothing = self._no(one) or self.sentence.child(one, "neg") is not None or one.lemma == "without"
            if nothing or (one.pos in ("VERB", "AUX") and self._negated(one)):
                return True
            one = self.sentence.head(one)
        return False

    def _under(self, one: Word, head: Word, found: Found, itself: bool) -> None:
        """The standing that ``head`` gives to what is said in the clause of ``one``, or to ``one`` ``itself``."""
        if head.pos in ("VERB", "AUX"):
            if one.dep == "dobj" and not itself:
                return  # "denied a role in the attack": not the attack
            self._under_verb(one, head, found)
        elif head.pos in ("NOUN", "PROPN", "PRON"):
            self._under_noun(one, head, found)
        elif head.pos == "ADJ":
            self._judged(head.lemma, self._negated(head), found)
        elif head.dep == "prep" and one.dep in ("pcomp", "pobj"):
            above = self.sentence.head(head)
            if above is not None:
                self._over_preposition(head, above, one, found)

    def _under_verb(self, one: Word, verb: Word, found: Found) -> None:
        lemma, words = verb.lemma, self.words
        negated = self._negated(verb)
        if one.dep in ("nsubj", "csubj") or one.dep == "csubjpass":
            if lemma in _COMES_TRUE and negated:
                found.add("denied")
            if lemma in _BEING:
                for described in self.sentence.children(verb, "acomp", "attr"):
                    self._judged(described.lemma, negated, found)
            elif words.mode(lemma, "deny") and one.dep == "csubjpass":
                found.add("doubted", self._speaker(verb))
            return
        if one.dep == "nsubjpass":
            if words.mode(lemma, "deny") and lemma not in ("reject", "dismiss") and not negated:
                found.add("denied", self._speaker(verb))
            return
        if one.dep == "advcl":
            return
        subject = self.sentence.child(verb, "nsubj")
        if subject is not None and subject.lemma in _PROOF and self._little(subject):
            found.add("doubted")  # "no evidence shows that"
            return
        if lemma in _BEING and one.dep == "ccomp":
            for described in self.sentence.children(verb, "acomp", "attr"):
                self._judged(described.lemma, negated, found)
                if described.lemma in _PROOF and self._little(described):
                    found.add("doubted")
                elif described.lemma in _REPORTS:
                    found.add("alleged")
            return
        if words.mode(lemma, "deny"):
            by_name = one.dep == "dobj" and lemma in ("reject", "dismiss")  # "rejected the offer" denies nothing
            if not by_name:
                found.add("alleged" if negated else "denied", self._speaker(verb))
        elif words.mode(lemma, "doubt"):
            found.add("alleged" if negated else "doubted", self._speaker(verb))
        elif words.mode(lemma, "suppose") and self.sentence.child(verb, "nsubj", "nsubjpass", "aux") is None:
            found.add("hypothetical")
        elif words.mode(lemma, "allege") and one.dep in ("ccomp", "xcomp", "dobj"):
            nobody = self._nobody(verb)
            found.add("doubted" if negated or nobody else "alleged", None if nobody else self._speaker(verb))
        elif words.mode(lemma, "say") and one.dep == "ccomp" and (negated or self._hearsay(verb)):
            found.add("doubted" if negated else "alleged", self._speaker(verb))
        elif (
            words.mode(lemma, "say")
            and one.dep in ("xcomp", "ccomp")
            and self.sentence.child(verb, "nsubjpass") is not None
        ):
            found.add("alleged")
        elif lemma == "pretend":
            found.add("denied")

    def _under_noun(self, one: Word, noun: Word, found: Found) -> None:
        if one.dep not in ("acl", "ccomp", "xcomp", "relcl"):
            return
        if one.dep == "acl" and one.tag == "VBN" and self.sentence.child(one, "nsubj", "nsubjpass") is None:
            return  # "missiles fired by": the noun is what it is done to
        if noun.lemma in _PROOF and self._little(noun):
            found.add("doubted")
        elif noun.lemma in _REPORTS:
            self._reported(noun, found)
        elif noun.lemma == "case" and (head := self.sentence.head(noun)) is not None:
            self._judged(noun.lemma, self._negated(head), found)

    def _reported(self, noun: Word, found: Found) -> None:
        """What a claim, report or rumour says; "rejected claims that": denied."""
        owner = self.sentence.child(noun, "poss")
        found.add("alleged", self.roles.parties(owner) if owner is not None and self.roles is not None else None)
        head = self.sentence.head(noun)
        if head is None:
            return
        above = self.sentence.head(head) if noun.dep == "pobj" else None
        if above is not None and any(self._no_truth(one) for one in self.sentence.subtree(above, ("acl", "relcl"))):
            found.add("denied")
        elif noun.dep in ("dobj", "nsubjpass") and self.words.mode(head.lemma, "deny") and not self._negated(head):
            found.add("denied", self._speaker(head))
        elif noun.dep in ("dobj", "nsubjpass") and self.words.mode(head.lemma, "doubt"):
            found.add("doubted", self._speaker(head))
        elif noun.dep in ("nsubj", "nsubjpass") and head.lemma in _BEING:
            for described in self.sentence.children(head, "acomp", "attr", "oprd"):
                self._judged(described.lemma, self._negated(head), found)
            for preposition in self.sentence.children(head, "prep"):
                if any(self._no_truth(one) for one in self.sentence.children(preposition, "pobj")):
                    found.add("denied")

    def _over_preposition(self, preposition: Word, above: Word, one: Word, found: Found) -> None:
        """ "Accused of attacking", "reports of an attack", "refrained from attacking"."""
        words = self.words
        if above.pos in ("NOUN", "PROPN") and preposition.lemma in ("of", "about", "that"):
            if above.lemma in _REPORTS:
                self._reported(above, found)
            elif above.lemma in _PROOF and self._little(above):
                found.add("doubted")
        elif above.pos in ("VERB", "AUX", "ADJ"):
            if words.mode(above.lemma, "accuse") and preposition.lemma in ("of", "for", "with", "in"):
                certain = one.dep == "pobj" and above.lemma in ("criticize", "criticise", "condemn", "blame")
                if not certain:
                    found.add("alleged", self._speaker(above))
            elif words.mode(above.lemma, "avert") and preposition.lemma == "from" and one.dep == "pcomp":
                found.add("denied")

    def _judged(self, lemma: str, negated: bool, found: Found) -> None:
        """ "It is not true that", "it is unclear whether", "is false"."""
        if lemma in _FALSE:
            found.add("alleged" if negated else "denied")
        elif lemma in _SO and negated:
            found.add("denied")
        elif lemma in _DOUBTFUL or (lemma in _SURE and negated):
            found.add("doubted")

    def _negated(self, word: Word) -> bool:
        if self.sentence.child(word, "neg") is not None:
            return True
        if any(w.lemma in ("never", "hardly", "scarcely", "barely") for w in self.sentence.children(word, "advmod")):
            return True
        head = self.sentence.head(word)
        if (
            word.dep == "conj"
            and head is not None
            and any(w.lemma == "nor" for w in self.sentence.children(head, "cc"))
        ):
            return True
        return word.pos == "ADJ" and word.dep == "acomp" and head is not None and self._negated(head)

    def _nobody(self, verb: Word) -> bool:
        subject = self.sentence.child(verb, "nsubj")
        return subject is not None and any(w.lemma in _NOBODY for w in [subject, *self.sentence.children(subject)])

    def _hearsay(self, verb: Word) -> bool:
        """ "Unconfirmed reports said": nobody vouches for it."""
        subject = self.sentence.child(verb, "nsubj")
        if subject is None:
            return False
        return subject.lemma in _REPORTS or any(w.text.lower() in _HEARSAY_OF for w in self.sentence.children(subject))

    def _speaker(self, verb: Word) -> list[Party] | None:
        return self.roles.subjects(verb) if self.roles is not None else None

    def _according(self, event: Word) -> Party | None:
        """Who is named in "according to", on the event's side of a semicolon."""
        words = self.sentence.words
        for word in words:
            between = words[min(word.index, event.index) : max(word.index, event.index)]
            if word.text.lower() == "according" and self.roles is not None and all(w.text != ";" for w in between):
                for to in self.sentence.children(word, "prep"):
                    for one in self.sentence.children(to, "pobj"):
                        named = self.roles.parties(one)
                        if named:
                            return named[0]
        return None

    # ------------------------------------------------------------------ without a parser

    def _before(self, word: Word, found: Found) -> None:
        """Any word of denial, doubt or hearsay that stands before the event's word."""
        before = self.sentence.words[: word.index]
        for one in before:
            low = one.text.lower()
            if low in _HEARSAY or low in _HEARSAY_OF or self.words.mode(one.lemma, "allege") or one.lemma in _REPORTS:
                found.add("alleged")
            if self.words.mode(one.lemma, "doubt") or low in _DOUBTFUL:
                found.add("doubted")
            if self.words.mode(one.lemma, "deny") and one.lemma not in ("reject", "dismiss"):
                found.add("denied")
            if low in _FALSE:
                found.add("denied")
        near = [w.text.lower() for w in before[-5:]]
        if "to" in near and "have" in near and set(near) & {"said", "believed", "thought", "reported", "understood"}:
            found.add("alleged")
