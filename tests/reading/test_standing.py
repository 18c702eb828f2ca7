"""What is denied, doubted or only alleged is not told as happened, and is no evidence in the draft."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from realpolitik.case.loading import load_text
from realpolitik.reading.drafting.draft import draft

from .article import parser, read

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")
DAY = datetime.date(2024, 5, 1)

#: The act of force in each sentence: how it stands, and who says so.
ACTS = [
    ("Moscow denied that it struck Kyiv.", "denied", "RUS"),
    ("Moscow denied having struck Kyiv.", "denied", "RUS"),
    ("Russia has denied attacking Ukraine.", "denied", "RUS"),
    ("Moscow denied Russian forces attacked Ukraine.", "denied", "RUS"),
    ("Russia disputes that it attacked Kyiv.", "denied", "RUS"),
    ("Russia rejected claims that it attacked Ukraine.", "denied", "RUS"),
    ("Russia rejected allegations of an attack on Ukraine.", "denied", "RUS"),
    ("Russia dismissed reports that its troops had invaded Georgia.", "denied", "RUS"),
    ("Reports of a Russian attack on Kyiv were false.", "denied", ""),
    ("The claim that Russia attacked Kyiv is false.", "denied", ""),
    ("Russia did not attack Ukraine.", "denied", ""),
    ("No Russian troops attacked Kyiv.", "denied", ""),
    ("Russia refrained from attacking Kyiv.", "denied", ""),
    ("Russia failed to attack Kyiv.", "denied", ""),
    ("Russia pretended to attack Kyiv.", "denied", ""),
    ("Ukraine says Russia has not attacked Kyiv.", "denied", "UKR"),
    ("It is not true that Russia attacked Ukraine.", "denied", ""),
    ("That Russia attacked Ukraine is not true.", "denied", ""),
    ("It is simply not the case that Russia attacked Ukraine.", "denied", ""),
    ("It is false that Russia attacked Ukraine.", "denied", ""),
    ("There is no truth to the claim that Russia attacked Ukraine.", "denied", ""),
    ("There is no truth in reports of a Russian attack on Ukraine.", "denied", ""),
    ("There was not a grain of truth in the story that Russia attacked Ukraine.", "denied", ""),
    ("The claim that Russia attacked Ukraine is without foundation.", "denied", ""),
    ("Russia denied the bombing of Ukraine.", "denied", "RUS"),
    ("Russia denied bombing Ukraine.", "denied", "RUS"),
    ("Russia flatly denied any attack on Ukraine.", "denied", "RUS"),
    ("The bombing of Ukraine was denied by Russia.", "denied", "RUS"),
    ("Ukraine denied the bombing of its towns by Russia.", "denied", "UKR"),
    ("Analysts doubt that Russia attacked Ukraine.", "doubted", ""),
    ("There is little evidence that Russia attacked Ukraine.", "doubted", ""),
    ("No evidence shows that Russia attacked Ukraine.", "doubted", ""),
    ("There is no evidence that Russia attacked Ukraine.", "doubted", ""),
    ("It remains unproven that Russia attacked Ukraine.", "doubted", ""),
    ("Hardly anyone believes that Russia attacked Kyiv.", "doubted", ""),
    ("Russia might have attacked Ukraine.", "doubted", ""),
    ("Perhaps Russia attacked Ukraine.", "doubted", ""),
    ("Russia probably attacked Ukraine.", "doubted", ""),
    ("Did Russia attack Ukraine?", "doubted", ""),
    ("“Has Russia attacked Ukraine?”", "doubted", ""),
    ("Why did Russia attack Ukraine?", "happened", ""),
    ("Will Iran, whose army attacked Iraq, sign the treaty?", "happened", ""),
    ("Russia should not attack Ukraine.", "demanded", ""),
    ("Iran attacked Iraq, which Syria denies.", "doubted", "SYR"),
    ("Russia might have agreed to attack Ukraine.", "doubted", ""),
    ("Russia is said to be planning to attack Ukraine.", "alleged", ""),
    ("Russia did not deny that it attacked Kyiv.", "alleged", "RUS"),
    ("Russia allegedly attacked Ukraine.", "alleged", ""),
    ("Russia has reportedly bombed Ukraine.", "alleged", ""),
    ("Russia, which allegedly attacked Kyiv, met China.", "alleged", ""),
    ("Russia allegedly met China and bombed Odesa.", "alleged", ""),
    ("Russia is said to have attacked Ukraine.", "alleged", ""),
    ("It is believed that Russia attacked Ukraine.", "alleged", ""),
    ("Russia is accused of attacking Ukraine.", "alleged", ""),
    ("Ukraine accused Russia of attacking Kyiv.", "alleged", "UKR"),
    ("Ukraine blamed Russia for bombing Kyiv.", "alleged", "UKR"),
    ("Ukraine alleged that Russia attacked Kyiv.", "alleged", "UKR"),
    ("Unconfirmed reports said that Russia attacked Kyiv.", "alleged", ""),
    ("Rumours that Russia attacked Kyiv spread.", "alleged", ""),
    ("The alleged Russian attack on Ukraine worried Poland.", "alleged", ""),
    ("Had Russia attacked Kyiv, oil would be dear.", "hypothetical", ""),
    ("Russia would have attacked Kyiv.", "hypothetical", ""),
    ("Suppose that Russia attacks Kyiv.", "hypothetical", ""),
    ("Russia attacked Kyiv.", "happened", ""),
    ("Russia confirmed that it attacked Kyiv.", "happened", "RUS"),
    ("Russia attacked Kyiv, according to Ukraine.", "happened", "UKR"),
    ("Russia attacked Kyiv, Ukraine said.", "happened", "UKR"),
    ("Russia denied any involvement in the attack on Ukraine.", "happened", ""),
    ("The trouble is suspected to be about the Russian attack on Ukraine.", "happened", ""),
]


@needs_parser
@pytest.mark.parametrize(("text", "mode", "by"), ACTS)
def test_how_an_act_stands_and_who_says_so(text: str, mode: str, by: str) -> None:
    acts = [t.event for t in read(text, DAY).events if t.event.act.kind in ("FIGHT", "ASSAULT")]
    assert [e.mode for e in acts] == [mode]
    assert (acts[0].said_by.state if acts[0].said_by else "") == by


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "Ukraine accused Russia of attacking Poland.",
        "Russia is suspected of attacking Poland.",
        "Russia is said to have attacked Poland.",
    ],
)
def test_the_accused_not_the_accuser_is_said_to_have_done_it(text: str) -> None:
    (act,) = [t.event for t in read(text, DAY).events if t.event.act.kind == "FIGHT"]
    assert ([p.code for p in act.sources], [p.code for p in act.targets]) == (["RUS"], ["POL"])


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "Russia denied the bombing of Ukraine.",
        "Russia denied bombing Ukraine.",
        "Ukraine denied the bombing of its towns by Russia.",
        "The bombing of Ukraine was denied by Russia.",
    ],
)
def test_who_denies_an_act_is_taken_to_be_accused_of_it_where_nobody_else_is(text: str) -> None:
    (act,) = [t.event for t in read(text, DAY).events if t.event.act.kind in ("FIGHT", "ASSAULT")]
    assert ([p.code for p in act.sources], [p.code for p in act.targets]) == (["RUS"], ["UKR"])
    named = "towns by Russia" in text
    assert [p.guessed for p in act.sources] == [None if named else "who denies it is taken to be accused of it"]


@needs_parser
def test_to_deny_a_visit_or_a_role_denies_no_act() -> None:
    for text in ("Kenya denied a visit to Uganda.", "Kenya denied a role in the attack on Uganda."):
        assert not [t for t in read(text, DAY).events if t.event.mode == "denied"]


@needs_parser
@pytest.mark.parametrize(("text", "mode", "by"), [row for row in ACTS if row[1] in ("denied", "doubted", "alleged")])
def test_what_is_not_told_as_a_fact_is_a_factor_and_no_evidence(text: str, mode: str, by: str) -> None:
    case = load_text(draft([read(text, DAY)], "x.txt").text)
    assert not [i for i in case.evidence if "FIGHT" in (i.because or "") or "ASSAULT" in (i.because or "")]
    known = [f for f in case.factors.values() if (f.because or "").startswith(("Coded FIGHT", "Coded ASSAULT"))]
    assert len(known) == 1
    assert f", {mode}" in (known[0].because or "")
    assert not [o for a in case.actors.values() for o in a.options]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Russia allegedly attacked Ukraine.", "alleged"),
        ("Russia is said to have attacked Ukraine.", "alleged"),
        ("Iraq suspects that Iran attacked Kuwait.", "alleged"),
        ("Iraq doubts that Iran attacked Kuwait.", "doubted"),
        ("Russia did not attack Ukraine.", "denied"),
        ("Russia attacked Ukraine.", "happened"),
    ],
)
def test_without_a_parser_words_of_doubt_before_the_act_count(text: str, mode: str) -> None:
    (told,) = read(text, DAY, plain=True).events
    assert (told.event.act.kind, told.event.mode) == ("FIGHT", mode)


@needs_parser
def test_what_only_one_side_says_is_marked() -> None:
    case = load_text(draft([read("Ukraine said Russia attacked Kyiv on 3 April 2024.", DAY)], "x.txt").text)
    assert "Only Ukraine says so." in (case.evidence[0].check or "")


@needs_parser
def test_more_disputes_than_there_is_room_for_are_told_in_the_head() -> None:
    names = "France Spain Italy Poland Norway Sweden Finland Greece Chile Peru Kenya Egypt Iran India"
    text = " ".join(f"{a} allegedly attacked {b}." for a, b in pairwise(names.split(" ")))
    made = draft([read(text, DAY)], "x.txt")
    assert "1 disputed event." in made.text
    assert sum(name.startswith("disputed_") for name in load_text(made.text).factors) == 12


@needs_parser
def test_according_to_does_not_reach_over_a_semicolon() -> None:
    told = read("According to Iran, Egypt attacked Sudan; Jordan condemned Egypt.").events
    said = {one.event.kind: one.event.said_by.code if one.event.said_by else None for one in told}
    assert said == {"FIGHT": "IRN", "DISAPPROVE": None}
