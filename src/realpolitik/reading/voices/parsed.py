"""All attributions of a parsed sentence."""

from __future__ import annotations

from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.voices.attribution import SHORTEST, Attribution
from realpolitik.reading.voices.nouns import Nouns
from realpolitik.reading.voices.speakers import Naming, Speaker
from realpolitik.reading.voices.verbs import Verbs
from realpolitik.reading.wordlists import words as listed

_VIEWS = listed("views")
#: "The first, dear to the press, is that".
_ONE_OF = frozenset({"first", "second", "third", "fourth", "fifth", "last", "other", "another", "one"})


def attributions(naming: Naming) -> list[Attribution]:
    """Who holds or denies what in a sentence, in the order of the words that tell it."""
    verbs, nouns, made = Verbs(naming), Nouns(naming), list[Attribution]()
    for word in naming.sentence.words:
        if word.text.lower() == "according":
            made += nouns.according(word)
        elif word.pos in ("VERB", "AUX") or _like_a_verb(naming.sentence, word):
            made += verbs.by_verb(word)
        elif (word.lemma in _VIEWS and word.pos == "NOUN") or (word.lemma in _ONE_OF and word.dep == "nsubj"):
            made += nouns.by_noun(word)
        elif word.text == "For" and word.index == 0:
            made += nouns.by_for(word)
    return [one for one in made if one.what.end - one.what.start >= SHORTEST]


def topic(naming: Naming) -> Speaker | None:
    """Whom a sentence is about: the subject of its main verb, where it can speak."""
    root = next((w for w in naming.sentence.words if w.head == w.index), None)
    subject = naming.sentence.child(root, "nsubj", "nsubjpass") if root is not None else None
    return naming.speaker(subject) if subject is not None else None


def _like_a_verb(sentence: Sentence, word: Word) -> bool:
    """ "Suspects" is sometimes taken for a noun, though it has a subject and a clause."""
    return all(sentence.child(word, dep) is not None for dep in ("nsubj", "ccomp"))
