"""Events told by a noun: "the police raid on the office", "Ukraine's drone attack", "Aliyev visiting Moscow"."""

from __future__ import annotations

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.around import MUTUAL, around
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import HOSTILE, Act, Lexicon, lexicon
from realpolitik.reading.events.parties import Scene, parties
from realpolitik.reading.events.patterns import with_arms
from realpolitik.reading.events.roles import Roles
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

_JUDGES = listed("judges")
_ATTEMPTED = frozenset({"attempted", "failed", "abortive", "foiled", "thwarted", "botched"})
_FEARED = listed("unreal")
_WEAPONS = frozenset({"bomb", "drone", "minefield", "blast", "explosion", "fire"})
_UNREST = frozenset({"unrest", "riot", "protest", "demonstration", "rally"})
#: "The raid could ...": what is only possible is not told as an event.
_UNREAL = frozenset(
    {"possible", "potential", "another", "future", "any", "hypothetical", "planned", "proposed", "if", "whether", "no"}
)


def nominal(
    words: Lexicon, scene: Scene, sentence: Sentence, mentions: list[Mention], taken: list[Event], roles: Roles
) -> list[Event]:
    """The events that nouns of a parsed sentence tell, except those that a verb of ``taken`` tells already."""
    verbs = {e.trigger.start for e in taken}
    found: list[Event] = []
    for noun in sentence.words:
        act = words.nouns.get(noun.lemma)
        denier = _denied(words, sentence, noun, act) if act is not None else None
        if act is None or noun.pos != "NOUN" or (noun.dep == "compound" and denier is None):
            continue
        head = sentence.head(noun)
        if (denier is None and _told_by_verb(sentence, noun, verbs)) or _is_group(scene, sentence, noun):
            continue
        unreal = any(child.lemma in _UNREAL for child in sentence.children(noun))
        if (unreal and denier is None) or (head is not None and head.lemma == "threat"):
            continue
        if noun.lemma in _UNREST and not sentence.children(noun, "poss"):
            found += _unrest(scene, sentence, mentions, noun, act)
            continue
        named = around(words, scene, sentence, mentions, roles, noun, act, denier)
        sources, targets, blamed = named.sources, named.targets, named.blamed
        if not sources and not (targets and act.kind in ("COERCE", "ASSAULT", "FIGHT", "PROTEST")):
            continue
        if all(p.state == "---" or not p.entry for p in (*sources, *targets)):
            continue
        sector = sources[0].sector if sources else ""
        clause = sentence.span(sentence.subtree(named.told_in, without=("relcl", "appos", "conj", "parataxis")))
        state = any(p.entry is not None and p.entry.kind == "state" for p in sources)
        kind = with_arms(act, sentence, noun, sector, state=state)
        kind = _by_forces(kind, sentence, noun, sector, bool(not sector and state and targets))
        found.append(
            Event(
                sentence.place,
                sentence.span([noun]),
                kind,
                kind.kind,
                kind.root,
                "alleged" if blamed else _mode(words, sentence, noun),
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
    joint = act.kind in MUTUAL and any(w.lemma == "with" for w in sentence.children(noun, "prep"))
    return head if act.kind in HOSTILE or joint else None  # "denied a visit" gave no leave


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
                                _mode(lexicon(), sentence, noun),
                                [crowd],
                                nominal=True,
                                clause=clause,
                            )
                        ]
    return []


def _told_by_verb(sentence: Sentence, noun: Word, verbs: set[int]) -> bool:
    """Whether the verb over a noun tells the act already: "launched an attack", but not "condemned an attack"."""
    head = sentence.head(noun)
    if head is not None and noun.dep == "pobj" and head.lemma in ("by", "with"):  # "were killed by a bomb"
        above = sentence.head(head)
        return above is not None and above.pos == "VERB" and above.start in verbs and noun.lemma in _WEAPONS
    if head is None or noun.dep not in ("dobj", "nsubjpass") or head.start not in verbs:
        return False
    return head.lemma not in _JUDGES


def _by_forces(act: Act, sentence: Sentence, noun: Word, sector: str, between_states: bool) -> Act:
    """A raid, strike or attack by soldiers or rebels, or by one state on another, is FIGHT."""
    if noun.lemma not in ("raid", "strike", "attack") or not (sector in ("MIL", "REB") or between_states):
        return act
    aimed = any(w.lemma in ("on", "against") for w in sentence.children(noun, "prep"))
    soft = any(w.lemma.startswith("cyber") or w.lemma == "hunger" for w in sentence.children(noun, "compound", "amod"))
    return Act("FIGHT", "19") if not soft and (aimed or noun.lemma == "raid") else act


def _is_group(scene: Scene, sentence: Sentence, noun: Word) -> bool:
    """ "The opposition met": a group of that name, not an act of opposing."""
    against = any(w.lemma in ("to", "of", "against", "by") for w in sentence.children(noun, "prep"))
    return noun.lemma in scene.book.sectors and not against


def _mode(words: Lexicon, sentence: Sentence, noun: Word) -> str:
    """The mode of the clause that the noun stands in."""
    if any(w.text.lower() in _ATTEMPTED for w in sentence.children(noun, "amod")):
        return "attempted"
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
    head = sentence.head(verb) if verb.dep == "ccomp" else None
    if (head is not None and head.lemma in _FEARED and head.lemma not in ("want", "plan")) or verb.lemma in _FEARED:
        return "possible"
    if noun.dep == "dobj" and words.mode(verb.lemma, "intend"):
        return "possible"
    above = sentence.head(noun)
    asked = noun.dep == "pobj" and above is not None and above.lemma == "for" and above.head == verb.index
    if asked and words.mode(verb.lemma, "demand"):
        return "possible"  # "called for a strike"
    return "happened"
