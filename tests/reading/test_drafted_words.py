"""What a draft says may come: one happening for a passage, by the day that the text names, in whole phrases."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.case.unjudged import neutral
from realpolitik.reading.assertions.plainly import stated
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.drafting.phrases import short, title

from .article import example, read


def drafted(text: str) -> Case:
    return load_text(draft([read(text, datetime.date(2024, 3, 1), plain=True)], "x.txt").text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "Egypt fears a war, and the best-case scenario for Cairo is a settlement under Saudi mediation.",
            "Best-case scenario for Cairo is a settlement under Saudi mediation",
        ),
        (
            "A settlement between Iraq and Syria is likely by the end of the year.",
            "A settlement between Iraq and Syria",
        ),
        ("Iran is likely to attack Iraq.", "Iran is likely to attack Iraq"),
    ],
)
def test_a_title_ends_with_its_phrase_and_leaves_out_how_likely_it_is(words: str, said: str) -> None:
    assert title(words) in (said, f"The {said[0].lower()}{said[1:]}")


@pytest.mark.parametrize("most", range(30, 140, 7))
def test_what_is_cut_never_ends_with_a_word_that_leads_on(most: int) -> None:
    words = (
        "The leaders in the capital could be using the river to shake the government of their neighbour; "
        "and with the harvest before them the farmers of both banks would not forgive it"
    )
    cut = short(words, most)
    assert cut.endswith(" ...")
    assert len(cut) <= most + 4
    assert words.startswith(cut.removesuffix(" ..."))
    assert cut.removesuffix(" ...").split()[-1] not in {"the", "to", "of", "in", "with", "could", "be", "and", "not"}


@pytest.mark.parametrize(
    ("words", "what", "said"),
    [
        ("I doubt that Paris will pay.", "Paris will pay", "unlikely"),
        ("She doubts whether Paris will pay.", "Paris will pay", "unlikely"),
        ("We doubt Paris will pay.", "Paris will pay", "unlikely"),
        ("It is unlikely that Paris will pay.", "Paris will pay", "unlikely"),
        ("It is very likely that Paris will pay.", "Paris will pay", "very likely"),
        ("No doubt Paris will pay.", "Paris will pay", "almost certain"),
        ("I do not doubt that Paris will pay.", "Paris will pay", "very likely"),
        ("Paris will not pay.", "Paris will pay", "very unlikely"),
    ],
)
def test_what_a_sentence_is_about_stands_without_its_doubt(words: str, what: str, said: str) -> None:
    (told,) = read(words, plain=True).forecasts
    found = stated(words, told)
    assert (found.words, found.said) == (what, said)


def test_a_doubted_forecast_is_asked_and_told_as_doubted() -> None:
    case = drafted("I doubt that Iran will attack Iraq.")
    (event,) = case.nature.values()
    assert event.text == "Iran will attack Iraq"
    asked = next(q for q in case.questions if "doubts it" in q.asks)
    assert asked.asks == "Will it come so? Iran will attack Iraq. (The text doubts it.)"
    assert [said.written for said in asked.said.values()] == ["unlikely"]


def test_event_scenario_and_question_of_one_sentence_are_one_and_end_on_the_day_it_names() -> None:
    case = load_text(draft([example()], "example.txt").text)
    event = case.nature["settlement_iraq_syria"]
    assert list(event.by) == [datetime.date(1975, 12, 31), datetime.date(1976, 12, 31)]
    assert all(neutral(chance) for chance in event.by.values())
    scenario = next(s for s in case.scenarios.values() if s.that.text == "nature.settlement_iraq_syria")
    analysis = analyse(case, draws=2, deep=False)
    number = {q.id: q.p for q in analysis.questions}["q_settlement_iraq_syria"]
    ever = next(s for s in analysis.scenarios if s.title == scenario.title).ever[-1][1]
    assert number == pytest.approx(0.5, abs=1e-6)
    assert ever == pytest.approx(0.5, abs=1e-6)


def test_an_option_says_the_deed_and_not_the_whole_sentence() -> None:
    case = load_text(draft([example()], "example.txt").text)
    said = {f"{a}.{o}": option.text for a, actor in case.actors.items() for o, option in actor.options.items()}
    assert said["iraq.attack"] == "attack the dam"
    assert said["iraq.withdraw_troops"] == "withdraw its troops"
    passive = drafted("Iraq may be attacked by Iran this year. Iran may send ships. Iraq fears Iran.")
    assert all("ttacked" not in (o.text or "")[:8] for a in passive.actors.values() for o in a.options.values())
