"""What is said to come: with or without an actor, by when, how likely; and what only looks like it."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.case.parts.time import Question
from realpolitik.reading.assertions.plainly import stated
from realpolitik.reading.deadlines import deadline
from realpolitik.reading.drafting.draft import draft

from .article import read

WRITTEN = datetime.date(2024, 2, 14)


def drafted(text: str) -> Case:
    return load_text(draft([read(text, WRITTEN, plain=True)], "x.txt").text)


def said(question: Question) -> list[str]:
    return [chance.written for chance in question.said.values()]


@pytest.mark.parametrize(
    ("text", "words", "said_as", "day"),
    [
        ("The truce will fail by spring.", "The truce will fail by spring", "very likely", "2024-05-31"),
        ("Prices will double within a year.", "Prices will double within a year", "very likely", "2025-02-13"),
        ("A new round of talks is expected in May.", "A new round of talks is expected in May", "likely", "2024-05-31"),
        ("War is unlikely before 2025.", "War will come before 2025", "unlikely", "2024-12-31"),
        ("Elections are due in October.", "Elections are due in October", "likely", "2024-10-31"),
        ("A vote is scheduled for 3 March.", "A vote is scheduled for 3 March", "likely", "2024-03-03"),
        ("The talks are bound to fail.", "The talks will fail", "almost certain", None),
        ("The port looks set to reopen this summer.", "The port will reopen this summer", "likely", "2024-08-31"),
        ("The bank is poised to cut rates.", "The bank will cut rates", "likely", None),
        ("The fleet is about to sail.", "The fleet will sail", "very likely", None),
        ("The grid is on course to fail by June.", "The grid will fail by June", "likely", "2024-06-30"),
        ("There is no way the council will agree.", "The council will agree", "almost no chance", None),
        ("Sooner or later the farmers will strike.", "The farmers will strike", "almost certain", None),
        ("It is only a matter of time before a ship is sunk.", "A ship is sunk", "almost certain", None),
        ("Most observers expect a deal by Monday.", "A deal by Monday", "likely", "2024-02-19"),
        ("The market expects the bank to cut rates.", "The bank will cut rates", "likely", None),
        ("I doubt that the dam will hold.", "The dam will hold", "unlikely", None),
        ("Nobody expects a deal to be made this year.", "A deal will be made this year", "very unlikely", "2024-12-31"),
        ("Few analysts believe that the truce will last.", "The truce will last", "unlikely", None),
        ("They do not expect rain to fall before autumn.", "Rain will fall before autumn", "unlikely", "2024-08-31"),
        ("It is far from certain that the court will rule.", "The court will rule", "roughly even", None),
        ("Trade will not resume until June.", "Trade will resume before June", "very unlikely", "2024-05-31"),
        ("The truce will probably not hold.", "The truce will hold", "unlikely", None),
        ("The river won't freeze this winter.", "The river will freeze this winter", "very unlikely", "2024-02-29"),
        ("There is a 30 per cent chance that the dam breaks.", "The dam breaks", "30%", None),
        ("The odds of a war this year are about one in five.", "A war this year", "20%", "2024-12-31"),
        ("A summit opens on 20 February.", "A summit opens on 20 February", "likely", "2024-02-20"),
        ("He said that rain would come by May.", "Rain will come by May", "likely", "2024-05-31"),
        ("“It will flood by May,” said the engineer.", "It will flood by May", "very likely", "2024-05-31"),
        ("It remains to be seen whether the bank will pay.", "The bank will pay", "roughly even", None),
        ("Even if it rains, the port will open in June.", "The port will open in June", "very likely", "2024-06-30"),
        ("Rain is forecast for next week.", "Rain is forecast for next week", "likely", "2024-02-25"),
        ("The ban could be lifted by June.", "The ban will be lifted by June", "roughly even", "2024-06-30"),
        ("Chances are that the court will yield.", "The court will yield", "likely", None),
        ("A regional war is unlikely.", "A regional war will come", "unlikely", None),
        ("A truce remains likely for now.", "A truce will come for now", "likely", None),
        ("I bet that the dam breaks by June.", "The dam breaks by June", "likely", "2024-06-30"),
        ("The dam will break, two men in the town said.", "The dam will break", "very likely", None),
        ("They are unlikely ever to meet.", "They will meet", "unlikely", None),
        ("The harvest failed, but bread will stay cheap.", "Bread will stay cheap", "very likely", None),
    ],
)  # fmt: skip
def test_a_forecast_needs_no_actor(text: str, words: str, said_as: str, day: str | None) -> None:
    (found,) = read(text, WRITTEN, plain=True).forecasts
    told = stated(text, found)
    until = deadline(text, found.around, WRITTEN)
    assert (told.words, told.said) == (words, said_as)
    assert (until.day.isoformat() if until and until.day else None) == day


@pytest.mark.parametrize(
    "text",
    [
        "The truce was expected to last.",
        "The minister had been widely expected to resign.",
        "Talks were due in May.",
        "The fleet was about to sail.",
        "In 2019 the office said that war would come within a year.",
        "The office warned that the port would close within weeks.",
        "He would later become king.",
        "The will of the people is clear.",
        "The workers hope that the mine will reopen.",
        "We will show below why the dam broke.",
        "Had the dam held, the valley would have stayed dry.",
        "If only the council had listened!",
        "Without the drought, the armies would never have met.",
        "Perhaps a reader will know more.",
        "Why will the dam break?",
        "I don't think they will.",
    ],
)
def test_what_only_looks_like_a_forecast(text: str) -> None:
    assert not read(text, WRITTEN, plain=True).forecasts


def test_two_forecasts_of_one_sentence_are_two_questions() -> None:
    text = "The ceasefire will collapse by May, and grain prices will double by June."
    case = drafted(text)
    assert [q.until.isoformat() for q in case.questions] == ["2024-05-31", "2024-06-30"]
    assert [q.quote for q in case.questions] == [text[:34], text[40:]]


def test_a_question_of_the_text_is_asked_and_nobody_said_so() -> None:
    (question,) = drafted("Will the monitors stay until June?").questions
    assert question.asks == "Will the monitors stay until June?"
    assert not question.said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The dam will break.", "No date in the text: the horizon stands in."),
        (
            "The dam will break within weeks.",
            "The text says 'within weeks', which names no day: the horizon stands in.",
        ),
        ("The dam will break by 2030.", "The text says 'by 2030', after the horizon, which stands in."),
    ],
)
def test_a_missing_date_is_marked(text: str, why: str) -> None:
    (question,) = drafted(text).questions
    assert question.until == datetime.date(2025, 12, 31)
    assert question.check is not None
    assert question.check.startswith(why)


def test_a_date_of_the_text_is_the_last_day_and_said_so() -> None:
    (question,) = drafted("It will break by May.").questions
    assert question.until == datetime.date(2024, 5, 31)
    assert (question.check or "").startswith("The text says 'by May'. Who or what is 'It'?")


def test_what_is_told_of_nobody_is_not_turned_round_but_marked() -> None:
    (question,) = drafted("Neither side is likely to shoot first.").questions
    assert "Told as what will not come" in (question.check or "")


def test_a_speaker_keeps_a_forecast() -> None:
    (question,) = drafted("“The valley will flood by May,” said Samira Anwar, an engineer.").questions
    assert list(question.said) == ["anwar"]


@pytest.mark.parametrize(
    "text", ["I doubt that Iran will attack Iraq.", "No one expects Iran to attack Iraq this year."]
)
def test_a_doubted_forecast_is_a_question_and_no_event(text: str) -> None:
    case = load_text(draft([read(text, WRITTEN)], "x.txt").text)
    (question,) = case.questions
    assert said(question)[0] in ("unlikely", "very unlikely")
    assert not case.evidence


def test_a_refusal_that_nobody_spoke_is_a_forecast_and_no_evidence() -> None:
    case = load_text(draft([read("Iran will never accept the dam of Iraq.", WRITTEN)], "x.txt").text)
    assert not case.evidence
    (question,) = case.questions
    assert (question.asks, said(question)) == (
        "Will it come so? Iran will accept the dam of Iraq. (The text doubts it.)",
        ["very unlikely"],
    )
