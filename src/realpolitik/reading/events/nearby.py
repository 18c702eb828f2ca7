"""Events without a parser: the first verb of the lexicon that stands behind an actor, and the actors around it.

Honest and simple: who stands before the verb acts, who stands behind it is acted on; ", he said" is not read as the
act; passives are seen by "was ... by". It finds about half of what the parser finds, so everything it finds is marked.
"""

from __future__ import annotations

from realpolitik.reading.actors.dictionary import Dictionary
from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.events.lexicon import COOPERATIVE, HOSTILE, Act, Lexicon
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import words as listed

WINDOW = 12  #: words behind a verb in which its pattern is looked for
_SAID = frozenset({"say", "said", "says", "reported", "told", "announced", "according"})
_ARTICLES = listed("articles")
GUESS = "read without a parser"


def nearby(words: Lexicon, book: Dictionary, sentence: Sentence, mentions: list[Mention]) -> list[Event]:
    """The events of a sentence whose grammar is not known, the first one first."""
    acting = [m for m in mentions if not m.describes]
    if not acting:
        return []
    found: list[Event] = []
    start = next((w.index for w in sentence.words if w.start >= acting[0].place.end), len(sentence.words))
    for word in sentence.words[start:]:
        if word.lemma not in words.verbs or not _is_verb(sentence, word):
            continue
        act = _act(words, sentence, word)
        if act is None or (word.text.lower() in _SAID):
            continue
        event = _event(book, sentence, acting, word, act)
        if event is not None:
            found.append(event)
            break
    return found


def _is_verb(sentence: Sentence, word: Word) -> bool:
    """No article or preposition before it, and no name: the best that can be done without a parser."""
    before = sentence.words[word.index - 1].text.lower() if word.index else ""
    if before in _ARTICLES or word.text[:1].isupper():
        return False
    return word.text != word.lemma or before in (
        "to",
        "will",
        "would",
        "may",
        "might",
        "could",
        "must",
        "should",
        "not",
    )


def _act(words: Lexicon, sentence: Sentence, verb: Word) -> Act | None:
    behind = sentence.words[verb.index + 1 : verb.index + 1 + WINDOW]
    around = {w.lemma for w in behind} | {w.text.lower() for w in behind}
    following = {w.text.lower() for w in behind[:2]}
    for pattern in words.verbs[verb.lemma]:
        if pattern.particle and pattern.particle not in following:
            continue
        if all(alternatives & around for alternatives in pattern.others):
            return pattern.act
    return None


def _event(book: Dictionary, sentence: Sentence, mentions: list[Mention], verb: Word, act: Act) -> Event | None:
    before = [m for m in mentions if m.place.end <= verb.start]
    behind = [m for m in mentions if m.place.start >= verb.end]
    helpers = [w.text.lower() for w in sentence.words[max(0, verb.index - 4) : verb.index]]
    passive = any(h in ("was", "were", "been", "is", "are", "be") for h in helpers) and verb.text.lower().endswith(
        ("ed", "en", "t")
    )
    doers, objects = (behind[:1], before[-1:]) if passive else (_side_by_side(sentence, before), behind[:1])
    if passive and not any(w.text.lower() == "by" for w in sentence.words[verb.index : verb.index + WINDOW]):
        doers = []
    sources = [_party(book, sentence, m) for m in doers]
    mine = {p.state for p in sources}
    targets = [p for p in (_party(book, sentence, m) for m in objects) if p.state not in mine]
    kind, mode = _kind(act, helpers)
    if not sources and not targets:
        return None
    return Event(
        sentence.place,
        Passage(verb.start, verb.end),
        act,
        kind.kind,
        kind.root,
        mode,
        sources,
        targets,
        clause=sentence.place,
    )


def _side_by_side(sentence: Sentence, before: list[Mention]) -> list[Mention]:
    """The actor at the start of the sentence, and another one joined to it by "and"."""
    if not before:
        return []
    first = before[0]
    chosen = [first]
    for mention in before[1:]:
        between = [
            w.text.lower() for w in sentence.words if chosen[-1].place.end <= w.start and w.end <= mention.place.start
        ]
        if between and between[-1] in ("and", "-") and len(between) <= 3:
            chosen.append(mention)
    return chosen


def _party(book: Dictionary, sentence: Sentence, mention: Mention) -> Party:
    code = mention.code
    following = [w.text.lower() for w in sentence.words if w.start >= mention.place.end][:3]
    if len(code) == 3:
        for size in (1, 2, 3):
            group = " ".join(following[:size])
            if group in book.sectors:
                code += book.sectors[group]
                break
    return Party(code, mention.name.entry, mention.place, GUESS)


def _kind(act: Act, helpers: list[str]) -> tuple[Act, str]:
    if {"not", "never", "n't"} & set(helpers):
        return (Act("REJECT", "12"), "refused") if act.kind in COOPERATIVE else (act, "denied")
    if {"must", "should"} & set(helpers):
        return Act("DEMAND", "10"), "demanded"
    meant = "possible" if {"may", "might", "could"} & set(helpers) else "intended"
    if {"will", "would", "may", "might", "could"} & set(helpers):
        if act.kind in COOPERATIVE:
            return Act("AGREE", "03"), meant
        if act.kind in HOSTILE:
            return Act("THREATEN", "13"), meant
    return act, "happened"
