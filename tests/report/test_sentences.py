"""The set of sentences: each was read once by a person, with varied blanks, in golden/sentences.txt."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from markupsafe import Markup

from realpolitik.report.saying import Capital, Listed, Number, joined, say
from realpolitik.report.sentences import SENTENCES
from realpolitik.report.words import BANDS, plain

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
SOURCES = Path(__file__).parent.parent.parent / "src" / "realpolitik" / "report"

LONG = "“Officials in two ministries acted on a resentment of their own that had grown since the winter”"
#: For every blank three values: a plain one, an extreme one, a long or manifold one.
BLANKS: dict[str, tuple[str, str, str]] = {
    "a": ("One sentence.", "<1 % of all.", "Another one, longer than the first."),
    "b": ("Two sentences.", "No more.", "And what follows it."),
    "p": ("37 %", "<1 %", "100 %"),
    "prior": ("30 %", "0 %", ">99 %"),
    "range": ("24\u201352 %", "<1 % to 3 %", "0 % to 100 %"),
    "word": ("likely", "almost no chance", "roughly even chance"),
    "likelihood": (
        "likely (62 %, range 56\u201371 %)",
        "<1 % (range 0 % to 40 %, too wide for a likelihood word)",
        "37 %",
    ),
    "stands": ("is likely (62 %, range 56\u201371 %)", "has almost no chance (3 %)", "is ruled out by the case (0 %)"),
    "known": (", by what was known on 2 July 2025", "", ", by what was known on 31 December 2026"),
    "moved": (
        "up from 30 % before anything was seen",
        "hardly moved from <1 % before anything was seen",
        "down from 97 % before anything was seen",
    ),
    "date": ("2 July 2025", "1 January 1900", "31 December 2026"),
    "title": ("“A feud”", "“X”", LONG),
    "first": ("“A feud”", "“X”", LONG),
    "asks": (
        "Did they?",
        "Is it so?",
        "Did Washington let Ankara and Baku understand that Armenia's future is theirs?",
    ),
    "value": ("44 %", "<1 %", "own accord"),
    "now": ("25 %", "<1 %", "97 %"),
    "explanations": ("three explanations", "eleven explanations", "14 explanations"),
    "rivals": ("“A feud” (36 %)", "“X” (<1 %)", "“A feud” (36 %), “A nod” (35 %) and “Anger” (35 %)"),
    "option": ("“The road” (Armenia)", "“Rain”", "“The road through Syunik, or what is left of it” (Armenia)"),
    "shares": ("still “closed” 90 %", "still “no” 0 % and “yes” 100 %", "still “a” 42 %, “b” 47 % and “c” 11 %"),
    "states": ("One state holds", "Two of 1152 states hold", "Twelve states hold"),
    "concepts": ("every argument", "GMR", "Nash and SEQ"),
    "concept": ("Nash", "SEQ", "GMR"),
    "names": ("“As things are now”", "“Armenia: the road \u2013 open”", "“As things are now”, “War” and “Peace”"),
    "but": ("", ", today's situation among them", "; “War” and “Peace” do not"),
    "what": ("“A raid”", "the absence of “A call”", LONG),
    "sources": (" (a newspaper)", "", " (Andrew K, the wire and a site that reprints it)"),
    "without": ("27 %", "<1 %", "100 %"),
    "source": ("“An article”", "“X”", "“The article where its author infers and does not report”"),
    "share": ("31 %", "0 %", "100 %"),
    "change": ("“A feud” would lead", "“X” would cross 50 %", "“A nod that can be denied” would lead"),
    "half": ("50 %", "50 %", "50 %"),
    "needs": ("44 %", "<1 %", ">99 %"),
    "chance": ("24 %", "<1 %", ">99 %"),
    "seen": ("37 %", "0 %", "100 %"),
    "unseen": ("15 %", "<1 %", "19 %"),
    "window": (" by 31 December 2025", "", " between 2 July 2025 and 31 December 2026"),
    "last": ("31 December 2025", "2 July 2025", "31 December 2026"),
    "count": ("two", "eleven", "14"),
    "whole": ("four conclusions", "twelve pieces of advice", "16 conclusions"),
    "kind": ("conclusion", "piece of advice", "conclusion"),
    "open": ("17", "1", "26"),
    "of": ("26", "26", "26"),
    "input": ("How likely “A raid” would be", "How surely a raid comes", f"How far {LONG} is reliable"),
    "one": ("one judgement", "one default", "one convention"),
    "crossed": (
        "It would reach 20 % if one judgement stood at 31 % instead of 25 %, outside its own range: How likely X is.",
        "It would fall below 5 % if one default stood at 4.6 instead of 8: How surely a raid comes.",
        "It would be called “likely” if one judgement stood at 31 % instead of 25 %, outside its own range: A rate.",
    ),
    "where": (", inside its own range", "", ", outside its own range"),
    "edge": ("20 %", "5 %", "95 %"),
    "low": ("12 %", "<1 %", "0 %"),
    "high": ("23 %", ">99 %", "100 %"),
    "list": ("“War” 1 %", "“War” <1 % and “Peace” 24 %", "“A” 1 %, “B” 2 % and “C” 31 %"),
    "name": ("“ben”", "“B”", "“blind”"),
    "today": ("today", "on 1 January 1900", "on 2 July 2025"),
    "own": ("“anna”", "“A”", "“first”"),
    "model": ("54 %", "0 %", "100 %"),
    "base": ("13 %", "<1 %", ">99 %"),
    "evidence": ("33 %", "<1 %", ">99 %"),
    "factor": ("\u00d7 2.4", "÷ 1.1", "÷ 1000 or more"),
    "bits": ("0.19", "0.000", "1.00"),
    "as_": ("yes", "no", "half"),
    "holds": (" in 57 % of the worlds", "", " in every world"),
    "nash": (" (by Nash in 12 % of the worlds)", "", " (not by Nash)"),
    "weaker": ("SMR", "GMR", "GMR"),
    "reached": (" in 24 % of the worlds", "", " wherever it does"),
    "after": (" in 31 % of the worlds", "", " in every world"),
    "turns": ("“A storm”, chance 29 %", "“X”, chance <1 %", "“A storm”, chance 29 % or “A flood”, chance 4 %"),
    "whatever": (", whatever turn may come", "", ", whatever turn may come"),
    "forecast": ("24 %", "<1 %", "100 %"),
    "friction": (" against friction", "", " against friction"),
    "moves": ("one move takes", "2 moves take", "11 moves take"),
    "actors": ("Russia", "Russia and Armenia", "of 6 actors"),
    "worlds": (" in 12 % of the worlds", " in every world", " in 99 % of the worlds"),
    "text": ("A storm", "X", "Pashinyan's government falls or is voted out"),
    "pair": ("Russia and Armenia lean apart", "A and B are opposed", "The officials and the press mostly agree"),
    "tau": ("\u22120.24", "\u22121.00", "+0.55"),
    "other": ("Russia and the press lean together", "A and C lean apart", "The town and the press are opposed"),
    "other_tau": ("+0.24", "\u22120.31", "\u22120.67"),
    "speaks": (
        "speaks for it (\u00d7 2.4)",
        "speaks against it (÷ 4.0)",
        "says little either way (\u00d7 1.1)",
    ),
    "means": ("“roughly even” means 45\u201355 %", "20\u201345 % was said", "“almost no chance” means 0 % to 5 %"),
    "said": ("roughly even", "very unlikely", "30%"),
    "claim": ("45\u201355 %", "0 % to 5 %", "95 % to 100 %"),
    "when": (" by 31 December 2026", "", " on 30 June 2026"),
    "whose": ("Anna K's", "the commenters'", "the text's"),
    "begin": ("On", "By the model alone, on", "On"),
    "counted": (", “A war” counted in", "", ", “A war” and “A flood” counted in"),
    "based": (" and from how often such things happen", "", " and from how often such things happen"),
    "on": (" on 8 August 2025", "", " on 31 December 2026"),
}


_JUDGES = ("“anna” 75 % and “ben” 62 %", "“A” <1 % and “B” >99 %", "“anna” 75 %, “ben” 62 % and “carl” 70 %")
_BARE = ("37 %", "<1 %", "roughly even chance (50 %, range 46\u201354 %)")
_RIVALS = ("“A feud” (36 %) and “A nod” (35 %)", "“X” (<1 %) and “Y” (<1 %)", BLANKS["rivals"][2])
_SCORES = ("model 0.21", "model 0.00 and base rate 1.00", "model 0.21, base rate 0.30 and Andrew K 0.04")
_SERVED = ("Families (100 %)", "Families (55 %) and The rich (45 %)", "A (50 %), B (30 %) and C (20 %)")
_STATED = ("Likely (62 %, range 56\u201371 %)", "<1 % (range 0 % to 40 %, too wide for a likelihood word)", "37 %")
_SHARES = ("“A road” 15 %", "“X” <1 % and “Y” 24 %", "“A road” 15 %, “A war” 7 % and “A flood” 1 %")
_PART = "one of the commenters' twelve pieces of advice, first “Wait, and do nothing that cannot be undone”"
_HOLDING = (
    "“Armenia: the road \u2013 open”",
    "“Today's situation”",
    "“Russia: come to help; Armenia: sign, no longer “wait””",
)
#: Blanks that mean something else in one template.
OTHER: dict[str, dict[str, tuple[str, str, str]]] = {
    "ruled_out": {"p": ("0 %", "0 %", "0 %")},
    "certain": {"p": ("100 %", "100 %", "100 %")},
    "worded": {"p": ("62 %", "<1 %", "50 %")},
    "worded_range": {"p": ("62 %", "<1 %", "50 %"), "range": ("56\u201371 %", "<1 % to 3 %", "46\u201354 %")},
    "is": {
        "likelihood": ("likely (62 %, range 56\u201371 %)", "almost certain (>99 %)", "ruled out by the case (0 %)")
    },
    "has": {
        "likelihood": ("almost no chance (3 %, range 1\u20134 %)", "almost no chance (<1 %)", "almost no chance (<1 %)")
    },
    "has_a": {"likelihood": (_BARE[2], "roughly even chance (45 %)", "roughly even chance (54 %)")},
    "stands_at": {"likelihood": (_BARE[0], _BARE[1], "66 % (range 41\u201396 %, too wide for a likelihood word)")},
    "tag_on": {"word": ("likely", "very unlikely", "almost certain")},
    "tag_on_chance": {"word": ("almost no chance", "roughly even chance", "roughly even chance")},
    "factor_many": {"value": ("closed", "own accord", "under Russia")},
    "level": {"rivals": ("“A feud” (36 %)", "“X” (<1 %)", f"{LONG} (35 %)")},
    "level_many": {"rivals": _RIVALS},
    "pivot": {"now": ("closed", "no", "a")},
    "pivot_alone": {"now": ("closed", "no", "a")},
    "pivot_quoted": {"now": ("closed", "no", "a"), "shares": _SHARES},
    "pivot_counted": {"list": ("“A war”", "“X” and “Y”", "“A war”, “A flood” and “A feud”")},
    "pivot_aside": {"list": ("“A war”", "“X” and “Y”", "“A war”, “A flood” and “A feud”")},
    "pivot_with": {"a": ("still “closed” 90 %", "still “no” 0 %", "still “a” 42 %")},
    "against_each": {
        "a": ("five of Anna K's 15 conclusions, first “X”", "one of the authors' two conclusions, first “X”", _PART),
        "b": ("all of the commenters' three", "two of the commenters' six", "14 of the commenters' 32"),
    },
    "against_part": {"count": ("two", "all", "14")},
    "against_more": {"count": ("two", "all", "14"), "whole": ("six", "three", "32")},
    "against_only": {"whose": ("Anna K's", "The commenters'", "The text's")},
    "against_none_only": {"whose": ("Anna K's", "The commenters'", "The text's")},
    "surprises": {
        "states": ("Three outcomes", "One outcome", "12 outcomes"),
        "names": ("Russia", "X and Y", "Mid-level officials and Russia"),
    },
    "surprises_shares": {"list": ("Russia 23 %", "X <1 % and Y 100 %", "A 12 %, B 23 % and C 31 %")},
    "surprises_common": {"what": _HOLDING},
    "pivot_still": {"value": ("closed", "no", "under Russia")},
    "pivot_other": {"value": ("closed", "yes", "under Russia")},
    "outlook": {"stands": ("is likely (62 %, range 56\u201371 %)", "is certain by the case (100 %)", "stands at 66 %")},
    "question": {"likelihood": ("Likely (62 %, range 56\u201371 %)", "<1 %", "Ruled out by the case (0 %)")},
    "window_between": {"first": ("2 July 2025", "1 January 1900", "31 December 2025")},
    "concluded": {"likelihood": _STATED},
    "concluded_by": {"likelihood": _STATED},
    "speaks_for": {"factor": ("\u00d7 3.1", "\u00d7 12", "\u00d7 1000 or more")},
    "speaks_against": {"factor": ("\u00f7 3.1", "\u00f7 12", "\u00f7 1000 or more")},
    "speaks_weakly_for": {"factor": ("\u00d7 2.4", "\u00d7 1.2", "\u00d7 2.9")},
    "speaks_weakly_against": {"factor": ("÷ 2.4", "÷ 1.2", "÷ 2.9")},
    "speaks_hardly": {"factor": ("\u00d7 1.1", "÷ 1.1", "no change")},
    "holds_shares": {"list": ("SEQ 21 %", "Nash 62 % and SEQ 86 %", "Nash 18 %, SEQ 31 % and GMR 40 %")},
    "serves": {"list": _SERVED},
    "judges": {"list": _JUDGES},
    "judge_others": {"list": ("“ben” 62 % and “carl” 70 %", "“B” >99 % and “C” 1 %", "“blind” 6 % and “third” 9 %")},
    "judge_second": {"other": ("62 %", ">99 %", "6 %")},
    "scored": {"list": _SCORES},
    "scores": {"seen": ("12", "1", "100"), "list": _SCORES},
    "since": {
        "list": (
            "“Did they?” yes (it stood at 7 %)",
            "“Is it so?” no (it stood at >99 %)",
            "“X” yes (it stood at <1 %)",
        )
    },
    "today_then": {"known": ("2 July 2025", "1 January 1900", "31 December 2025")},
    "told_from_yes": {
        "list": ("“Did they?” yes (it stood at 7 %)", "“X” yes (it stood at <1 %)", "“Is it so?” yes (it stood at 9 %)")
    },
    "since_one": {"asks": ("“Did they?”", "“Is it so?”", LONG), "as_": ("yes", "no", "yes")},
    "scored_worse": {"seen": ("12", "1", "100"), "p": ("0.34", "1.00", "0.26")},
    "scored_better": {"seen": ("12", "1", "100"), "p": ("0.21", "0.00", "0.25")},
    "scores_based": {"seen": ("11", "1", "99"), "list": _SCORES},
    "scores_authors": {
        "list": (
            "Anna K 0.21 against 0.30 (over 4)",
            "X 0.00 against 1.00 (over 1) and Y 1.00 against 0.00 (over 1)",
            "Anna K 0.21 against 0.30 (over 4), Ben 0.33 against 0.12 (over 3) and X 0.46 against 0.06 (over 1)",
        )
    },
    "scores_author": {
        "name": ("Anna K", "X", "Third comment (Ben)"),
        "p": ("0.21", "0.00", "0.46"),
        "own": ("0.30", "1.00", "0.06"),
        "seen": ("4", "1", "12"),
    },
    "scores_alone": {"list": ("A feud 0.21", "X 0.00 and A feud 1.00", "X 0.21, A feud 0.30 and A nod 0.32")},
    "since_would": {"asks": ("“Did they?”", "“Is it so?”", LONG), "p": ("19 %", "<1 %", "100 %")},
    "scores_best": {
        "p": ("0.21", "0.00", "0.46"),
        "own": ("0.30", "1.00", "0.47"),
        "other": ("“A nod”", "“Y”", "“A feud”"),
    },
    "scores_best_lead": {"p": ("0.21", "0.00", "0.46")},
    "unscored": {"text": ("No numbers were published.", "X.", "Some say so, others do not.")},
    "entry_word": {"word": ("Likely", "Almost no chance", "Roughly even chance")},
    "entry_word_alone": {"word": ("Likely", "Almost no chance", "Roughly even chance")},
    "surprise": {"name": ("Russia", "X", "Mid-level officials"), "what": _HOLDING},
    "surprise_in": {"name": ("Russia", "X", "Mid-level officials"), "what": _HOLDING},
    "orders_weaker": {"where": (", in 40 % of the worlds", "", ", in every world")},
    "orders_turns": {"after": (", and then in 14 % of the worlds", "", ", and then in every world")},
    "orders_high_today": {"friction": (" and against friction", "", " and against friction")},
    "cross_word": {"value": ("31 %", "4.6", "44.4 %"), "now": ("25 %", "8", "44.1 %")},
    "cross_up": {"value": ("31 %", "4.6", "44.4 %"), "now": ("25 %", "8", "44.1 %")},
    "cross_down": {"value": ("31 %", "4.6", "44.4 %"), "now": ("25 %", "8", "44.1 %")},
}


def blanks(key: str) -> list[str]:
    """The names of a template's blanks."""
    return [name for _, name, _, _ in Formatter().parse(SENTENCES[key]) if name is not None]


