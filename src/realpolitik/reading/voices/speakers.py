"""Names whoever speaks in a sentence: a person by the full name, anybody else by the whole noun phrase.

"Rojas" is "Ana Rojas" where the text calls her so; "a Western diplomat in Nairobi" is never "Western". Things do not
speak, but reports and papers do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from realpolitik.reading.actors.dictionary import Dictionary, Entry
from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import words as listed

PERSON, GROUP, ACTOR, PRONOUN, NOBODY = "person", "group", "actor", "pronoun", "nobody"
_SPEAKERS, _UNNAMED, _NOBODY = listed("speakers"), listed("unnamed"), listed("nobody")
_PRONOUNS = {"he": "he", "she": "she", "they": "they", "it": "it", "his": "he", "her": "she", "their": "they"}
_TITLES = listed("titles") | {"gen", "col", "capt", "prof", "professor", "rev", "sen", "doctor"}
_NO_NAME = listed("openers") | listed("dull") | listed("articles") | _UNNAMED | {"i", "we", "you", "it", "both", "each"}
#: What people are: "historian", "banker", "spokeswoman"; not "number", "summer", "water".
_TRADE = re.compile(
    r"(?i).{3,}(?:[a-z]st(?:s|)|ians?|crats?|[a-z]men|[a-z]m[ae]n|women|people|persons?|ologers?|makers?|holders?|owners?)$"
)
_GOVERNMENT = frozenset({"government", "administration", "cabinet", "regime"})
_LEFT = ("det", "amod", "compound", "poss", "nummod", "nmod", "predet", "quantmod")
_RIGHT = frozenset({"of", "in", "at", "from", "with", "for", "near", "close"})
_CAPITAL = re.compile(r"[^\W\d_a-z][\w’'.-]*")
_GIVEN = re.compile(r"(?:(?<![^\W_])[^\W\d_a-z][\w’'-]*\.? ){1,3}$")
LONGEST_PHRASE = 9  #: words
#: So far into a text, and at so many places, a full name is looked for.
FAR, PLACES = 200_000, 20


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: the words that name him, the name to show, what he is (``person``, ``group``, ``actor`` of
    the dictionary, ``pronoun``), what the text says about him, his entry where he is an actor, and whether
    a group is one person or body ("a diplomat"), which "he" or "it" may mean.
    """

    place: Passage
    name: str
    kind: str
    about: str = ""
    entry: Entry | None = None
    single: bool = False


