"""Who a noun phrase names: a state with a sector ("Israeli soldiers" is ISRMIL), a leader, an organisation, several
of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from realpolitik.reading.actors.dictionary import Dictionary, Entry, slug
from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.days import Moment
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

_ASIDE = ("relcl", "acl", "advcl", "punct", "parataxis", "ccomp")
#: What stands beside the head of a phrase and is read as a phrase of its own.
_BESIDE = ("conj", "cc", "appos")
_QUANTITIES = listed("quantities")
_PERSONS = {"he", "she", "him", "her", "his", "who", "whom"}
_THINGS = {"it", "its", "itself", "which"}
_MANY = {"they", "them", "their", "themselves", "both", "neither"}
PRONOUNS = frozenset(_PERSONS | _THINGS | _MANY)
#: Titles that make a name somebody who governs.
_TITLE = re.compile(
    r"(?i)^(?:president|minister|premier|chancellor|senator|king|emir|ambassador|secretary|vice-president|general|gen|lt|colonel)\.?$"
)


@dataclass(slots=True)
class Scene:
    """What is known while a text is read on: its names, who was spoken of last (for pronouns), and the last date."""

    book: Dictionary
    text: str
    last_person: Party | None = None
    last_thing: Party | None = None
    last_many: list[Party] = field(default_factory=list)
    earlier: Party | None = None
    last_date: Moment | None = None
    found: list[Mention] = field(default_factory=list)

    def remember(self, parties: Iterable[Party]) -> None:
        """Take the subjects of a clause as what a later pronoun may mean."""
        every = list(parties)
        for party in every:
            if party.entry is not None and party.entry.kind in ("leader", "person"):
                self.last_person = party
            elif not party.sector or party.sector in ("GOV", "MIL", "COP"):
                if self.last_thing is not None and self.last_thing.code != party.code:
                    self.earlier = self.last_thing
                self.last_thing = party
        group = len(every) > 1 or any(
            p.sector in ("CVL", "MIL", "REB", "COP", "OPP", "REF", "LAB", "EDU", "CRM") for p in every
        )
        if group or (
            every and self.last_many and every[0].entry is not None and every[0].entry.kind not in ("leader", "person")
        ):
            self.last_many = every

    def pronoun(self, word: Word) -> list[Party]:
        """Who a pronoun means: the last person, thing or group that acted; marked as guessed."""
        low = word.lemma if word.lemma in PRONOUNS else word.text.lower()
        if low in _PERSONS and self.last_person:
            found = [self.last_person]
        elif low in _THINGS and self.last_thing:
            found = [self.last_thing]
        elif low in _MANY and self.last_many:
            found = self.last_many
        else:
            return []
        return [party.as_guess(f"'{word.text}' is taken to be {name_of(party, self.text)}") for party in found]

    def other_than(self, codes: set[str], word: Word) -> list[Party]:
        """Whom an object's pronoun means where the last thing spoken of is the subject itself: the one before."""
        person = word.lemma in _PERSONS
        for party in (self.last_person if person else None, self.last_thing, self.earlier):
            if party is not None and party.code not in codes and (not person or party.sector == "GOV"):
                return [party.as_guess(f"'{word.text}' is taken to be {name_of(party, self.text)}")]
        return []


def name_of(party: Party, text: str) -> str:
    """The actor's name, or the words of the text."""
    return party.entry.name if party.entry else party.place.of(text)


def sides(event: Event, text: str) -> str:
    """Who to whom in one line: the codes, the name where there is no code, and plain words where nobody is named."""

    def written(party: Party) -> str:
        if not party.code:
            return name_of(party, text)
        return f"{party.sector} of a state not told" if party.state == "---" else party.code

    return " to ".join("+".join(written(p) for p in side) or "nobody named" for side in (event.sources, event.targets))


def parties(scene: Scene, sentence: Sentence, mentions: list[Mention], head: Word) -> list[Party]:
    """The parties that the phrase around ``head`` names, the coordinated ones included, in order."""
    found: list[Party] = []
    waiting = [head]
    while waiting:
        one = waiting.pop(0)
        if one.lemma in PRONOUNS or one.text.lower() in PRONOUNS:
            found += scene.pronoun(one)
        else:
            found += _phrase(scene, sentence, mentions, one, found)
        waiting += sentence.children(one, "conj")
    unique: dict[str, Party] = {}
    for party in found:
        unique.setdefault(party.code + (party.entry.key if party.entry and not party.code else ""), party)
    return list(unique.values())


