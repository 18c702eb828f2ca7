"""Events told by a noun: "the police raid on the office", "Ukraine's drone attack", "Aliyev visiting Moscow"."""

from __future__ import annotations

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import HOSTILE, Act, Lexicon
from realpolitik.reading.events.parties import Scene, parties, party, sector_of
from realpolitik.reading.events.patterns import with_arms
from realpolitik.reading.grammar.sentence import Sentence, Word

_TARGET = ("on", "against", "with", "to", "of", "into", "in", "at", "towards", "from", "between")
#: Acts of two sides: who is named as adjectives did it together.
_MUTUAL = frozenset({"CONSULT", "SUPPORT", "COOPERATE"})
_UNREST = frozenset({"unrest", "riot", "protest", "demonstration", "rally"})
#: "The raid could ...": what is only possible is not told as an event.
_UNREAL = frozenset(
    {"possible", "potential", "another", "future", "any", "hypothetical", "planned", "proposed", "if", "whether", "no"}
)


def nominal(
    words: Lexicon, scene: Scene, sentence: Sentence, mentions: list[Mention], taken: list[Event]
) -> list[Event]:
    """The events that nouns of a parsed sentence tell, except those that a verb of ``taken`` tells already."""
    found: list[Event] = []
    for noun in sentence.words:
        act = words.nouns.get(noun.lemma)
        denier = _denied(words, sentence, noun, act) if act is not None else None
        if act is None or noun.pos != "NOUN" or (noun.dep == "compound" and denier is None):
            continue
        head = sentence.head(noun)
        told = head is not None and noun.dep in ("dobj", "nsubjpass") and denier is None
        if told and any(head is not None and e.trigger.start == head.start for e in taken):
            continue
        unreal = any(child.lemma in _UNREAL for child in sentence.children(noun))
        if (unreal and denier is None) or (head is not None and head.lemma == "threat"):
            continue
        if noun.lemma in _UNREST and not sentence.children(noun, "poss"):
            found += _unrest(scene, sentence, mentions, noun, act)
            continue
        sources = _doers(scene, sentence, mentions, noun, act.kind in _MUTUAL)
        targets = _objects(scene, sentence, mentions, noun, sources)
        clause_of = noun
        if denier is not None:
            if noun.dep == "compound" and head is not None:  # "denied bombing Uganda"
                targets, clause_of = parties(scene, sentence, mentions, head), head
            sources = sources or _accused(scene, sentence, mentions, denier, targets)
        if not sources and not (targets and act.kind in ("COERCE", "ASSAULT", "FIGHT", "PROTEST")):
            continue
        if all(p.state == "---" or not p.entry for p in (*sources, *targets)):
            continue
        sector = sources[0].sector if sources else ""
        clause = sentence.span(sentence.subtree(clause_of, without=("relcl", "appos", "conj", "parataxis")))
        kind = with_arms(act, sentence, noun, sector)
        found.append(
            Event(
                sentence.place,
                sentence.span([noun]),
                kind,
                kind.kind,
                kind.root,
                _mode(sentence, noun),
                sources,
                targets,
                nominal=True,
                clause=clause,
            )
        )
    return found


def _denied(words: Lexicon, sentence: Sentence, noun: Word, act: Act) -> Word | None:
    """The verb that denies an act: "denied the bombing", "denied bombing Uganda"; None where nothing does."""
    head = sentence.head(noun)
    if noun.dep == "compound" and head is not None and head.dep == "dobj" and noun.lemma.endswith("ing"):
        head = sentence.head(head)
    elif noun.dep not in ("dobj", "nsubjpass"):
        return None
    if head is None or not words.mode(head.lemma, "deny") or head.lemma in ("reject", "dismiss"):
        return None
    joint = act.kind in _MUTUAL and any(w.lemma == "with" for w in sentence.children(noun, "prep"))
    return head if act.kind in HOSTILE or joint else None  # "denied a visit" gave no leave


def _accused(
    scene: Scene, sentence: Sentence, mentions: list[Mention], verb: Word, targets: list[Party]
) -> list[Party]:
    """Who denies an act of which no doer is named is taken to be accused of it, unless it was done to him."""
    agent = sentence.child(verb, "agent")
    who = sentence.child(agent, "pobj") if agent is not None else sentence.child(verb, "nsubj")
    found = parties(scene, sentence, mentions, who) if who is not None else []
    states = {p.state for p in targets}
    return [p.as_guess("who denies it is taken to be accused of it") for p in found if p.state not in states]


def _unrest(scene: Scene, sentence: Sentence, mentions: list[Mention], noun: Word, act: Act) -> list[Event]:
    """ "The unrest in Armenia": the people of the place."""
    for preposition in sentence.children(noun, "prep"):
        if preposition.lemma in ("in", "at", "across"):
            for one in sentence.children(preposition, "pobj"):
                for found in parties(scene, sentence, mentions, one):
                    if found.entry is not None and found.entry.kind == "state":
                        crowd = Party(
                            found.state + "CVL", found.entry, found.place, "whose people is taken from the place"
                        )
                        clause = sentence.span(sentence.subtree(noun))
                        return [
                            Event(
                                sentence.place,
                                sentence.span([noun]),
                                act,
                                act.kind,
                                act.root,
                                _mode(sentence, noun),
                                [crowd],
                                nominal=True,
                                clause=clause,
                            )
                        ]
    return []


def _mode(sentence: Sentence, noun: Word) -> str:
    """The mode of the clause that the noun stands in."""
    verb: Word | None = noun
    while verb is not None and verb.pos not in ("VERB", "AUX"):
        verb = sentence.head(verb)
    if verb is None:
        return "happened"
    helpers = {w.text.lower() for w in sentence.children(verb, "aux")}
    mark = sentence.child(verb, "mark")
    if mark is not None and mark.lemma in ("if", "unless"):
        return "hypothetical"
    if helpers & {"may", "might", "could", "would"} and noun.dep not in ("nsubj", "nsubjpass"):
        return "possible"
    if verb.lemma in ("deter", "prevent", "avoid", "threaten", "fear", "plan", "want", "avert"):
        return "possible"
    return "happened"


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