@dataclass(slots=True)
class Naming:
    """Names the speakers of one sentence."""

    book: Dictionary
    text: str
    sentence: Sentence
    mentions: list[Mention]

    def holds_nothing(self, head: Word) -> bool:
        """ "Nobody", "few analysts", "hardly anyone"."""
        return bool({w.lemma for w in [head, *self.sentence.children(head)]} & _NOBODY)

    def speaker(self, head: Word, *, minds: bool = False) -> Speaker | None:
        """Who the phrase around a word names as a speaker; None for a thing, or for the voice of the text itself.
        ``minds``: what is told of it is done by somebody with a mind, so that it can be no thing.
        """
        low = head.text.lower()
        if low in _PRONOUNS:
            return Speaker(Passage(head.start, head.end), _PRONOUNS[low], PRONOUN)
        if low in ("i", "we", "you", "me", "us", "who", "which", "that", "what", "this"):
            return None
        place = self._phrase(head)
        mention = next((m for m in self.mentions if m.place.start <= head.start < m.place.end), None)
        own = self._proper(head) if mention is not None else place
        if mention is not None and head.name == "PERSON" and own.start < mention.place.start:
            mention = None  # "Pedro Lima" is no town
        if mention is not None and mention.way == "leader":
            return Speaker(own, mention.name.entry.name, PERSON, self._about(head), mention.name.entry)
        if mention is not None and mention.way != "adjective" and head.pos != "ADJ":
            words = _line(mention.place.of(self.text))
            article = any(w.lemma == "the" for w in self.sentence.children(head, "det"))
            the = "the " if article and not words.lower().startswith("the ") else ""
            return Speaker(mention.place, the + words, ACTOR, entry=mention.name.entry)
        if (head.pos in ("NOUN", "PRON", "DET", "ADJ", "NUM") and not head.text[:1].isupper()) or low in _UNNAMED:
            return self._group(head, place, minds)
        if self._is_name(head):
            return self._named(head, place)
        return self._group(head, place, minds)

    def _group(self, head: Word, place: Passage, minds: bool) -> Speaker | None:
        low = head.text.lower()
        for one in self.sentence.children(head, "appos"):
            if one.pos == "PROPN" and one.start > head.end:  # "the minister, Ana Rojas,"
                named = self._named(one, self._phrase(one))
                if named is not None and named.kind == PERSON:
                    return replace(named, about=_line(place.of(self.text)))
        for such in self.sentence.children(head, "prep"):
            example = (
                self.sentence.child(such, "pobj") if such.lemma in ("as", "like", "include", "including") else None
            )
            named = self.speaker(example) if example is not None else None
            if named is not None and named.kind == PERSON:
                return named  # "others, such as the analyst Ana Rojas,"
        known = {low, head.lemma} & (_SPEAKERS | _UNNAMED | set(self.book.sectors))
        noun = head.pos in ("NOUN", "PROPN")
        if not known and not (noun and (minds or _TRADE.match(low))):
            return None
        whose = [m for m in self.mentions if place.start <= m.place.start < head.start and m.name.entry.kind == "state"]
        if head.lemma in _GOVERNMENT and len(whose) == 1:
            return Speaker(place, _line(place.of(self.text)), ACTOR, entry=whose[0].name.entry)
        name = _line(place.of(self.text))
        shown = f"{name} (not named)" if name.lower() in _UNNAMED else name
        return Speaker(place, shown, GROUP, single=head.tag == "NN")

    def of_adjective(self, noun: Word) -> Speaker | None:
        """The state of "the Moroccan explanation"."""
        words = self.sentence.children(noun, "amod", "compound")
        for one in self.mentions:
            entry = one.name.entry
            if one.way == "adjective" and entry.kind == "state" and any(w.start == one.place.start for w in words):
                return Speaker(one.place, entry.name, ACTOR, entry=entry)
        return None

    def _is_name(self, head: Word) -> bool:
        if not _CAPITAL.fullmatch(head.text) or head.text.lower() in _NO_NAME:
            return False
        return head.pos == "PROPN" or head.name == "PERSON" or head.dep in ("nsubj", "amod")

    def _named(self, head: Word, place: Passage) -> Speaker | None:
        own = self._proper(head)
        name = _line(own.of(self.text))
        role, bare = _without_role(self.book, name)
        whole = full_name(self.book, self.text, bare)
        person = head.name == "PERSON" or whole != bare or self._titled(own)
        known = {head.text.lower(), head.lemma} & (_SPEAKERS | set(self.book.sectors))
        if known or (head.name in ("ORG", "NORP", "GPE") and not person):
            described = [w for w in self.sentence.children(head, *_LEFT) if w.start < own.start]
            if any(w.dep == "prep" for w in self.sentence.children(head)) or described:
                return Speaker(place, _line(place.of(self.text)), GROUP, single=True)
            return Speaker(own, name, GROUP, single=True)
        if " " not in whole and role:
            whole, role = name, ""
        return Speaker(own, whole, PERSON, ", ".join(dict.fromkeys(filter(None, (role, self._about(head))))))

    def _titled(self, own: Passage) -> bool:
        first = own.of(self.text).split()[0].rstrip(".").lower()
        return first in _TITLES

    def _proper(self, head: Word) -> Passage:
        """The capitals that end with the head: "Ana Rojas" of "the Peruvian historian Ana Rojas"."""
        start, at = head.start, head.index - 1
        described = [m.place for m in self.mentions if m.way == "adjective"]
        while at >= 0:
            word = self.sentence.words[at]
            title = word.text.rstrip(".").lower() in _TITLES
            linked = word.text in ("de", "van", "von", "der", "bin", "al", "la")
            gap = self.text[word.end : start].strip()
            opens = at == 0 and word.text.lower() in _NO_NAME
            if gap or opens or not (_CAPITAL.fullmatch(word.text) or title or linked):
                break
            if any(p.start <= word.start < p.end for p in described):
                break
            start, at = word.start, at - 1
        return Passage(start, head.end)

    def _about(self, head: Word) -> str:
        """What the text says of a name: "a historian" of "Ana Rojas, a historian,"."""
        for one in self.sentence.children(head, "appos"):
            if one.pos == "NOUN" and one.start > head.end:
                return _line(self._phrase(one).of(self.text))
        before = [w for w in self.sentence.children(head, "compound", "appos", "nmod") if w.pos == "NOUN"]
        if before and before[0].start < head.start and before[0].text.islower():
            words = self.sentence.subtree(before[0])
            return _line(Passage(words[0].start, before[0].end).of(self.text))
        return ""

    def _phrase(self, head: Word) -> Passage:
        """The noun phrase, without clauses and asides."""
        left = [w for child in self.sentence.children(head, *_LEFT) for w in self.sentence.subtree(child)]
        start = min([w.start for w in left if w.index < head.index], default=head.start)
        last = head.index
        waiting = [head]
        while waiting:
            one = waiting.pop()
            for child in self.sentence.children(one, "prep", "cc", "conj"):
                words = self.sentence.subtree(child, without=("relcl", "acl", "appos", "punct"))
                if child.dep == "prep" and (child.lemma not in _RIGHT or (one.pos == "PROPN" and one.name == "PERSON")):
                    continue
                if child.dep == "conj" and child.pos not in ("NOUN", "PROPN"):
                    continue
                dated = any(w.name in ("DATE", "TIME") for w in words)
                if words[0].index == last + 1 and not dated and words[-1].index - head.index <= LONGEST_PHRASE:
                    last = words[-1].index if child.dep != "cc" else last + 1
        if self.sentence.words[last].dep == "cc":
            last -= 1
        return Passage(start, self.sentence.words[last].end)


