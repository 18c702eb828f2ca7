"""The draft: a case that loads and runs, neutral, with every item's quote where its span says."""

from __future__ import annotations

import datetime
import random
import re
from functools import cache
from typing import Any

import pytest
from ruamel.yaml import YAML

from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.case.parts.judged import Provenance
from realpolitik.errors import BadInput
from realpolitik.reading.actors.dictionary import shipped
from realpolitik.reading.drafting.draft import Draft, draft
from realpolitik.reading.drafting.marks import ORDER
from realpolitik.reading.drafting.yaml import scalar
from realpolitik.reading.likeness import copies, likeness, signature
from realpolitik.reading.texts import Reading, read_text

from .article import ARTICLE, article, example, parser, read
from .test_assertions import CONDITIONALS, RIVALS

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")
TEXTS = ["example", *(["article"] if ARTICLE.is_file() else [])]


def reading(name: str) -> Reading:
    return example() if name == "example" else article()


@cache
def drafted(name: str) -> tuple[Draft, Case]:
    made = draft([reading(name)], f"{name}.txt")
    return made, load_text(made.text, name)


def spans(value: Any) -> list[tuple[str, list[int]]]:
    """All pairs of ``quote`` and ``span`` in a file."""
    if isinstance(value, list):
        return [pair for one in value for pair in spans(one)]
    if not isinstance(value, dict):
        return []
    own = [(value["quote"], value["span"])] if "quote" in value else []
    return own + [pair for one in value.values() for pair in spans(one)]


@pytest.mark.parametrize("name", TEXTS)
def test_every_quote_stands_where_its_span_says(name: str) -> None:
    text = reading(name).text
    found = spans(YAML(typ="safe", pure=True).load(drafted(name)[0].text))
    assert len(found) > 20
    for quote, (start, end) in found:
        assert text[start:end] == quote


@pytest.mark.parametrize("name", TEXTS)
def test_every_item_has_a_quote(name: str) -> None:
    case = drafted(name)[1]
    parts: list[Provenance] = [
        *case.sources.values(),
        *case.factors.values(),
        *case.explanations.values(),
        *case.actors.values(),
        *case.nature.values(),
        *case.scenarios.values(),
        *case.evidence,
        *case.questions,
        *case.advice,
        *(o for a in case.actors.values() for o in a.options.values()),
    ]
    assert all(p.quote and p.span for p in parts)


@pytest.mark.parametrize("name", TEXTS)
def test_a_draft_runs_and_everything_in_it_is_neutral(name: str) -> None:
    case = drafted(name)[1]
    analysis = analyse(case, draws=2, deep=False)
    assert case.title.startswith("Draft, all judgements neutral")
    assert all(e.prior == pytest.approx(e.posterior) for e in analysis.explanations)
    assert {round(e.posterior, 6) for e in analysis.explanations} == {0.45}
    assert all(not actor.prefers for actor in case.actors.values())
    assert len(analysis.questions) == len(case.questions)


@pytest.mark.parametrize("name", TEXTS)
def test_marks_stand_in_the_file_the_weightiest_first(name: str) -> None:
    made = drafted(name)[0]
    kinds = [ORDER.index(mark.kind) for mark in made.marks]
    assert kinds == sorted(kinds)
    assert made.marks[0].kind == "explanation"
    assert f"({len(made.marks)} of them in a new draft)" in made.text
    assert made.text.count("check: ") >= len(made.marks) - 2


def test_the_same_text_gives_the_same_bytes() -> None:
    again = read(example().text)
    again.article.file = "example.txt"
    assert draft([again], "example.txt").text == drafted("example")[0].text


