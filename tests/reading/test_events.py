"""Who did what to whom: passives, control verbs, nouns, modes; with the parser and without."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest

from realpolitik.reading.events.lexicon import lexicon
from realpolitik.reading.grammar.plain import base_form
from realpolitik.reading.suggesting.answer import Type

from .article import ARTICLE, article, coded, parser, read

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")


@needs_parser
@pytest.mark.parametrize(
    ("text", "kind", "sources", "targets"),
    [
        ("France attacked Germany.", "FIGHT", ["FRA"], ["DEU"]),
        ("Germany was attacked by French troops.", "FIGHT", ["FRAMIL"], ["DEU"]),
        ("Peru's president promised to visit Chile.", "AGREE", ["PERGOV"], ["CHL"]),
        ("Peru said it would not accept the envoys of Chile.", "REJECT", ["PER"], ["CHLGOV"]),
        ("Kenya threatened to close its border with Uganda.", "THREATEN", ["KEN"], ["UGA"]),
        ("Kenya refused to meet the president of Uganda.", "REJECT", ["KEN"], ["UGAGOV"]),
        ("Spain demanded that Morocco withdraw its troops.", "DEMAND", ["ESP"], ["MAR"]),
        ("Norway and Sweden signed a treaty.", "SUPPORT", ["NOR", "SWE"], []),
        (
            "The envoy, who accused Cuba of spying, met Danish and Finnish ministers in Oslo.",
            "CONSULT",
            ["---GOV"],
            ["DNKGOV", "FINGOV"],
        ),
        ("Indian police launched an investigation into Nepalese smugglers.", "INVESTIGATE", ["INDCOP"], ["NPLCRM"]),
        ("Oman suspended all flights to Yemen.", "SANCTION", ["OMN"], ["YEM"]),
        ("Bandits kidnapped four Canadian teachers in Sudan.", "ASSAULT", [], ["CANEDU"]),
        ("The king of Bahrain freed twelve prisoners from Iran.", "CONCEDE", ["BHRGOV"], ["IRNCVL"]),
        ("A Greek official was arrested in Albania.", "COERCE", ["ALB"], ["GRCGOV"]),
    ],
)
def test_the_main_event_of_a_sentence(text: str, kind: str, sources: list[str], targets: list[str]) -> None:
    assert coded(read(text).events[0].event) == (kind, sources, targets)


@needs_parser
@pytest.mark.parametrize(
    ("text", "mode", "act"),
    [
        ("France attacked Germany.", "happened", "FIGHT"),
        ("France may attack Germany.", "possible", "FIGHT"),
        ("France will attack Germany.", "intended", "FIGHT"),
        ("France did not attack Germany.", "denied", "FIGHT"),
        ("If France attacks Germany, oil will be dear.", "hypothetical", "FIGHT"),
        ("France tried to invade Germany.", "attempted", "FIGHT"),
    ],
)
def test_how_an_act_is_meant(text: str, mode: str, act: str) -> None:
    found = [(t.event.mode, t.event.act.kind) for t in read(text).events]
    assert (mode, act) in found


@needs_parser
def test_what_is_said_has_its_speaker_and_pronouns_are_marked() -> None:
    told = read("Syria said that Iraq had attacked Kuwait. It closed its embassy in Baghdad.").events
    assert coded(told[0].event) == ("FIGHT", ["IRQ"], ["KWT"])
    assert told[0].event.said_by is not None
    assert told[0].event.said_by.code == "SYR"
    assert any("is taken to be" in why for t in told[1:] for why in t.event.guessed)


@needs_parser
def test_a_noun_can_tell_an_event() -> None:
    told = [
        coded(t.event)
        for t in read("Ukraine's drone attack on Russia and a police raid on Sputnik in Baku were news.").events
    ]
    assert ("FIGHT", ["UKRMIL"], ["RUS"]) in told
    assert ("COERCE", ["AZECOP"], ["RUSMED"]) in told


@needs_parser
def test_dates_go_to_their_own_clause() -> None:
    told = read(
        "Putin visited Baku last August and Aliyev visited Moscow in October.", datetime.date(2025, 7, 2)
    ).events
    assert [t.event.moment.written() for t in told if t.event.moment] == ["2024-08", "2024-10"]


@pytest.mark.parametrize(
    ("text", "kind", "sources", "targets"),
    [
        ("France attacked Germany.", "FIGHT", ["FRA"], ["DEU"]),
        ("Germany was attacked by French troops.", "FIGHT", ["FRAMIL"], ["DEU"]),
        ("Kenya threatened to close its border with Uganda.", "THREATEN", ["KEN"], ["UGA"]),
        ("Norway and Sweden signed a treaty.", "SUPPORT", ["NOR", "SWE"], []),
    ],
)
def test_without_a_parser_simple_sentences_are_still_read_and_marked(
    text: str, kind: str, sources: list[str], targets: list[str]
) -> None:
    event = read(text, plain=True).events[0].event
    assert coded(event) == (kind, sources, targets)
    assert set(event.guessed) == {"read without a parser"}


def test_base_forms_without_a_parser() -> None:
    forms = "accused demands countries stopped threatening met refused seizing withdrew attacked released visited"
    assert [base_form(w) for w in forms.split()] == (
        [
            "accuse",
            "demand",
            "country",
            "stop",
            "threaten",
            "meet",
            "refuse",
            "seize",
            "withdraw",
            "attack",
            "release",
            "visit",
        ]
    )


def test_the_lexicon_has_all_types_with_their_cameo_roots() -> None:
    words = lexicon()
    kinds = {(p.act.kind, p.act.root) for patterns in words.verbs.values() for p in patterns}
    assert {k for k, _ in kinds} == {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "CONCEDE",
        "RETREAT",
        "INVESTIGATE",
        "DEMAND",
        "DISAPPROVE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "MOBILIZE",
        "SANCTION",
        "COERCE",
        "ASSAULT",
        "FIGHT",
    }
    assert all(root.isdigit() and len(root) == 2 for _, root in kinds)
    assert len(kinds) == 18


def test_a_language_model_may_name_the_same_types_as_the_lexicon() -> None:
    words = lexicon()
    kinds = {p.act.kind for patterns in words.verbs.values() for p in patterns} | {a.kind for a in words.nouns.values()}
    assert sorted(get_args(Type)) == sorted(kinds)


#: The dated events of the development article: paragraph, source, target ('' where none is named), types, date.
DATED = [
    ("korybko p3", "AZE", "RUS", {"COERCE"}, "2025-02"),
    ("korybko p3", "UKR", "", {"FIGHT", "ASSAULT"}, None),
    ("korybko p4", "AZE", "RUS", {"AGREE", "SUPPORT"}, "2022-02"),
    ("korybko p4", "RUS", "", {"CONSULT"}, "2020-11"),
    ("korybko p5", "RUS", "AZE", {"CONSULT"}, "2024-08"),
    ("korybko p5", "AZE", "RUS", {"CONSULT"}, "2024-10"),
    ("korybko p5", "AZE", "RUS", {"CONSULT"}, "2024-12"),
    ("korybko p19", "ARM", "", {"RETREAT", "AGREE"}, "2020-11"),
    ("comment_2 p1", "RUS", "KAZ", {"DISAPPROVE"}, "2025-07-01"),
    ("comment_2 p2", "", "RUS", {"FIGHT", "ASSAULT"}, "2025-07-02"),
    ("comment_2 p8", "UKR", "RUS", {"FIGHT", "ASSAULT"}, "2025-06-19"),
]


@needs_parser
@pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")
def test_two_thirds_of_the_dated_events_of_the_article_are_right() -> None:
    right = 0
    for cited, source, target, kinds, date in DATED:
        for told in article().events:
            event = told.event
            states = [{p.state for p in side if p.state != "---"} for side in (event.sources, event.targets)]
            sides = (source in states[0] if source else not states[0]) and (
                target in states[1] if target else not states[1]
            )
            day = date is None or (event.moment is not None and event.moment.written().startswith(date))
            if told.paragraph.cite() == cited and event.kind in kinds and sides and day:
                right += 1
                break
    assert right >= 9  # of 11; the issue asks for two thirds


@needs_parser
def test_what_almost_happened_did_not_and_a_capital_stands_for_its_state() -> None:
    text = (
        "Santiago expelled Peru's ambassador on 3 March 2025. Peru almost attacked Chile on 4 March 2025. "
        "Peru attacked almost every ship of Chile. Santiago de Cuba is old."
    )
    told = [t.event for t in read(text).events]
    assert [(coded(e)[1], e.act.kind, e.mode) for e in told] == [
        (["CHLGOV"], "SANCTION", "happened"),
        (["PER"], "FIGHT", "denied"),
        (["PER"], "FIGHT", "happened"),
    ]
