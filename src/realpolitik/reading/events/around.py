"""Who does what a noun tells, and to whom: "the police raid on the office", "blamed Russia for the attack"."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.event import Party
from realpolitik.reading.events.lexicon import Act, Lexicon
from realpolitik.reading.events.parties import Scene, parties, party, sector_of
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.grammar.sentence import Sentence, Word

_TARGET = ("on", "against", "with", "to", "of", "into", "in", "at", "towards", "from", "between")
#: Acts of two sides: who is named as adjectives did it together.
MUTUAL = frozenset({"CONSULT", "SUPPORT", "COOPERATE"})


@dataclass(slots=True)
class Around:
    """The parties around a noun; whether the doers are only blamed for it; the word whose phrase tells it."""

    sources: list[Party]
    targets: list[Party]
    blamed: bool
    told_in: Word


def around(
    words: Lexicon,
    scene: Scene,
    sentence: Sentence,
    mentions: list[Mention],
    roles: Roles,
    noun: Word,
    act: Act,
    denier: Word | None,
) -> Around:
    """Who does what ``noun`` tells, and to whom; ``denier`` is the verb that denies it, where one does."""
    mutual, head = act.kind in MUTUAL, sentence.head(noun)
    sources = _doers(scene, sentence, mentions, noun, mutual)
    blamed = [] if sources else _blamed(sentence, noun, roles)
    sources = sources or blamed
    made = Around(sources, _objects(scene, sentence, mentions, noun, sources), bool(blamed), noun)
    if denier is not None:
        if noun.dep == "compound" and head is not None:  # "denied bombing Uganda"
            made.targets, made.told_in = parties(scene, sentence, mentions, head), head
        made.sources = sources or _accused(scene, sentence, mentions, denier, made.targets)
    joined = next((w for w in sentence.children(noun, "conj") if w.lemma in words.nouns), None)
    if joined is not None and not made.sources and not made.targets:  # "the shelling and bombing of Chad by Libya"
        made.sources = _doers(scene, sentence, mentions, joined, mutual)
        made.targets = _objects(scene, sentence, mentions, joined, made.sources)
    if not made.sources and head is not None and noun.dep == "dobj" and words.mode(head.lemma, "intend"):
        made.sources = roles.subjects(head)  # "planned an attack"
    if not made.sources and mutual and noun.dep == "pobj":
        made.sources = _together(sentence, noun, roles)
    return made


def _accused(
    scene: Scene, sentence: Sentence, mentions: list[Mention], verb: Word, targets: list[Party]
) -> list[Party]:
    """Who denies an act of which no doer is named is taken to be accused of it, unless it was done to him."""
    agent = sentence.child(verb, "agent")
    who = sentence.child(agent, "pobj") if agent is not None else sentence.child(verb, "nsubj")
    found = parties(scene, sentence, mentions, who) if who is not None else []
    states = {p.state for p in targets}
    return [p.as_guess("who denies it is taken to be accused of it") for p in found if p.state not in states]


def _together(sentence: Sentence, noun: Word, roles: Roles) -> list[Party]:
    """ "Chad and Sudan withdrew after talks": talks of the two."""
    preposition = sentence.head(noun)
    verb = sentence.head(preposition) if preposition is not None else None
    if preposition is None or verb is None or verb.pos != "VERB" or preposition.lemma not in ("after", "during", "at"):
        return []
    both = roles.subjects(verb)
    return [p.as_guess("taken to have met: they are the subject of the clause") for p in both] if len(both) > 1 else []


def _blamed(sentence: Sentence, noun: Word, roles: Roles) -> list[Party]:
    """ "Blamed Russia for the attack", "is accused of an attack": who is meant to have done it."""
    preposition = sentence.head(noun)
    if preposition is None or noun.dep != "pobj" or preposition.dep != "prep":
        return []
    verb = sentence.head(preposition)
    if verb is None or not roles.words.mode(verb.lemma, "accuse") or preposition.lemma not in ("of", "for", "with"):
        return []
    accused = roles.accused(preposition)
    return [p for p in roles.others(accused) if p.code] if accused is not None else []


def _doers(scene: Scene, sentence: Sentence, mentions: list[Mention], noun: Word, mutual: bool) -> list[Party]:
    found: list[Party] = []
    for child in sentence.children(noun, "poss"):
        found += parties(scene, sentence, mentions, child)
    for child in sentence.children(noun, "compound", "amod", "nmod"):
        words = sentence.subtree(child)
        named = [
            m
            for m in mentions
            if not m.describes and any(w.start < m.place.end and m.place.start < w.end for w in words)
        ]
        found += [party(scene, m, "", m.place) for m in named]
        sector = sector_of(scene.book, sentence, child)
        if not named and sector in ("COP", "MIL", "REB"):
            found.append(Party("---" + sector, None, sentence.span([child])))
    for preposition in sentence.children(noun, "prep", "agent"):
        if preposition.lemma == "by" or (mutual and preposition.lemma == "between"):
            for one in sentence.children(preposition, "pobj"):
                found += parties(scene, sentence, mentions, one)
    states = [p for p in found if p.state != "---" and p.code]
    sectors = [p for p in found if p.state == "---"]
    if states and sectors and len(states) == 1:  # "the Turkish police raid"
        only = states[0]
        return [Party(only.state + (only.sector or sectors[0].sector), only.entry, only.place, only.guessed)]
    if sectors and not states:
        return _local(scene, sentence, mentions, noun, sectors[0])
    return (states or found)[: None if mutual else 2]


def _local(scene: Scene, sentence: Sentence, mentions: list[Mention], noun: Word, force: Party) -> list[Party]:
    """Police or soldiers whose state is not named are those of the place."""
    for word in sentence.subtree(noun):
        if word.dep == "prep" and word.lemma in ("in", "at", "near"):
            for one in sentence.children(word, "pobj"):
                for near in parties(scene, sentence, mentions, one):
                    if near.entry is not None and near.entry.kind == "state":
                        guess = f"whose {'police' if force.sector == 'COP' else 'forces'} is taken from the place"
                        return [Party(near.state + force.sector, near.entry, force.place, guess)]
    return [force]


def _objects(
    scene: Scene, sentence: Sentence, mentions: list[Mention], noun: Word, sources: list[Party]
) -> list[Party]:
    mine = {p.state for p in sources if p.state != "---"}
    pairs = [
        (_TARGET.index(preposition.lemma), one)
        for preposition in sentence.children(noun, "prep")
        if preposition.lemma in _TARGET
        for one in sentence.children(preposition, "pobj")
    ]
    second: list[Party] = []
    for _, one in sorted(pairs, key=lambda pair: (pair[0], pair[1].index)):
        every = [one, *sentence.children(one, "poss")]
        for word in every:
            found = [
                p
                for p in parties(scene, sentence, mentions, word)
                if p.state not in mine or (p.sector and p.code not in {s.code for s in sources})
            ]
            known = [p for p in found if p.entry is not None and p.code and p.state not in mine]
            if known:
                return known
            second = second or found
    return second