@needs_parser
@pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")
def test_most_drafted_events_of_the_article_are_right() -> None:
    case = drafted("article")[1]
    wrong = {  # judged by reading: not done, done by somebody else, or told before
        ("korybko p2", "persecuting"),
        ("korybko p9", "official complaint"),
        ("comment_2 p8", "Strategic Missile Forces"),
        ("korybko p18", "subordinating"),
        ("korybko p24", "hold a call"),
    }
    bad = [
        i
        for i in case.evidence
        if any(str(i.source[0]) == cited and words in (i.quote or "") for cited, words in wrong)
    ]
    known = [
        i
        for i in case.evidence
        if re.search(r"COERCE|DISAPPROVE|CONSULT|SUPPORT|AGREE|FIGHT|ASSAULT|PROTEST|RETREAT|REJECT", i.because or "")
    ]
    assert len(known) >= 18
    assert 1 - len(bad) / len(case.evidence) >= 0.6


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")
def test_the_article_gives_states_and_the_groups_within_them() -> None:
    case = drafted("article")[1]
    assert {"russia", "azerbaijan", "turkey", "united_states", "armenia", "kazakhstan"} <= set(case.actors)
    groups = {actor.name: actor.part_of for actor in case.actors.values() if actor.kind == "group"}
    assert {"Civil society", "Mid-level officials", "Diaspora"} <= set(groups)
    assert "invade_syunik" in case.actors["azerbaijan"].options
    held = {case.explanations[e].held_by for e in case.explanations}
    assert held == set(case.sources) - {"introducer"}  # who says that he cannot evaluate it


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")
@pytest.mark.parametrize(("voice", "words"), [row for row in RIVALS if row[0].startswith("comment")])
def test_every_commenters_rival_explanation_is_drafted(voice: str, words: str) -> None:
    case = drafted("article")[1]
    assert [e for e in case.explanations.values() if e.held_by == voice and words in (e.quote or "")]


#: What the article tells as what was not: in the hints alone.
CONTRARY = "Had it not been for"


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")
@pytest.mark.parametrize(("if_", "then"), CONDITIONALS)
def test_every_conditional_of_the_article_is_drafted(if_: str, then: str) -> None:
    made, case = drafted("article")
    quotes = [event.quote or "" for event in case.nature.values()]
    quotes += [option.quote or "" for actor in case.actors.values() for option in actor.options.values()]
    asked = [question.quote or "" for question in case.questions]
    assert "a conditional without room" not in made.text
    if if_ == CONTRARY:
        assert not any(if_ in quote for quote in quotes + asked)
        assert f"[{article().text.index(CONTRARY)}," in made.text.split("# Hints")[1]
        return
    then = then.removeprefix("then ")
    assert any(if_ in quote for quote in quotes)
    assert any(then in quote for quote in quotes)
    whole = any(if_ in quote and then in quote for quote in asked)
    assert whole or (any(if_ in quote for quote in asked) and any(then in quote for quote in asked))


def test_conditionals_without_room_are_named() -> None:
    text = " ".join(f"If Iran sends {n} ships, Iraq will send {n + 1} ships." for n in range(50))
    made = draft([read(text, datetime.date(2020, 1, 1), plain=True)], "x.txt")
    assert "10 conditionals" in made.text
    assert made.text.count("a conditional without room: article p1 [") == 10
    assert "If Iran sends 49 ships" in made.text.split("# Hints")[1]


@needs_parser
def test_rivals_of_the_authors_thesis_have_room_before_its_variants() -> None:
    towns = "Cairo Damascus Baghdad Tehran Ankara Moscow Beijing Delhi Tokyo Seoul Hanoi Manila Kabul Riyadh"
    plots = "wheat canals mining harbour wages bread boating bandits radar lampshade tollgate seeds coinage shipping"
    thesis = " ".join(
        f"The {plot} of {town} can be attributed." for town, plot in zip(towns.split(), plots.split(), strict=True)
    )
    comment = "It could be a plan of Iran, or it could be about oil of Kuwait."
    other = "It could be a quarrel of Oman, or it could be about grain of Peru."
    text = f"A title\n\nBy Eve Roe\n\n{thesis}\n\n2 comments\n\n1. Ana\n\n{comment}\n\n2. Ben\n\n{other}"
    case = load_text(draft([read(text, datetime.date(2020, 1, 1))], "x.txt").text)
    assert len(case.explanations) == 12
    held = [e.held_by for e in case.explanations.values()]
    assert [held.count(voice) for voice in ("roe", "comment_1", "comment_2")] == [8, 2, 2]


