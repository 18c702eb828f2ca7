"""Names of actors: the dictionary, compounds, context, and a person's own file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.reading.actors.contexts import ASKS
from realpolitik.reading.actors.dictionary import shipped, with_file
from realpolitik.reading.actors.mentions import Mention, mentions
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.passage import Passage

from .article import read


def found(text: str, year: int | None = None) -> list[Mention]:
    return mentions(shipped(), text, Passage(0, len(text)), year)


def codes(text: str, year: int | None = None) -> list[str]:
    return [m.code for m in found(text, year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian-Azerbaijani relations", ["RUS", "AZE"]),
        ("an Azerbaijani(-Turkish?) invasion", ["AZE", "TUR"]),
        ("Baku, Ankara and Washington", ["AZE", "TUR", "USA"]),
        ("the US let us go", ["USA"]),
        ("U.S. troops, the U.K.", ["USA", "GBR"]),
        ("Saudi Arabia's king", ["SAU"]),
        ("Côte d’Ivoire", ["CIV"]),
        ("North Korea and Niger", ["PRK", "NER"]),
        ("NATO, the EU and al-Qaeda", ["IGO", "IGO", "IMG"]),
        ("a Moscow-based analyst", []),
        ("Izhevsk", ["RUS"]),
        ("the Turks of Turkiye", ["TUR", "TUR"]),
        ("the Russian language", []),
        ("Western Cambodia and the West Bank", ["KHM", "PSE"]),
        ("a nicer place to mark", []),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_what_only_describes_is_marked() -> None:
    assert [m.describes for m in found("anti-Russian, US-led, Turkish")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia repelled the unrest.", ["GEO"]),
        ("Georgia voted; the mayor of Atlanta spoke.", ["USA"]),
        ("Michael Jordan scored.", []),
        ("Jordan agreed to talks.", ["JOR"]),
        ("President Jordan", ["JOR"]),
        ("The Washington Post wrote", []),
        ("Denzel Washington", []),
        ("a Persian Gulf port", []),
        ("the Indian Ocean", []),
        ("Native American tribes", []),
        ("They ate turkey.", []),
    ],
)
def test_context_decides_about_ambiguous_names(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_the_year_chooses_among_leaders_of_one_name() -> None:
    assert found("Aliyev spoke", 1995)[0].name.entry.name == "Heydar Aliyev"
    assert found("Aliyev spoke", 2025)[0].name.entry.name == "Ilham Aliyev"
    assert found("President Bush spoke", 1990)[0].name.entry.name == "George Bush"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("On 3 May it rained.", 2018),
        ("In May 2018 it rained.", 2018),
        ("On May 3 it rained.", 2018),
        ("From March to May it rained.", 2018),
        ("Rain fell in late May and by May it was wet.", 2018),
        ("May the rain end. It may end.", 2018),
        ("May said no.", 2025),
        ("Begin with bread.", 1980),
        ("Major powers sold straw. Rice was dear.", 1993),
        ("Brown coal burnt.", 2008),
        ("Bush spoke; Johnson left.", 2015),
        ("Michael Johnson ran.", 2021),
        ("Richard Wagner wrote operas.", None),
        ("Batman returned. Kennedy spoke.", None),
        ("The North Poles of planets.", None),
    ],
)
def test_words_months_and_surnames_are_nobody(text: str, year: int | None) -> None:
    assert codes(text, year) == []


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Theresa May met nobody on 3 May, and May said so.", 2018, ["GBRGOV", "GBRGOV"]),
        ("Mrs May left in May.", 2018, ["GBRGOV"]),
        ("Prime Minister May left.", 2018, ["GBRGOV"]),
        ("May refused.", 2018, ["GBRGOV"]),
        ("Begin said no.", 1980, ["ISRGOV"]),
        ("Bush spoke.", 2003, ["USAGOV"]),
        ("A raid in Batman", None, ["TUR"]),
        ("Oral, Kazakhstan", None, ["KAZ", "KAZ"]),
        ("Wagner mutinied.", 2023, ["RUSMIL"]),
    ],
)
def test_what_stands_around_makes_it_a_leader_or_a_town(text: str, year: int | None, expected: list[str]) -> None:
    assert codes(text, year) == expected


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Trump spoke.", 2018, "USAGOV"),
        ("Trump spoke.", 2023, "USAELI"),
        ("Trump spoke in 2018.", 2023, "USAGOV"),
        ("Trump spoke.", 2025, "USAGOV"),
        ("Donald Tusk spoke.", 2016, "IGOGOV"),
        ("Donald Tusk spoke.", 2025, "POLGOV"),
        ("Thatcher spoke.", 2024, "GBRELI"),
        ("Thatcher spoke in 1982.", 2024, "GBRGOV"),
        ("Thatcher spoke.", None, "GBRGOV"),
    ],
)
def test_out_of_office_a_leader_acts_for_himself(text: str, year: int | None, expected: str) -> None:
    assert codes(text, year) == [expected]


def test_a_former_leader_is_an_actor_apart_from_the_state() -> None:
    text = "Tony Blair visited Ankara on 3 May. Tony Blair may attack Turkey. Britain may attack Turkey. It is Britain."
    case = load_text(draft([read(text, datetime.date(2025, 6, 2), plain=True)], "x.txt").text)
    assert {"tony_blair", "united_kingdom", "turkey"} == set(case.actors)
    assert case.actors["tony_blair"].kind == "person"


def test_what_an_ambiguous_name_asks_for_is_known() -> None:
    assert {c.asks for c in shipped().contexts.values()} == {"", *ASKS}


def test_every_shipped_file_names_its_licence() -> None:
    from importlib import resources

    for file in (resources.files("realpolitik.reading") / "data").iterdir():
        if file.name.endswith((".tsv",)) or file.name in ("events.txt", "modes.txt", "words.txt", "cues.txt"):
            head = "\n".join(line for line in file.read_text(encoding="utf-8").splitlines()[:8] if line.startswith("#"))
            assert "licence" in head or "Creative Commons Attribution 4.0" in head, file.name


def test_codes_are_well_formed_and_states_are_known() -> None:
    book = shipped()
    for names in book.names.values():
        for name in names:
            assert name.entry.code[:3] in book.states or name.entry.code[:3] in ("IGO", "NGO", "IMG"), name


def test_a_persons_own_actors_come_first(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "actors:\n  - {name: The Old Guard, code: TURMIL, names: [Ergenekon]}\n  - {name: Paris, code: USA}\n"
    )
    book = with_file(file)
    text = "Ergenekon met Paris and Ankara."
    assert [m.code for m in mentions(book, text, Passage(0, len(text)))] == ["TURMIL", "USA", "TUR"]
    assert codes("Paris and Ergenekon") == ["FRA"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("actors: 3\n", "begins with 'actors:'"),
        ("actors:\n  - {name: X}\n", ":2:5  an actor needs"),
        ("actors:\n  - {name: X, code: xx}\n", ":2:21  'xx' is no code"),
        ("actors:\n  - {name: X, code: RUS, nmes: [a]}\n", "'nmes' is not known"),
        ("actors:\n  - {name: X, code: RUS, from: soon}\n", "'soon' is no year"),
        ("actors:\n  - x\n", "an actor is written"),
    ],
)
def test_a_wrong_file_of_actors_is_told_with_its_place(tmp_path: Path, words: str, told: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(words)
    with pytest.raises(BadInput, match=r"nothing was read") as error:
        with_file(file)
    assert told in str(error.value)


def test_a_file_of_actors_that_is_no_yaml_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("actors: [")
    with pytest.raises(CaseFaults):
        with_file(file)
