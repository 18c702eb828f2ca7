"""Who speaks in a text, its paragraphs, what is left out, and its date."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.case.loading import load_text
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.passage import Passage, sentences
from realpolitik.reading.structure import structured

from .article import ARTICLE, article, example, read

LONG = "The ministers met for two days and said little about the border, the dam or the prisoners. "


def cut(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text, Passage(0, len(text)))]


def test_sentences_end_where_a_new_one_can_begin() -> None:
    text = "Gen. Li met the U.S. envoy on Jan. 5. He left. “Enough!” she said. It cost 3.5 million."
    assert cut(text) == [
        "Gen. Li met the U.S. envoy on Jan. 5.",
        "He left.",
        "“Enough!” she said.",
        "It cost 3.5 million.",
    ]


def test_a_sentence_without_end_is_cut() -> None:
    text = "word " * 3000
    pieces = list(sentences(text, Passage(0, len(text))))
    assert all(p.end - p.start <= 1200 for p in pieces)
    assert "".join(p.of(text) for p in pieces).replace(" ", "") == "word" * 3000


def test_the_example_has_an_author_a_date_and_two_commenters() -> None:
    read = example().article
    assert [(v.name, v.kind, v.by) for v in read.voices if v.kind != "quoted"] == [
        ("farouk", "opinion", "Nadia Farouk"),
        ("comment_1", "comment", "Upstream"),
        ("comment_2", "comment", "Old Hand"),
    ]
    assert read.date == datetime.date(1975, 5, 20)
    assert read.comments_promised == 2
    assert [p.cite() for p in read.paragraphs] == [
        *(f"farouk p{n}" for n in range(1, 6)),
        "comment_1 p1",
        "comment_2 p1",
    ]
    assert [p.of(read.text) for p in read.left_out] == ["20 May 1975", "2 comments", "Reply", "Reply", "Leave a Reply"]


@pytest.mark.parametrize(
    ("text", "name", "by"),
    [
        (f"A title\n\nBy Ana de la Cruz\n\n{LONG}", "cruz", "Ana de la Cruz"),
        (f"# A title\n\n*By John O'Neil, in Geneva*\n\n{LONG}", "o_neil", "John O'Neil"),
        (f"A title\n\nAuthor: Mary Li\n\n{LONG}", "li", "Mary Li"),
        (f"A title\n\n{LONG}", "article", None),
        (LONG, "article", None),
        (f"By nightfall the troops were back.\n\n{LONG}", "article", None),
    ],
)
def test_the_author_is_named_in_the_byline(text: str, name: str, by: str | None) -> None:
    voice = structured("text", text).voices[0]
    assert (voice.name, voice.by) == (name, by)


@pytest.mark.parametrize(
    "text",
    [
        f"Editor's note: we print this with some doubt, and readers may share it.\n\n{LONG}",
        f"A title\n\nMaya here. This is worth your time though I do not follow it all.\n\nBy Ana Cruz\n\n{LONG}",
    ],
)
def test_an_introducer_is_a_voice_of_its_own(text: str) -> None:
    read = structured("text", text)
    assert [v.kind for v in read.voices] == ["opinion", "editorial"]
    assert [p.number for p in read.paragraphs] == [1, 1]


@pytest.mark.parametrize(
    "heads",
    [
        ("1. Ana", "2. Ben"),
        ("Ana says:", "Ben says:"),
        ("Comment by Ana", "Comment by Ben"),
        ("Ana wrote on May 3:", "Ben wrote on May 4:"),
    ],
)
def test_commenters_are_told_apart(heads: tuple[str, str]) -> None:
    comments = f"Comments (2)\n\n{heads[0]}\n\nI doubt it.\n\nReply\n\n{heads[1]}\n\nSo do I.\n\nAnd more.\n"
    text = f"A title\n\nBy Eve Roe\n\n{LONG}\n\n{comments}"
    read = structured("text", text)
    assert [v.by for v in read.voices] == ["Eve Roe", "Ana", "Ben"]
    assert [p.cite() for p in read.paragraphs[1:]] == ["comment_1 p1", "comment_2 p1", "comment_2 p2"]


@pytest.mark.parametrize("name", ["Ben T.", "Dr. Ben Tal", "Prof. B. Tal", "Col. Tal", "ben.tal"])
def test_a_commenter_with_an_initial_or_a_title_is_one_of_his_own(name: str) -> None:
    text = f"A title\n\nBy Eve Roe\n\n{LONG}\n\nAna says:\n\nI doubt it.\n\n{name} says:\n\nSo do I.\n"
    assert [v.by for v in structured("text", text).voices] == ["Eve Roe", "Ana", name]


def test_wrapped_lines_are_one_paragraph_and_long_lines_are_many() -> None:
    wrapped = "A title\n\nThe first line goes\non here and\nends.\n\nThe second.\n"
    assert [p.place.of(wrapped) for p in structured("t", wrapped).paragraphs] == [
        "The first line goes\non here and\nends.",
        "The second.",
    ]
    long = LONG * 3
    many = f"A title\n{long}\n{long}\n"
    read = structured("t", many)
    assert read.title is not None
    assert len(read.paragraphs) == 2


def test_the_date_of_a_byline_or_of_a_row_of_its_own_is_found() -> None:
    for stamp in ("Published on 3 March 2021 at 10:00", "March 3, 2021", "2021-03-03"):
        read = structured("t", f"A title\n\n{stamp}\n\n{LONG}")
        assert read.date == datetime.date(2021, 3, 3), stamp
    assert structured("t", f"A title\n\n{LONG} It began on 3 March 2021.").date is None


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")
def test_the_development_article_has_its_voices_and_paragraphs() -> None:
    read = article().article
    counts: dict[str, int] = {}
    for paragraph in read.paragraphs:
        counts[paragraph.voice] = counts.get(paragraph.voice, 0) + 1
    assert counts == {"introducer": 2, "korybko": 24, "comment_1": 3, "comment_2": 8, "comment_3": 9, "comment_4": 1}
    assert [v.by for v in read.voices] == [
        "Andrew Korybko",
        "Yves",
        "Polar Socialist",
        "GM",
        "Maxwell Johnston",
        "wall",
    ]
    assert read.comments_promised == 6
    words = {p.cite(): p.place.of(read.text) for p in read.paragraphs}
    for cited, begins in (  # paragraphs as the shipped case cites them
        ("korybko p2", "Russian-Azerbaijani relations are in trouble"),
        ("korybko p12", "Accordingly, the Trump Administration"),
        ("korybko p22", "Reflecting on all this insight"),
        ("comment_2 p7", "And if they are now"),
        ("comment_3 p8", "Eventually Aliev"),
    ):
        assert words[cited].startswith(begins)
    left = {p.of(read.text) for p in read.left_out}
    assert {"Print Friendly, PDF & Email", "Reply", "Leave a Reply", "Posted on by"} <= left


def test_whoever_is_quoted_is_a_source_of_its_own() -> None:
    text = (
        "A title\n\nBy Eve Roe\n\nIran attacked Iraq. “Iraq will answer,” said General Amin Khoury of the army. "
        "Peru praised Chile, according to officials in Lima. Lavrov warned that Kenya may fall. So it was said.\n"
    )
    made = read(text, datetime.date(2020, 1, 1), plain=True)
    assert [(v.name, v.kind, v.by) for v in made.article.voices[1:]] == [
        ("khoury", "quoted", "General Amin Khoury"),
        ("officials_in_lima", "quoted", "officials in Lima"),
        ("lavrov", "quoted", "Sergei Lavrov"),
    ]
    assert [said.voice for said in made.said] == ["khoury", "officials_in_lima", "lavrov"]
    case = load_text(draft([made], "x.txt").text)
    assert case.sources["lavrov"].kind == "quoted"
    forecast = next(q for q in case.questions if "Kenya" in q.asks)
    assert list(forecast.said) == ["lavrov"]
    assert [str(c) for c in forecast.source] == ["lavrov"]