def rendered() -> str:
    """Every template three times."""
    lines = []
    for key in SENTENCES:
        lines.append(f"[{key}]")
        values = {name: OTHER.get(key, {}).get(name, BLANKS[name]) for name in blanks(key)}
        said = [say(key, **{name: examples[k] for name, examples in values.items()}) for k in range(3)]
        lines += dict.fromkeys(f"  {sentence}" for sentence in said)
    return "\n".join(lines) + "\n"


def test_every_sentence_reads_as_it_was_read() -> None:
    assert rendered() == GOLDEN.read_text(encoding="utf-8")


def test_no_blank_is_without_examples_and_no_example_without_a_blank() -> None:
    assert {name for key in SENTENCES for name in blanks(key)} == set(BLANKS)
    assert [key for key, other in OTHER.items() if set(other) - set(blanks(key))] == []


def test_every_sentence_is_said_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for kind in ("*.py", "*.html")
        for path in SOURCES.rglob(kind)
        if path.name != "sentences.py"
    )
    _, orders = (SOURCES.parent / "analysis" / "agreement.py").read_text(encoding="utf-8").split("class Share")
    code += orders.replace('Phrase("', 'Phrase("orders_').replace('_aside("', '_aside("orders_')
    assert [key for key in SENTENCES if f'"{key}"' not in code] == []