def _phrase(scene: Scene, sentence: Sentence, mentions: list[Mention], head: Word, before: list[Party]) -> list[Party]:
    if head.lemma in _QUANTITIES:
        for preposition in sentence.children(head, "prep"):
            counted = sentence.child(preposition, "pobj")
            if preposition.lemma == "of" and counted is not None:
                return parties(scene, sentence, mentions, counted)
    words = _words(sentence, head)
    inside = [m for m in mentions if any(w.start < m.place.end and m.place.start < w.end for w in words)]
    sector = sector_of(scene.book, sentence, head)
    leading = [m for m in inside if m.place.start <= head.start]
    if leading:
        return _led(scene, sentence, leading, head, sector)
    appositions = [
        a for a in sentence.children(head, "appos") for m in mentions if a.start < m.place.end and m.place.start < a.end
    ]
    found = _elsewhere(scene, sentence, mentions, head, sector)
    if found:
        return found
    behind = [m for m in inside if m.place.start > head.start and not m.describes]
    if behind and _preposition(sentence, head, behind[0]) in (
        "of",
        "in",
        "from",
        "for",
        "at",
        "near",
        "based",
        "",
        "with",
        "on",
        "to",
        "against",
        "between",
        "among",
        "by",
        "into",
        "over",
    ):
        linked = _preposition(sentence, head, behind[0])
        if not _own_sector(scene.book, sentence, head):
            inner = _object_of(sentence, head, behind[0])
            if inner is not None and linked != "between":
                return parties(scene, sentence, mentions, inner)
        chosen = (
            behind[:2]
            if linked == "between"
            else [m for m in behind if _coordinated(sentence, behind[0], m)] or behind[:1]
        )
        apart = linked in ("with", "to", "against", "over")  # "shared intelligence with Latvia": not Latvia's
        group = sector if not apart and _own_sector(scene.book, sentence, head) else ""
        return [party(scene, m, group, sentence.span(words)) for m in chosen]
    if appositions:
        return _phrase(scene, sentence, mentions, appositions[0], before)
    owner = sentence.child(head, "poss")
    if sector and owner is not None and owner.lemma in PRONOUNS:
        found = scene.pronoun(owner)
        if found:
            return [Party(p.state + sector, p.entry, sentence.span(words), p.guessed) for p in found]
    if head.name in ("PERSON", "ORG", "NORP", "GPE", "FAC") and head.pos == "PROPN":
        return [_unknown(scene, sentence, mentions, head, sector)]
    if sector and before and before[-1].state:
        return [
            Party(
                before[-1].state + sector,
                before[-1].entry,
                sentence.span(words),
                "the state is taken from the phrase before",
            )
        ]
    if sector in ("GOV", "COP", "MIL", "JUD"):
        near = [m for m in mentions if m.place.end <= head.start and m.way in ("seat", "place", "name", "adjective")]
        if near:
            why = f"'{head.text}' is taken to be of {near[-1].name.entry.name}, named before"
            return [Party(near[-1].name.entry.state + sector, near[-1].name.entry, sentence.span(words), why)]
    if sector and sector not in ("BUS", "MED", "PTY", "LEG"):
        return [Party("---" + sector, None, sentence.span(words))]
    return []


def _words(sentence: Sentence, head: Word) -> list[Word]:
    """The words of one phrase, without clauses, and without what is coordinated with its head."""
    found = [head]
    for child in sentence.children(head):
        if child.dep not in _ASIDE and child.dep not in _BESIDE:
            found += sentence.subtree(child, without=_ASIDE)
    return sorted(found, key=lambda w: w.index)


def _elsewhere(scene: Scene, sentence: Sentence, mentions: list[Mention], head: Word, sector: str) -> list[Party]:
    """ "A newspaper based in Beirut": the state stands in a participle."""
    for clause in sentence.children(head, "acl", "relcl"):
        if clause.lemma in ("base", "locate", "operate", "live", "headquarter") or (
            sector and clause.lemma in ("flee", "hold")
        ):
            words = sentence.subtree(clause)
            for mention in mentions:
                if any(w.start < mention.place.end and mention.place.start < w.end for w in words):
                    return [party(scene, mention, sector, mention.place)]
    return []


def _led(scene: Scene, sentence: Sentence, leading: list[Mention], head: Word, sector: str) -> list[Party]:
    own = [m for m in leading if m.place.start <= head.start < m.place.end]
    if own:
        chosen = own
        sector = "" if own[0].way != "adjective" else sector  # the "Union" of a name is no trade union
        if own[0].name.way == "leader" or own[0].name.way == "organisation":
            return [party(scene, own[0], "", own[0].place)]
    else:
        acting = [m for m in leading if not m.describes] or leading
        first = acting[0]
        chosen = [m for m in acting if m is first or _coordinated(sentence, first, m)]
        leader = next((m for m in acting if m.name.way == "leader"), None)
        if leader is not None and leader.name.entry.state == first.name.entry.state and not sector:
            return [party(scene, leader, "", leader.place)]
    made = [party(scene, m, sector, m.place) for m in chosen]
    if len(chosen) == 1 and (
        chosen[0].name.way == "people" or any(w.lemma == "ethnic" for w in sentence.children(head, "amod"))
    ):
        made = _abroad(scene, sentence, leading, head, made)
    return made