def _without_role(book: Dictionary, name: str) -> tuple[str, str]:
    """An office of two words or more before a name, and the name: "Interior Minister", "Grace Otieno"."""
    parts = name.split()
    for size in range(len(parts) - 1, 1, -1):
        low = parts[size - 1].lower()
        if low in _TITLES | _SPEAKERS | set(book.sectors):
            return " ".join(parts[:size]), " ".join(parts[size:])
    return "", name


def full_name(book: Dictionary, text: str, name: str) -> str:
    """The full name that a text has for a surname, the first one; the name itself where there is none.

    >>> full_name(Dictionary(), "Ana Rojas, a historian, came. On Monday Rojas spoke.", "Mr. Rojas")
    'Ana Rojas'
    """
    parts = [p for p in name.split() if p.rstrip(".").lower() not in _TITLES]
    if len(parts) != 1:
        return name
    for given in _given_before(text, parts[0]):
        before = [p for p in given if p.lower().rstrip(".") not in _NO_NAME | _TITLES]
        if before and not any(one.words == (before[-1],) for one in book.names.get(before[-1], ())):
            return " ".join([*before, parts[0]])
    return name


@lru_cache(maxsize=512)
def _given_before(text: str, surname: str) -> tuple[tuple[str, ...], ...]:
    """The capitals before a surname, where it stands first in a text."""
    found: list[tuple[str, ...]] = []
    at = text.find(surname, 0, FAR)
    while at >= 0 and len(found) < PLACES:
        after = text[at + len(surname) : at + len(surname) + 1]
        match = _GIVEN.search(text[max(0, at - 60) : at])
        if match is not None and not after.isalnum():
            found.append(tuple(match[0].split()))
        at = text.find(surname, at + 1, FAR)
    return tuple(found)


def _line(words: str) -> str:
    return re.sub(r"[’']s$", "", " ".join(words.split()).strip("\"“”‘’',;: "))
