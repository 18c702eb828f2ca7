"""How a clause is meant, by its own words and those above it: happened, attempted, intended, possible, demanded.

The rule for what an act counts as: a promised or planned helpful act is AGREE, a hostile one THREATEN; a demanded one
is DEMAND; a refused or negated helpful one is REJECT; a negated hostile one did not happen.
"""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.reading.events.event import Party
from realpolitik.reading.events.lexicon import COOPERATIVE, HOSTILE, Act
from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.wordlists import words as listed

#: "Almost attacked" did not attack.
_NEGATIONS = frozenset({"never", "neither", "nor", "hardly", "barely", "almost", "nearly"})
#: "prompted Baku to complain": what follows came to be.
_LEADS_TO = listed("leads_to")
#: What somebody imagines, fears or plans.
_IDEAS = listed("ideas")
_MEANWHILE = listed("meanwhile")
_WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAY = frozenset({"may", "might", "could", "can"})
_MUST = frozenset({"must", "should", "ought"})


@dataclass(frozen=True, slots=True)
class Sense:
    """How a clause is meant, gathered on the way down to its act; ``wrapper`` is "not" where it was negated, "denied"
    where somebody denies it.
    """

    mode: str = "happened"
    said_by: Party | None = None
    subjects: tuple[Party, ...] = ()
    wrapper: str = ""


def negated(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb has a "not", "never", "almost" of its own."""
    if sentence.child(verb, "neg") is not None:
        return True
    below = {w.lemma for w in sentence.children(verb, "advmod", "det", "preconj")}
    return bool(below & _NEGATIONS)


def own_mode(sentence: Sentence, verb: Word, sense: Sense) -> tuple[str, str]:
    """Mode and wrapper of a clause by its helping verbs and conjunction, where what is above it was ``sense``."""
    helpers = {w.text.lower() for w in sentence.children(verb, "aux")} | {
        w.lemma for w in sentence.children(verb, "aux")
    }
    mark = sentence.child(verb, "mark")
    if mark is not None and mark.lemma in ("if", "unless", "whether"):
        return "hypothetical", sense.wrapper
    if negated(sentence, verb):
        if helpers & _MUST and "have" not in helpers and sense.mode == "happened":
            return "demanded", sense.wrapper or "not"  # "should not send": what somebody wants, not what was not done
        return ("denied" if sense.mode == "happened" else sense.mode), sense.wrapper or "not"
    if sense.mode not in ("happened", "attempted"):
        return sense.mode, sense.wrapper
    if "have" in helpers and helpers & (_MAY | _WOULD):  # told of the past: nobody threatens or plans it any more
        return ("doubted" if helpers & _MAY else "hypothetical"), sense.wrapper
    if "have" in helpers and "must" in helpers:  # "must have paid": what the writer takes for granted
        return "alleged", sense.wrapper
    if helpers & _MUST:
        return "demanded", sense.wrapper
    if helpers & _MAY:
        return "possible", sense.wrapper
    if helpers & _WILL:
        return "intended", sense.wrapper
    return sense.mode, sense.wrapper


def outer_mode(sentence: Sentence, word: Word) -> str:
    """How the clauses above leave an act open: in an if-clause, under "might", as a purpose, as somebody's idea."""
    head = sentence.head(word)
    while word.dep == "conj" and head is not None and head.pos in ("VERB", "AUX") and not _alone(sentence, word):
        word, head = head, sentence.head(head)  # "to arm them and close the border": as the first one
    one, straight = word, True
    if any(w.tag == "TO" for w in sentence.children(word, "aux")):
        if head is None or head.lemma not in _LEADS_TO:
            return "intended"
        mode, _ = own_mode(sentence, head, Sense(outer_mode(sentence, head)))
        if mode != "happened":  # "tried to persuade them to withdraw", "did not force them to"
            return "possible" if mode == "intended" else mode
    while head is not None and one.dep not in ("relcl", "parataxis"):
        mark = sentence.child(one, "mark")
        if mark is not None and mark.lemma in ("if", "unless", "whether"):
            return "hypothetical"
        if one is not word and straight and any(w.tag == "TO" for w in sentence.children(one, "aux")):
            return "intended" if head.lemma not in _LEADS_TO else outer_mode(sentence, one)  # "wants X to stop buying"
        into = one.dep == "prep" and one.lemma not in _MEANWHILE
        straight = straight and (into or one.dep in ("xcomp", "ccomp", "pcomp", "conj"))
        if one is not word and {w.text.lower() for w in sentence.children(one, "aux")} & (_MAY | _WILL):
            return "possible"
        subject = sentence.child(head, "nsubj")
        past = word.tag == "VBD" or any(w.lemma == "have" for w in sentence.children(word, "aux"))
        if past and head.lemma in _IDEAS:
            return "alleged"  # "they fear that he came": no plan, but a claim
        if head.lemma in _IDEAS or (head.lemma == "be" and subject is not None and subject.lemma in _IDEAS):
            return "possible"
        if one.dep == "pcomp" and (above := sentence.head(head)) is not None and above.pos == "ADJ":
            return "possible"  # "dependent on subordinating Armenia"
        one, head = head, sentence.head(head)
    mark = sentence.child(one, "mark")
    return "hypothetical" if mark is not None and mark.lemma in ("if", "unless") else "happened"


def _alone(sentence: Sentence, verb: Word) -> bool:
    """Whether a verb that is joined to another has a subject or helping verbs of its own."""
    return verb.tag in ("VBD", "VBZ", "VBP") or sentence.child(verb, "nsubj", "nsubjpass", "aux") is not None


def counts_as(act: Act, sense: Sense, conditional: bool) -> tuple[Act, str]:
    """What an act counts as when it is meant in this way, and the mode it then has; ``conditional``: "unless"."""
    mode = sense.mode
    if mode == "denied" and sense.wrapper == "denied":  # "denied having helped them": no refusal to help
        return act, mode
    if mode == "denied":
        return (Act("REJECT", "12"), "refused") if act.kind in COOPERATIVE else (act, "denied")
    if mode == "demanded" or (mode == "happened" and act.kind == "DEMAND"):
        return Act("DEMAND", "10"), "demanded"
    if mode in ("intended", "possible"):
        if act.kind in COOPERATIVE and conditional:
            return Act("THREATEN", "13"), "threatened"
        if act.kind in COOPERATIVE:
            return Act("AGREE", "03"), mode
        if act.kind in HOSTILE:
            return Act("THREATEN", "13"), mode
    return act, mode