def test_likelihood_and_confidence_never_meet() -> None:
    assert [key for key, text in SENTENCES.items() if "confiden" in text] == []


def test_no_template_carries_a_likelihood_word_of_its_own() -> None:
    """The words come with their numbers, through the blanks, so that number and word always agree."""
    words = [word for _, word in BANDS]
    own = {key: text for key, text in SENTENCES.items() for word in words if re.search(rf"\b{word}\b", text)}
    assert own == {}


def test_text_is_escaped_and_numbers_carry_their_address() -> None:
    number = Number("explanations.a.prior", "<1 %")
    sentence = say("two", a=say("named", title="“<b>”", p=number), b="&")
    assert str(sentence) == "“<b>” <1 % &"
    assert sentence.__html__() == (
        '“&lt;b&gt;” <span data-n="explanations.a.prior" title="Trace: explanations.a.prior">&lt;1 %</span> &amp;'
    )
    assert isinstance(sentence.__html__(), Markup)


def test_lists_and_capitals() -> None:
    parts = ["a", Number("x", "1 %"), "<"]
    assert str(Listed(parts)) == "a, 1 % and <"
    assert Listed(parts, "or").__html__() == 'a, <span data-n="x" title="Trace: x">1 %</span> or &lt;'
    assert str(Capital(say("bare", p="likely"))) == "Likely"
    assert Capital(Number("x", "1 %")).__html__() == '<span data-n="x" title="Trace: x">1 %</span>'
    assert joined([]) is None
    assert str(joined(["One.", "Two.", "Three."])) == "One. Two. Three."


@pytest.mark.parametrize("key", ["thesis", "cross_word", "watch"])
def test_nothing_is_left_blank(key: str) -> None:
    with pytest.raises(KeyError):
        str(say(key))
    assert plain(SENTENCES[key]) == SENTENCES[key]