def test_without_a_date_the_latest_year_stands_in_and_is_the_first_mark() -> None:
    made = draft([read("Iran attacked Iraq in 1980. Iraq may attack Iran.")], "x.txt")
    assert made.marks[0].path == "as_of"
    assert load_text(made.text).as_of == datetime.date(1980, 12, 31)


def test_a_text_that_names_no_year_needs_a_date() -> None:
    with pytest.raises(BadInput, match="give --date"):
        draft([read("Iran attacked Iraq.")], "x.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is said here of anybody.",
        "x",
        "٣ مرحبا بالعالم. שלום עולם.",
        "If. Unless. Had it.",
    ],
)
def test_a_text_with_nothing_to_draft_gives_a_draft_that_loads(text: str) -> None:
    made = draft([read(text, datetime.date(2020, 1, 1))], "x.txt")
    assert load_text(made.text).sources


def test_signs_alone_are_no_text() -> None:
    with pytest.raises(BadInput, match="no paragraph"):
        draft([read("! ? . , ; ( ) [ ] { } # : - * & % @", datetime.date(2020, 1, 1))], "x.txt")


def test_odd_characters_are_quoted_exactly() -> None:
    text = (
        "Iran: \"attacked\" 'Iraq' # today\\n\u2028 with {braces}, [brackets] & \U0001f600 and \u202eright to left.\n"
    )
    made = draft([read(text, datetime.date(2020, 1, 1))], "x.txt")
    for quote, (start, end) in spans(YAML(typ="safe", pure=True).load(made.text)):
        assert text[start:end] == quote


@pytest.mark.parametrize("value", ["yes", "no", "1.5", "a: b", "# no", "- x", "", "null", "'", "a\nb", "é\x85"])
def test_texts_are_written_so_that_they_are_read_back(value: str) -> None:
    assert YAML(typ="safe", pure=True).load(f"k: {scalar(value)}")["k"] == value


def test_several_texts_make_one_case_and_the_same_event_is_one_item() -> None:
    day = datetime.date(2021, 5, 3)
    one = read("First\n\nBy Ana Roe\n\nOn 1 May 2021 Kenya closed its border with Uganda. Peru praised Chile.\n", day)
    two = read("Second\n\nBy Ben Lee\n\nNairobi is angry. Kenya closed the border with Uganda on 1 May.\n", day)
    case = load_text(draft([one, two], "x.txt").text)
    assert list(case.sources) == ["roe", "lee"]
    closed = [i for i in case.evidence if "border" in (i.quote or "")]
    assert len(closed) == 1
    assert [str(c) for c in closed[0].source] == ["roe p1", "lee p1"]


def test_a_near_copy_is_a_source_that_repeats() -> None:
    text = example().text
    copy = read("Copied\n\nBy Zoe Ash\n\n" + text.split("\n\n", 3)[3])
    copy.article.date = datetime.date(1975, 5, 21)
    case = load_text(draft([example(), copy], "x.txt").text)
    assert case.sources["ash"].repeats == ("farouk",)
    assert not case.sources["farouk"].repeats


def test_a_sentence_that_two_texts_share_counts_once() -> None:
    shared = "Chile suspended all its flights to Peru on 3 March 2025 without a word."
    other = "Peru's ministry says that it has had no letter from Santiago."
    own = "Chile halted all flights to Peru on 3 March 2025."
    one, copy, apart = (read(f"{words} {other if n else ''}".strip()) for n, words in enumerate([shared, shared, own]))
    (item,) = load_text(draft([one, copy], "x.txt").text).evidence[:1]
    assert len(item.source) == 1
    assert "article_2 p1 has it in the same words, so it counts once." in (item.check or "")
    (item,) = load_text(draft([one, apart], "x.txt").text).evidence[:1]
    assert len(item.source) == 2
    assert "same words" not in (item.check or "")


