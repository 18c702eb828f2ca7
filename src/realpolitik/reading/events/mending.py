"""Heads that the small parser gets wrong in the same way again and again, put right before events are read.

Each rule looks at word forms and the lexicon only, so a sentence that was parsed well stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from realpolitik.reading.events.lexicon import Lexicon
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_THANKED = listed("thanked")
#: What describes people more often than it is done to them.
_LIKE_THAT = frozenset({"arm", "wound", "injure", "train", "displace", "detain", "imprison"})
#: A word that is to change: itself, its new head, its new dependency.
Change = tuple[Word, Word, str]


def mended(words: Lexicon, sentence: Sentence) -> Sentence:
    """The sentence with such heads put right, as often as one rule makes room for another; itself where none fits."""
    for _ in range(3):
        changes = {change[0].index: change for rule in _RULES for change in rule(words, sentence)}
        if not changes:
            break
        sentence = _changed(sentence, list(changes.values()))
    return sentence


def _changed(sentence: Sentence, changes: list[Change]) -> Sentence:
    made = list(sentence.words)
    for word, head, dep in changes:
        verb = word.tag.startswith("V") and word.lemma != "be"
        made[word.index] = replace(word, head=head.index, dep=dep, pos="VERB" if verb else word.pos)
    return Sentence(sentence.place, made, parsed=True)


def _participle_is_verb(words: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Met envoys and shared intelligence": no noun with an adjective, but a second verb with its object.

    Read so only where the lexicon knows verb and object together, and the first verb is in the same form.
    """
    for word in sentence.words:
        noun = sentence.head(word)
        if word.dep != "amod" or word.tag not in ("VBN", "VBD") or noun is None or noun.dep != "conj":
            continue
        before = sentence.words[word.index - 1] if word.index else None
        first = sentence.head(noun)
        while first is not None and first.tag not in _FINITE:
            first = sentence.head(first)
        if before is None or before.dep != "cc" or first is None or first.tag != "VBD":
            continue
        known = [p for p in words.verbs.get(word.lemma, ()) if p.weight]
        if any(all(o & {noun.lemma, noun.text.lower()} for o in p.others) and p.others for p in known):
            joined = sentence.head(noun)
            yield word, first, "conj"
            yield noun, word, "dobj"
            for behind in sentence.children(joined, "prep") if joined is not None else []:
                if behind.index > noun.index:
                    yield behind, word, "prep"


