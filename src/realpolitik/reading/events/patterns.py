"""Which act a verb with the words around it means: the pattern of the lexicon that asks for most wins."""

from __future__ import annotations

from realpolitik.reading.events.lexicon import Act, Lexicon, Pattern
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words

_INSTRUMENTS, _MEANWHILE = words("arms"), words("meanwhile")
_NEAR = (
    "dobj",
    "attr",
    "acomp",
    "xcomp",
    "prt",
    "prep",
    "agent",
    "dative",
    "oprd",
    "advmod",
    "pobj",
    "pcomp",
    "nsubjpass",
    "compound",
    "amod",
    "conj",
    "ccomp",
    "npadvmod",
    "advcl",
    "acl",
    "nmod",
    "appos",
    "poss",
)


def act_of(book: Lexicon, sentence: Sentence, verb: Word) -> tuple[Act, Pattern] | None:
    """The act of a verb; None where the lexicon does not have it."""
    candidates = book.verbs.get(verb.lemma)
    if not candidates:
        return None
    around = nearby(sentence, verb)
    particles = {w.lemma for w in sentence.children(verb, "prt", "prep", "advmod", "acomp", "agent", "oprd")}
    if verb.index + 1 < len(sentence.words):
        particles.add(sentence.words[verb.index + 1].text.lower())
    for pattern in candidates:
        if pattern.particle and pattern.particle not in particles:
            continue
        if all(alternatives & (around | particles) for alternatives in pattern.others):
            return pattern.act, pattern
    return None


def nearby(sentence: Sentence, verb: Word) -> set[str]:
    """The base forms of what stands with a verb: its objects and complements, and what stands with those."""
    head = sentence.head(verb)
    subject = sentence.child(verb, "nsubj")
    relative = verb.dep == "relcl" and subject is not None and subject.tag not in ("WDT", "WP")
    found = {head.lemma} if head is not None and (relative or (verb.dep == "acl" and verb.tag == "VBN")) else set()
    layer = [verb]
    for depth in range(3):
        following: list[Word] = []
        for word in layer:
            for child in sentence.children(word):
                if child.dep == "prep" and child.lemma in _MEANWHILE:
                    continue
                if child.dep in _NEAR and not (depth == 0 and child.dep in ("advcl", "appos", "poss")):
                    found.add(child.lemma)
                    found.add(child.text.lower())
                    following.append(child)
        layer = following
    return found


def with_arms(act: Act, sentence: Sentence, verb: Word, sector: str, *, state: bool = False) -> Act:
    """What an act is by who does it. An attack by armed forces is FIGHT, by anybody else ASSAULT; a ``state`` that
    bombs does it by its forces; people protest, states disapprove.
    """
    if verb.lemma == "protest" and sector in ("CVL", "LAB", "EDU", "REL", "OPP"):
        return Act("PROTEST", "14")
    if act.kind not in ("ASSAULT", "FIGHT"):
        return act
    if verb.lemma in (
        "kidnap",
        "abduct",
        "torture",
        "rape",
        "abuse",
        "assassinate",
        "molest",
        "invade",
        "occupy",
        "shell",
        "battle",
        "fight",
    ):
        return act
    around = {w.lemma for w in sentence.words}
    if sector == "MIL" or (around & _INSTRUMENTS and sector not in ("REB", "CVL", "CRM", "UAF")):
        return Act("FIGHT", "19")
    if state and not sector and verb.lemma in ("bomb", "bombing"):
        return Act("FIGHT", "19")
    if verb.lemma in ("kill", "wound", "injure", "attack", "bomb", "hit", "strike", "explode") and sector in (
        "CVL",
        "CRM",
        "UAF",
        "REB",
        "REF",
        "COP",
        "",
    ):
        return Act("ASSAULT", "18") if sector or verb.lemma in ("kill", "wound", "injure", "bomb") else act
    return act