@needs_parser
@pytest.mark.parametrize(
    ("text", "drafted"),
    [
        ("France condemned the coup within hours.", True),
        ("Germany warned both sides.", True),
        ("I bet that Serbia buys ships from France by 2035.", False),
        ("Serbia bought ships from France in 2024.", True),
        ("Peru should say aloud that it will defend Chile.", False),
    ],
)
def test_what_was_done_is_evidence_and_what_may_come_is_none(text: str, drafted: bool) -> None:
    made = draft([read(text, datetime.date(2025, 7, 2))], "x.txt")
    assert bool(load_text(made.text).evidence) is drafted


@needs_parser
@pytest.mark.parametrize("name", TEXTS)
def test_the_same_text_twice_doubles_nothing(name: str) -> None:
    one = reading(name)
    again = read_text("again.txt", one.text, shipped(), parser(), one.article.date)
    first, both = draft([one], "x.txt"), draft([one, again], "x.txt")
    a, b = load_text(first.text), load_text(both.text)
    assert len(b.sources) == 2 * len(a.sources)
    assert len([s for s in b.sources.values() if s.repeats]) == len(a.sources)
    assert all(b.sources[s].repeats == (re.sub("(?:_of)?_2$", "", s),) for s in b.sources if s not in a.sources)
    counts = {key: n for key, n in both.counts.items() if key != "sources"}
    assert counts == {key: n for key, n in first.counts.items() if key != "sources"}
    assert both.left == first.left
    for item in (*b.explanations.values(), *b.scenarios.values(), *b.evidence):
        assert len({c.source for c in item.source}) >= 2
    assert all(len(a.by) == 2 for a in b.advice)
    assert {len(q.said) for q in b.questions} <= {0, 2}


def test_one_explanation_of_two_texts_has_two_sources() -> None:
    day = datetime.date(2021, 5, 3)
    one = read("First\n\nBy Ana Roe\n\nIt could be part of a plan of Iran to weaken the trade of Iraq.\n", day)
    two = read("Second\n\nBy Ben Lee\n\nIt is hot. It could be part of a plan of Iran to weaken Iraq's trade.\n", day)
    case = load_text(draft([one, two], "x.txt").text)
    (only,) = case.explanations.values()
    assert [str(c) for c in only.source] == ["roe p1", "lee p1"]
    assert only.held_by == "roe"
    assert not case.sources["lee"].repeats


def test_likeness_estimates_the_shared_shingles() -> None:
    words = [f"w{n}" for n in range(400)]
    whole, half = " ".join(words), " ".join(words[:200] + [f"x{n}" for n in range(200)])
    assert likeness(signature(whole), signature(whole)) == 1
    assert abs(likeness(signature(whole), signature(half)) - 1 / 3) < 0.15
    assert copies([whole, half, whole]) == {2: [0]}


def test_check_tells_how_many_marks_are_left() -> None:
    from realpolitik.case.marks import marks

    made, case = drafted("example")
    found = [mark.path for mark in marks(case)]
    assert len(found) == sum(mark.path != "as_of" for mark in made.marks)
    assert f"evidence.{case.evidence[0].id}" in found


def test_texts_in_pieces_always_give_a_draft_or_a_clear_error() -> None:
    text, odd = example().text, [*list("\x01\u2028\u202e#:-\"'{}[]|>%@\\"), "if", "\n\n", "By Ann Lee", "1. Bob", "يوم"]
    for seed in range(40):
        draw = random.Random(seed)
        pieces = [text[k : k + 40] for k in (draw.randrange(len(text)) for _ in range(draw.randint(1, 30)))]
        made = read("".join(piece + draw.choice(odd) for piece in pieces), datetime.date(1980, 1, 1), plain=True)
        try:
            found = draft([made], "x.txt")
        except BadInput:
            continue
        for quote, (start, end) in spans(YAML(typ="safe", pure=True).load(found.text)):
            assert made.text[start:end] == quote