def _gerund_is_verb(words: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Prevented them from arresting ministers": the gerund is what they do, not what the ministers are like."""
    for word in sentence.words:
        noun = sentence.head(word)
        if word.tag != "VBG" or word.dep not in ("amod", "compound") or noun is None or noun.dep != "pobj":
            continue
        preposition = sentence.head(noun)
        if preposition is None or preposition.index != word.index - 1:
            continue
        above = sentence.head(preposition)
        if above is not None and _names_doer(words, above, preposition):
            yield word, preposition, "pcomp"
            yield noun, word, "dobj"


def _names_doer(words: Lexicon, verb: Word, preposition: Word) -> bool:
    """Whether what stands behind the preposition is done by the verb's object: "accused X of", "kept X from"."""
    lemma = verb.lemma
    if words.mode(lemma, "accuse"):
        return preposition.lemma in ("of", "for", "with")
    if words.mode(lemma, "avert"):
        return preposition.lemma == "from"
    return lemma in _THANKED and preposition.lemma == "for"


def _accused_of(words: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Accused two men of attacking": the preposition belongs to the verb, not to its object."""
    for word in sentence.words:
        noun = sentence.head(word)
        if word.dep != "prep" or noun is None or noun.dep not in ("dobj", "nsubjpass"):
            continue
        verb = sentence.head(noun)
        if verb is not None and sentence.child(word, "pcomp") and _names_doer(words, verb, word):
            yield word, verb, "prep"


def _row_of_gerunds(words: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Accused X of arming rebels, sheltering others": the second gerund is of what X is accused, too."""
    for word in sentence.words:
        verb = sentence.head(word)
        if word.dep != "advcl" or word.tag != "VBG" or verb is None or sentence.child(word, "mark", "advmod"):
            continue
        for preposition in sentence.children(verb, "prep"):
            first = sentence.child(preposition, "pcomp")
            if first is not None and first.index < word.index and _names_doer(words, verb, preposition):
                yield word, first, "conj"


def _finite_conjunct(_: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Threatened to close the border and expelled them": a finite verb does not continue an infinitive."""
    for word in sentence.words:
        head = sentence.head(word)
        if word.dep != "conj" or word.tag != "VBD" or head is None or head.pos not in ("VERB", "AUX"):
            continue
        if sentence.child(word, "nsubj", "nsubjpass", "aux") or head.tag not in ("VB", "VBG"):
            continue
        if head.dep not in ("xcomp", "advcl", "pcomp", "ccomp"):
            continue
        above = sentence.head(head)
        while above is not None and above.tag != "VBD":
            above = sentence.head(above)
        if above is not None:
            yield word, above, "conj"


def _gerund_after_noun(_: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Of arming militias and shelling villages": two gerunds, not militias and shelling."""
    for word in sentence.words:
        noun = sentence.head(word)
        verb = sentence.head(noun) if noun is not None else None
        if noun is None or verb is None or (word.dep, word.tag, word.pos) != ("conj", "VBG", "VERB"):
            continue
        if (noun.dep, noun.pos, verb.tag) == ("dobj", "NOUN", "VBG") and sentence.child(word, "dobj") is not None:
            yield word, verb, "conj"


def _split_passive(_: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Iraq was, officials said, bombed by Iran": one passive with words put between commas."""
    for word in sentence.words:
        before = sentence.words[word.index - 1] if word.index else None
        if word.tag != "VBN" or word.dep not in ("advcl", "acl") or before is None or before.text != ",":
            continue
        be = sentence.head(word)
        while be is not None and be.lemma != "be":
            be = sentence.head(be)
        subject = sentence.child(be, "nsubj") if be is not None else None
        if be is None or subject is None or not subject.index < be.index < word.index:
            continue
        if sentence.child(word, "agent") is None or sentence.child(be, "acomp", "attr", "xcomp", "ccomp"):
            continue
        above = sentence.head(be)
        yield word, above if above is not None else word, be.dep
        yield be, word, "auxpass"
        yield subject, word, "nsubjpass"
        yield from ((other, word, other.dep) for other in sentence.children(be) if other not in (subject, word))


def _perfect(words: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Which had financed rebels": had done it, not had rebels of that kind."""
    for word in sentence.words:
        noun = sentence.head(word)
        have = sentence.head(noun) if noun is not None else None
        if word.tag != "VBN" or word.dep != "amod" or noun is None or have is None or noun.dep != "dobj":
            continue
        if have.lemma != "have" or have.index != word.index - 1 or word.lemma not in words.verbs:
            continue
        if noun.pos != "PROPN" and word.lemma in _LIKE_THAT:
            continue
        above = sentence.head(have)
        yield word, above if above is not None else word, have.dep
        yield have, word, "aux"
        yield noun, word, "dobj"
        yield from ((one, word, one.dep) for one in sentence.children(have) if one is not noun)


def _object(_: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Met Sweden": a name behind the verb is its object, no time or measure."""
    for word in sentence.words:
        verb = sentence.head(word)
        if word.dep == "npadvmod" and word.pos == "PROPN" and verb is not None and verb.pos == "VERB":
            named = word.name in ("GPE", "ORG", "NORP", "PERSON")
            if named and verb.index < word.index and sentence.child(verb, "dobj", "nsubjpass") is None:
                yield word, verb, "dobj"


def _said_between(_: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "Two men were killed, police said, by a bomb": the bomb did not say it."""
    for word in sentence.words:
        says = sentence.head(word)
        if word.dep != "prep" or word.lemma != "by" or says is None or sentence.words[word.index - 1].text != ",":
            continue
        done = sentence.child(says, "ccomp")
        if done is not None and done.index < says.index and sentence.child(done, "auxpass") is not None:
            yield word, done, "agent"


def _agent(words: Lexicon, sentence: Sentence) -> Iterator[Change]:
    """ "The arrest of the president by the army": the army did the arrest."""
    for word in sentence.words:
        inner = sentence.head(word)
        if word.dep != "prep" or word.lemma != "by" or inner is None or inner.dep != "pobj":
            continue
        of = sentence.head(inner)
        noun = sentence.head(of) if of is not None else None
        if of is not None and noun is not None and of.lemma in ("of", "on") and noun.lemma in words.nouns:
            yield word, noun, "prep"


_RULES = (
    _participle_is_verb,
    _gerund_is_verb,
    _accused_of,
    _row_of_gerunds,
    _gerund_after_noun,
    _finite_conjunct,
    _split_passive,
    _perfect,
    _object,
    _said_between,
    _agent,
)
