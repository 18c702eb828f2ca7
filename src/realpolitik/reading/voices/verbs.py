"""Who holds what by a verb: "argues that", "sees it as", "blames it on", "dismisses this: ..", "is seen by .. as"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from realpolitik.reading.grammar.sentence import Word
from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.voices.attribution import Attribution
from realpolitik.reading.voices.spans import Spans
from realpolitik.reading.voices.speakers import NOBODY, Naming, Speaker
from realpolitik.reading.wordlists import words as listed

_OPINES, _TELLS, _DENIES, _VIEWS = listed("opines"), listed("tells"), listed("denies"), listed("views")
_AS, _TO, _CONVINCED = listed("takes_as"), listed("traces_to"), listed("convinced")
_GIVES = frozenset({"have", "offer", "give", "prefer", "favour", "favor"})
_BLAMES = frozenset({"blame", "suspect", "allege", "accuse"})
_ASKED = frozenset({"should", "must", "ought"})
#: Only somebody with a mind does that, whatever he is called.
_MINDS = frozenset({"believe", "think", "suspect", "insist", "contend", "reckon", "doubt", "guess", "deny"})
#: These say something only with a clause that "that" opens: "fears that", not "holds a call".
WITH_THAT = listed("with_that")
_QUOTE = re.compile(r"[“\"][^”\"]{12,}[”\"]?|^[^“”\"]{12,}”")


class Verbs:
    """The attributions that the verbs of one parsed sentence make."""

    def __init__(self, naming: Naming) -> None:
        self.naming, self.sentence, self.text = naming, naming.sentence, naming.text
        self.spans = Spans(naming.text, naming.sentence)

    def by_verb(self, verb: Word) -> Iterator[Attribution]:
        """Who holds or denies what a verb says."""
        lemma = verb.lemma
        if lemma == "be":
            yield from self._convinced(verb)
            return
        known = lemma in _OPINES or lemma in _TELLS or lemma in _DENIES or lemma in _AS or lemma in _TO
        if not known and lemma not in _GIVES | _BLAMES | {"call"}:
            return
        if self._not_said(verb) or (verb.dep == "acl" and verb.tag == "VBN"):
            return  # "a theory put forward by": told by its noun
        subject = self._subject(verb)
        if subject is None:
            return
        what = self._said(verb)
        if what is None:
            return
        passage, colon = what
        nobody, negated = self.naming.holds_nothing(subject), self.spans.negated(verb)
        denies = (lemma in _DENIES and not colon and not self._as(verb)) or (lemma not in _DENIES and negated) or nobody
        who = (
            Speaker(Passage(subject.start, subject.end), "", NOBODY)
            if nobody
            else self.naming.speaker(subject, minds=lemma in _MINDS)
        )
        if who is None or (lemma in _DENIES and negated and not colon):
            return
        opines = (lemma not in _TELLS and lemma != "accuse") or colon
        clause = colon or (self._taken(verb) != passage and self.sentence.child(verb, "agent") is None)
        yield Attribution(who, passage, self.spans.frame(who, verb, passage), denies, opines, clause)

    def _convinced(self, verb: Word) -> Iterator[Attribution]:
        """ "She is convinced that"."""
        for described in self.sentence.children(verb, "acomp"):
            clause = self.sentence.child(described, "ccomp") or self.sentence.child(verb, "ccomp")
            subject = self.sentence.child(verb, "nsubj")
            if described.lemma in _CONVINCED and clause is not None and subject is not None:
                who = self.naming.speaker(subject)
                if who is not None:
                    what = self.spans.clause(clause)
                    yield Attribution(who, what, self.spans.frame(who, verb, what), self.spans.negated(verb), True)

    def _not_said(self, verb: Word) -> bool:
        """Whether it is only supposed or asked for that somebody says it: "if he says", "Iran should say that"."""
        mark = self.sentence.child(verb, "mark")
        helpers = {w.lemma for w in self.sentence.children(verb, "aux")}
        asked = bool(helpers & _ASKED) and "have" not in helpers
        return asked or (mark is not None and mark.lemma in ("if", "unless", "whether"))

    def _subject(self, verb: Word) -> Word | None:
        """Who says it: the subject, the agent of a passive, the subject of the verb that this one is joined to."""
        agent = self.sentence.child(verb, "agent")
        if agent is not None:
            return self.sentence.child(agent, "pobj")
        if self.sentence.child(verb, "nsubjpass", "auxpass") is not None:
            return None
        subject = self.sentence.child(verb, "nsubj")
        above = self.sentence.head(verb)
        if verb.dep in ("acl", "relcl") and above is not None:  # "who believes that", "analysts arguing that"
            if subject is None:
                return above if verb.tag == "VBG" else None
            if subject.tag in ("WP", "WDT"):
                return above
        if subject is None and verb.tag != "VBG":  # a name at the start is sometimes taken for an adjective
            for word in self.sentence.children(verb, "amod", "compound", "npadvmod"):
                if word.text[:1].isupper() and word.end < verb.start and word.pos != "ADV":
                    subject = word
        head = self.sentence.head(verb)
        if subject is None and verb.dep == "conj" and head is not None and head.pos in ("VERB", "AUX"):
            return self._subject(head)
        return subject

    def _said(self, verb: Word) -> tuple[Passage, bool] | None:
        """What is said, and whether it stands behind a colon."""
        found = self._all_said(verb)
        return None if found is None or found[0] is None else (found[0], found[1])

    def _all_said(self, verb: Word) -> tuple[Passage | None, bool] | None:
        behind = self.spans.behind_colon(verb)
        if behind is not None and (self._about_this(verb) or verb.lemma not in _OPINES):
            return behind, True
        if verb.lemma in _GIVES:
            return None
        clause = self.sentence.child(verb, "ccomp")
        if self.sentence.child(verb, "agent") is not None and clause is None:
            noun = self.sentence.child(verb, "nsubjpass")
            if verb.lemma in _DENIES and not self._as(verb):
                return self._denied(verb, noun)
            return self.spans.span(self.sentence.subtree(verb)), False
        if verb.lemma in WITH_THAT and (clause is None or not self._with_that(clause)):
            return (self._quotation(verb) or self._around(verb)), False
        if clause is not None:
            return self.spans.clause(clause), False
        taken = self._taken(verb)
        if taken is not None:
            return taken, False
        noun = self.sentence.child(verb, "dobj")
        if verb.lemma in _DENIES:
            return self._denied(verb, noun)
        around = self._around(verb)
        if around is not None:
            return around, False
        quote = self._quotation(verb)
        if quote is not None:
            return quote, False
        return None

    def _with_that(self, clause: Word) -> bool:
        return any(w.lemma == "that" for w in self.sentence.children(clause, "mark"))

    def _around(self, verb: Word) -> Passage | None:
        """The clause that a verb of telling stands in or beside: "the raid, Rojas argues, was", "as Rojas argues"."""
        above = self.sentence.head(verb)
        noun = self.sentence.child(verb, "dobj")
        above = self.spans.clause_of(above) if above is not None else None
        if above is None or above.pos not in ("VERB", "AUX") or (noun is not None and noun.lemma != "it"):
            return None  # "as she sees it"
        mark = self.sentence.child(verb, "mark")
        beside = verb.dep in ("parataxis", "ccomp") and mark is None
        if beside or (verb.dep == "advcl" and mark is not None and mark.lemma == "as"):
            return self.spans.span(self.spans.apart(above, verb))
        return None

    def _taken(self, verb: Word) -> Passage | None:
        """ "Sees the raid as a ploy", "blames the raid on a quarrel", "attributes it to", "calls it a ploy"."""
        noun = self.sentence.child(verb, "dobj")
        below = [w for w in self.sentence.subtree(verb) if w.index > verb.index]
        if not below or noun is None or noun.lemma in _VIEWS:
            named = self.sentence.child(verb, "oprd", "xcomp")
            return self.spans.span(below) if verb.lemma == "call" and named is not None and below else None
        prepositions = {w.lemma for w in self.sentence.subtree(verb) if w.dep in ("prep", "prt")}
        if verb.lemma in _AS and self._as(verb):
            return self.spans.span(below)
        if (verb.lemma in _TO and "to" in prepositions) or verb.lemma in _BLAMES:
            return self.spans.span(below)
        return None

    def _as(self, verb: Word) -> bool:
        noun = self.sentence.child(verb, "dobj")
        below = [*self.sentence.children(verb, "prep"), *(self.sentence.children(noun, "prep") if noun else [])]
        return verb.lemma in _AS and any(w.lemma == "as" for w in below)

    def _denied(self, verb: Word, noun: Word | None) -> tuple[Passage, bool] | None:
        """ "Rejects the theory that", "scoffs at the idea that"."""
        for preposition in self.sentence.children(verb, "prep"):
            noun = noun or self.sentence.child(preposition, "pobj")
        clause = self.sentence.child(noun, "acl", "ccomp", "relcl") if noun is not None else None
        if noun is None or noun.lemma not in _VIEWS or clause is None:
            return None
        return self.spans.clause(clause), False

    def _about_this(self, verb: Word) -> bool:
        """ "Dismisses this:", "has another explanation:", "disagrees:"."""
        noun = self.sentence.child(verb, "dobj")
        plain = verb.lemma in _TELLS
        return plain or (noun is not None and (noun.pos in ("PRON", "DET") or noun.lemma in _VIEWS))

    def _quotation(self, verb: Word) -> Passage | None:
        """The words in quotation marks, where a verb of telling has no clause."""
        if verb.lemma not in _TELLS | _OPINES:
            return None
        for found in _QUOTE.finditer(self.text, self.sentence.place.start, self.sentence.place.end):
            if not found.start() <= verb.start < found.end():
                return trimmed(self.text, *found.span())
        return None
