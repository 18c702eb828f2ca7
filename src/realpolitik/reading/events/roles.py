"""Who does what a verb tells, and to whom: subjects, agents of passives, control verbs, objects, prepositions."""

from __future__ import annotations

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.event import Party
from realpolitik.reading.events.lexicon import Lexicon
from realpolitik.reading.events.parties import PRONOUNS, Scene, parties
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

_PREPOSITIONS = (
    "against",
    "with",
    "to",
    "between",
    "on",
    "at",
    "upon",
    "toward",
    "towards",
    "into",
    "from",
    "for",
    "of",
    "about",
    "over",
    "in",
    "among",
    "by",
    "near",
    "through",
)
_OBJECT_ACTS, _THANKED = listed("object_acts"), listed("thanked")
_MEANWHILE = listed("meanwhile")


class Roles:
    """The parties around the verbs of one sentence."""

    def __init__(self, words: Lexicon, scene: Scene, sentence: Sentence, mentions: list[Mention]) -> None:
        self.words, self.scene, self.sentence, self.mentions = words, scene, sentence, mentions
        self.scene.found = mentions

    def parties(self, head: Word) -> list[Party]:
        """The parties of the phrase around a word."""
        return parties(self.scene, self.sentence, self.mentions, head)

    def subjects(self, verb: Word) -> list[Party]:
        """Who does it: the subject, the agent of a passive, or the one whom a participle or relative clause
        describes.
        """
        if self.is_passive(verb):
            agent = self.sentence.child(verb, "agent")
            target = self.sentence.child(agent, "pobj") if agent else None
            return self.parties(target) if target else []
        subject = self.sentence.child(verb, "nsubj", "csubj", "expl", "nsubjpass")
        head = self.sentence.head(verb)
        if subject is not None and subject.tag not in ("WDT", "WP"):
            if subject.lemma in self.words.nouns and subject.lemma not in self.scene.book.sectors:
                return []  # "the ceasefire calls for": a happening does not act
            return self.parties(subject)
        if verb.dep == "pcomp" and head is not None:
            accused = self.accused(head)
            if accused is not None:
                return self.others(accused)
            role = self.sentence.words[head.index - 1] if head.index else None  # "Russia's role in mediating"
            owner = self.sentence.child(role, "poss") if role is not None and role.pos == "NOUN" else None
            if owner is not None:
                return self.parties(owner)
        if verb.dep in ("relcl", "acl") and head is not None:
            return self.parties(head) if verb.tag != "VBN" or subject is not None else []
        if verb.dep == "conj" and head is not None and head.pos in ("VERB", "AUX"):
            return self.subjects(head) if not self.is_passive(head) else []
        if verb.dep in ("xcomp", "advcl", "pcomp", "ccomp") and head is not None:
            controlled = self.sentence.child(head, "dobj", "nsubjpass") if head.lemma in _OBJECT_ACTS else None
            if controlled is not None and verb.dep != "advcl":
                return self.parties(controlled)  # "prompted Baku to complain": Baku does
            inherited = self._governor(head)
            return self.subjects(inherited) if inherited is not None and inherited is not verb else []
        return []

    def others(self, head: Word) -> list[Party]:
        """The parties of an object; where it is "it" or "them", not those that the verb's subject is."""
        verb = self.sentence.head(head)
        subject = self.sentence.child(verb, "nsubj") if verb is not None and head.dep == "dobj" else None
        mine = {p.code for p in self.parties(subject)} if subject is not None else set()
        found = self.parties(head)
        if head.lemma in PRONOUNS and mine & {p.code for p in found}:
            return self.scene.other_than(mine, head)
        return found

    def accused(self, preposition: Word) -> Word | None:
        """Who is meant to have done it: "accused Russia of attacking", "is suspected of", "prevented Iran from",
        "thanked Chad for".
        """
        verb = self.sentence.head(preposition)
        if verb is None:
            return None
        thanked = verb.lemma in _THANKED and preposition.lemma == "for"
        if not (thanked or self.words.mode(verb.lemma, "accuse") or self.words.mode(verb.lemma, "avert")):
            return None
        if verb.dep == "acl" and verb.tag == "VBN":
            return self.sentence.head(verb)
        return self.sentence.child(verb, "nsubjpass") or self.sentence.child(verb, "dobj")

    def _governor(self, word: Word) -> Word | None:
        """The verb above a word, over prepositions and nouns."""
        steps = 0
        one: Word | None = word
        while one is not None and one.pos not in ("VERB", "AUX") and steps < 4:
            one, steps = self.sentence.head(one), steps + 1
        return one

    def is_passive(self, verb: Word) -> bool:
        """Whether what looks like the subject is whom it is done to."""
        if (
            verb.lemma in ("oppose", "concern", "commit", "prepare", "determine")
            and self.sentence.child(verb, "agent") is None
        ):
            return False
        if self.sentence.child(verb, "nsubjpass", "auxpass") is not None:
            return True
        return verb.dep == "acl" and verb.tag == "VBN" and self.sentence.child(verb, "aux", "nsubj") is None

    def targets(self, verb: Word, sources: list[Party]) -> list[Party]:
        """Whom it is done to: the object, then what the prepositions name; never the one who does it."""
        mine = {p.state for p in sources if p.state != "---"}
        candidates: list[Word] = []
        if self.is_passive(verb):
            subject = self.sentence.child(verb, "nsubjpass")
            above = self.sentence.head(verb)
            candidates += (
                [subject] if subject is not None else ([above] if verb.dep == "acl" and above is not None else [])
            )
        candidates += self.sentence.children(verb, "dobj", "dative", "oprd", "attr")
        if verb.dep == "relcl" and (above := self.sentence.head(verb)) is not None:
            object_ = self.sentence.child(verb, "dobj")
            subject = self.sentence.child(verb, "nsubj")
            if (
                subject is not None
                and subject.tag not in ("WDT", "WP")
                and (object_ is None or object_.tag in ("WDT", "WP"))
            ):
                candidates.append(above)  # "the ship that Iran seized"
        candidates += self.behind(verb)
        complements = self.sentence.children(verb, "xcomp", "ccomp", "acomp", "advcl", "prt")
        for complement in [] if self.words.mode(verb.lemma, "deny") else complements:  # "denied having armed rebels"
            if complement.dep == "ccomp":
                subject = self.sentence.child(complement, "nsubj")
                candidates += [subject] if subject is not None else []
            if complement.dep != "advcl":
                candidates += [*self.sentence.children(complement, "dobj"), *self.behind(complement)]
                for deeper in self.sentence.children(complement, "xcomp", "ccomp"):
                    candidates += [*self.sentence.children(deeper, "dobj"), *self.behind(deeper)]
        second: list[Party] = []
        within: list[Party] = []
        for candidate in candidates:
            if candidate.lemma == "it" and candidate.dep == "dobj":
                near = [m for m in self.mentions if m.place.end <= candidate.start and m.way == "organisation"]
                if near:
                    why = f"'it' is taken to be {near[-1].name.entry.name}"
                    return [Party(near[-1].code, near[-1].name.entry, near[-1].place, why)]
            if candidate.lemma in ("it", "he", "she") and (
                other := self.scene.other_than({p.code for p in sources}, candidate)
            ):
                return other
            if candidate.lemma in ("it", "that", "which", "who"):
                continue
            found = [p for p in self._deep(candidate) if p.code not in {s.code for s in sources}]
            if candidate.head == verb.index and any(s.sector for s in sources):  # "police beat students": same state
                within = within or [p for p in found if p.entry is not None and p.sector and p.state in mine]
            known = [p for p in found if p.entry is not None and p.code and p.state not in mine]
            if known:
                group = second[0] if second and second[0].state == "---" and len(known) == 1 else None
                if group is not None and not known[0].sector and self._origin(candidate):  # "prisoners from Iran"
                    return [Party(known[0].state + group.sector, known[0].entry, group.place, known[0].guessed)]
                return known
            second = second or [p for p in found if p.state not in mine]
        return second or within

    def _origin(self, word: Word) -> bool:
        above = self.sentence.head(word)
        return word.dep == "pobj" and above is not None and above.lemma not in ("with", "to", "against", "for")

    def _deep(self, head: Word) -> list[Party]:
        """The parties of a phrase; where it names none itself, those of the phrases that hang on it."""
        if head.lemma in self.words.nouns:  # "condemned the attack on Chad by Libya": Libya
            for by in self.sentence.children(head, "prep"):
                doer = self.sentence.child(by, "pobj") if by.lemma == "by" else None
                if doer is not None and (named := self.parties(doer)):
                    return named
        found = self.parties(head)
        if any(p.code and p.state != "---" for p in found):
            return found
        owner = self.sentence.child(head, "poss")
        for behind in ([owner] if owner is not None else []) + self.behind(head):
            further = self.parties(behind)
            if any(p.code and p.state != "---" for p in further):
                return further
            for deeper in self.behind(behind):
                further = self.parties(deeper)
                if any(p.code and p.state != "---" for p in further):
                    return further
        return found

    def behind(self, word: Word) -> list[Word]:
        """The objects of a word's prepositions, the telling prepositions first."""
        found: list[tuple[int, Word]] = []
        for preposition in self.sentence.children(word, "prep", "dative"):
            if preposition.lemma in _MEANWHILE:
                continue
            rank = _PREPOSITIONS.index(preposition.lemma) if preposition.lemma in _PREPOSITIONS else 99
            found += [(rank, one) for one in self.sentence.children(preposition, "pobj")]
            for further in self.sentence.children(preposition, "pcomp"):
                found += [(rank, one) for one in self.sentence.children(further, "dobj")]
        return [word for _, word in sorted(found, key=lambda pair: (pair[0], pair[1].index))]