def _abroad(scene: Scene, sentence: Sentence, leading: list[Mention], head: Word, made: list[Party]) -> list[Party]:
    """ "Ethnic Albanians in Serbia" are people of Serbia."""
    for preposition in sentence.children(head, "prep"):
        if preposition.lemma in ("in", "of", "from"):
            for place in sentence.children(preposition, "pobj"):
                found = [m for m in scene.found if m not in leading and place.start <= m.place.start < place.end]
                found = [m for m in found if m.name.entry.kind == "state" and m.name.way in ("name", "place")]
                if found:
                    return [
                        Party(found[0].name.entry.state + (made[0].sector or "CVL"), found[0].name.entry, made[0].place)
                    ]
    return made


def _coordinated(sentence: Sentence, first: Mention, other: Mention) -> bool:
    """Whether two names stand side by side: "Russian and Turkish", "Russian-Azerbaijani", "Syria, Iraq"."""
    if other is first:
        return True
    between = [w.text.lower() for w in sentence.words if first.place.end <= w.start and w.end <= other.place.start]
    return (
        bool(between) and len(between) <= 8 and between[-1] in ("and", "&", "-", "–", "/", ",", "(-", "or")
    ) or between == ["-"]


def _preposition(sentence: Sentence, head: Word, mention: Mention) -> str:
    word = next((w for w in sentence.words if w.start <= mention.place.start < w.end), None)
    steps = 0
    while word is not None and word.index != head.index and steps < 12:
        if word.dep in ("prep", "agent"):
            return word.lemma
        word, steps = sentence.head(word), steps + 1
    return ""


def _object_of(sentence: Sentence, head: Word, mention: Mention) -> Word | None:
    """The object of the preposition of ``head`` under which a mention stands."""
    for preposition in sentence.children(head, "prep"):
        for one in sentence.children(preposition, "pobj"):
            if any(w.start <= mention.place.start < w.end for w in sentence.subtree(one)):
                return one
    return None


def party(scene: Scene, mention: Mention, sector: str, place: object) -> Party:
    """A mention as a party; the sector of the phrase is added where the name has none of its own."""
    del scene
    entry = mention.name.entry
    code = entry.code
    if len(code) == 3:
        if sector:
            code += sector
        elif mention.name.way == "seat":
            code += "GOV"
        elif mention.name.way == "people" and entry.kind == "state":
            code += "CVL"
    guess = f"{entry.name}: the text names a place in it" if mention.name.way == "place" and not sector else None
    return Party(code, entry, mention.place, guess)


def sector_of(book: Dictionary, sentence: Sentence, head: Word) -> str:
    """The sector that the words of a phrase say: its head first, then what stands before it."""
    for word in (head, *reversed(sentence.children(head, "compound", "nmod", "amod", "poss"))):
        previous = sentence.words[word.index - 1].text.lower() if word.index else ""
        low = word.text.lower()
        for one in (f"{previous} {low}", low, word.lemma):
            if one in book.sectors:
                return book.sectors[one]
        if _TITLE.match(low):
            return "GOV"
    return ""


def _own_sector(book: Dictionary, sentence: Sentence, head: Word) -> bool:
    """Whether the head itself is a group: "police in Jericho", not "a military agreement with Kazakhstan"."""
    return bool({head.text.lower(), head.lemma} & set(book.sectors)) or any(
        a.text.lower() in book.sectors for a in sentence.children(head, "compound") if head.pos == "PROPN"
    )


def _unknown(scene: Scene, sentence: Sentence, mentions: list[Mention], head: Word, sector: str) -> Party:
    """A name that the dictionary does not have; somebody with a title is of the only state that the sentence names."""
    words = [w for w in _words(sentence, head) if w.name or w is head]
    place = sentence.span(words)
    name = place.of(scene.text).removeprefix("the ").removeprefix("The ")
    states = {m.name.entry.state: m for m in mentions if m.name.entry.kind == "state"}
    titled = sector in ("GOV", "MIL", "LEG", "JUD", "OPP") or any(_TITLE.match(w.text) for w in words)
    if titled and len(states) == 1:
        mention = next(iter(states.values()))
        code = mention.name.entry.state + (sector or "GOV")
        return Party(code, mention.name.entry, place, f"'{name}' is taken to belong to {mention.name.entry.name}")
    return Party("", Entry(slug(name), name, "", "person" if head.name == "PERSON" else "organisation"), place)
