"""Who holds what: proponents, deniers, how speakers are named, and the articles in ``voiced``, written for it."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import pytest

from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.texts import Reading

from .article import parser, read

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")
DAY = datetime.date(2024, 5, 1)
ARTICLES = Path(__file__).parent / "voiced"


def heard(text: str, *, plain: bool = False) -> list[tuple[str, bool, str]]:
    """The voices of a text with whether they deny, and the words that they hold or deny."""
    made = read(text, DAY, plain=plain)
    named = {v.name: v.by or "" for v in made.article.voices}
    return [(named.get(one.voice, ""), one.denies, one.what.of(made.text)) for one in made.said]


def drafted(text: str) -> Case:
    return load_text(draft([read(text, DAY)], "x.txt").text)


#: A sentence, who holds its claim, and the claim.
HOLDERS = [
    ("Ana Rojas, a historian, argues that the raid was ordered from Paris.", "Ana Rojas", "ordered from Paris"),
    ("Some diplomats say that the raid was ordered from Paris.", "Some diplomats", "the raid was ordered from Paris"),
    ("According to the opposition, the raid was a ploy.", "the opposition", "the raid was a ploy"),
    ("The raid was a ploy, according to officials in Lima.", "officials in Lima", "The raid was a ploy"),
    ("In Mr. Dalton's view the raid was ordered from Paris.", "Mr. Dalton", "the raid was ordered from Paris"),
    ("In the view of the opposition, the raid was a ploy.", "the opposition", "the raid was a ploy"),
    ("The Kremlin's explanation is that the raid was a ploy.", "the Kremlin", "the raid was a ploy"),
    ("The Moroccan explanation is that the ships had no papers.", "Morocco", "the ships had no papers"),
    ("The raid was a ploy, critics believe.", "critics", "The raid was a ploy"),
    ("The raid, Pedro Lima argues, was a ploy to win votes.", "Pedro Lima", "was a ploy to win votes"),
    ("As Ana Rojas sees it, the raid was a ploy.", "Ana Rojas", "the raid was a ploy"),
    ("Ana Rojas dismisses this: the raid was about oil.", "Ana Rojas", "the raid was about oil"),
    ("The Kremlin has another explanation: the raid was about oil.", "the Kremlin", "the raid was about oil"),
    ("“The raid was a ploy,” said a Western diplomat in Nairobi.", "a Western diplomat in Nairobi", "a ploy"),
    ("A second theory, put forward by a historian, is that the raid was a test.", "a historian", "the raid was a test"),
    ("For Ana Rojas, the raid was a ploy.", "Ana Rojas", "the raid was a ploy"),
    ("Ana Rojas sees the raid as a ploy.", "Ana Rojas", "the raid as a ploy"),
    ("The raid is seen by many analysts as a ploy.", "many analysts", "as a ploy"),
    ("Ana Rojas blames the raid on a quarrel between ministers.", "Ana Rojas", "on a quarrel"),
    ("Hawks in the cabinet are convinced that the raid was a test.", "Hawks in the cabinet", "the raid was a test"),
    ("Professor Anna Lind of Lund University suspects that it was a ploy.", "Professor Anna Lind", "it was a ploy"),
    ("Interior Minister Grace Otieno believes that the fire was planned.", "Grace Otieno", "the fire was planned"),
    ("The minister, Ana Rojas, said that the raid was legal.", "Ana Rojas", "the raid was legal"),
    ("Lavrov warned that Kenya may fall.", "Sergei Lavrov", "Kenya may fall"),
    ("Ana Rojas, who believes that the raid was a ploy, left.", "Ana Rojas", "the raid was a ploy"),
    ("Others, such as the analyst Ana Rojas, suspect that the raid was a ploy.", "Ana Rojas", "the raid was a ploy"),
    (
        "A third view, which I heard from shipowners in Piraeus, is that it was a ploy.",
        "shipowners in Piraeus",
        "a ploy",
    ),
    ("The first, dear to the British press, is that the raid was a ploy.", "the British press", "the raid was a ploy"),
    ("The elders in Bakool believe it had to do with wells.", "The elders in Bakool", "it had to do with wells"),
    ("Pedro Lima has said more than once that the raid was a ploy; we know more.", "Pedro Lima", "the raid was a ploy"),
]


@needs_parser
@pytest.mark.parametrize(("text", "name", "claim"), HOLDERS)
def test_who_holds_a_claim(text: str, name: str, claim: str) -> None:
    (found,) = heard(text)
    assert found[:2] == (name, False)
    assert claim in found[2]


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "I believe that the raid was a ploy.",
        "The evidence suggests that the raid was a ploy.",
        "The raid shows that Kenya wants war.",
        "It is widely believed that the raid was a ploy.",
        "Kenya held a call with Uganda, otherwise it could be a ploy.",
        "Turkey sees an opportunity to rise as a great power.",
        "Egypt fears a war between two of its allies.",
        "If Ana Rojas says that the raid was a ploy, she errs.",
        "Ana Rojas should say that the raid was a ploy.",
    ],
)
def test_the_voice_of_the_text_and_things_are_nobody_else(text: str) -> None:
    assert heard(text) == []


@needs_parser
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Rojas denies that the raid was a ploy.", [("Ana Rojas", True)]),
        ("Ana Rojas does not believe that the raid was a ploy.", [("Ana Rojas", True)]),
        ("Few analysts think that the raid was a ploy.", [("", True)]),
        ("The theory that the army set the fire is dismissed by the ministry.", [("the ministry", True)]),
        (
            "Ana Rojas rejects the Kremlin's claim that the raid was a ploy.",
            [("Ana Rojas", True), ("the Kremlin", False)],
        ),
    ],
)
def test_who_denies_a_claim_is_no_holder(text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(name, denies) for name, denies, _ in heard(text)] == expected
    case = drafted(text)
    (explanation,) = case.explanations.values()
    holders = [name for name, denies in expected if not denies]
    title = case.sources[explanation.held_by].by if explanation.held_by is not None else None
    assert title == (holders[0] if holders else None)
    (factor,) = case.factors.values()
    assert ("rojas denies it" in (factor.check or "")) is any(name == "Ana Rojas" for name, _ in expected)


@needs_parser
def test_two_voices_in_one_sentence_hold_two_explanations() -> None:
    case = drafted(
        "Critics believe that the raid was a ploy, but the ministry says that it was meant to free a hostage."
    )
    held = {e.held_by: e.title for e in case.explanations.values()}
    assert held == {"critics": "the raid was a ploy", "ministry": "it was meant to free a hostage"}


@needs_parser
def test_an_explanation_asks_for_the_claim_and_quotes_the_sentence() -> None:
    text = "Ana Rojas, a historian, argues that the raid was ordered from Paris."
    case = drafted(text)
    ((name, explanation),) = case.explanations.items()
    assert (explanation.held_by, explanation.quote) == ("rojas", text)
    assert case.factors[f"is_{name}"].asks == "Is it so? The raid was ordered from Paris"
    assert case.sources["rojas"].title == "Ana Rojas, a historian, as quoted"


@needs_parser
@pytest.mark.parametrize(
    "text",
    [
        "Ana Rojas said that Kenya bombed Uganda.",  # an act in doubt, drafted as one
        "Analysts believe that Peru should wait.",
        "Ana Rojas believes that Peru will wait.",
        "Ana Rojas thinks that a war is unlikely.",
        "Ana Rojas argues that the mines are likely to stay open.",
        "Officials said that the port opened in May.",
    ],
)
def test_what_is_told_foretold_or_demanded_is_no_explanation(text: str) -> None:
    assert not drafted(text).explanations


@needs_parser
def test_one_person_is_one_voice_and_two_of_a_name_are_two() -> None:
    text = (
        "Ana Rojas, a historian, argues that the raid was a ploy. Ms. Rojas said that Peru may fall. "
        "Rojas thinks that Chile may fall. Pedro Rojas of the army believes that Kenya may fall."
    )
    made = read(text, DAY)
    assert [(v.name, v.by) for v in made.article.voices[1:]] == [
        ("rojas", "Ana Rojas"),
        ("pedro_rojas", "Pedro Rojas"),
    ]
    assert [one.voice for one in made.said] == ["rojas", "rojas", "rojas", "pedro_rojas"]


@needs_parser
def test_a_pronoun_is_who_spoke_last_and_marked() -> None:
    text = "Ana Rojas spoke first. Ana Rojas said that Peru was calm. She believes that the raid was a ploy."
    case = drafted(text)
    (factor,) = case.factors.values()
    assert [e.held_by for e in case.explanations.values()] == ["rojas"]
    assert "'she' is taken to be Ana Rojas" in (factor.check or "")
    assert heard("She believes that the raid was a ploy.") == []


@needs_parser
def test_he_may_be_a_diplomat_who_has_no_name() -> None:
    text = "John Kamau said that Peru was calm. A Western diplomat dismissed this: the raid, he said, was a ploy."
    assert {name for name, _, _ in heard(text)} == {"John Kamau", "A Western diplomat"}
    assert [e.held_by for e in drafted(text).explanations.values()] == ["western_diplomat"]


@needs_parser
def test_a_quotation_goes_on_over_sentences() -> None:
    text = (
        "“This was no accident,” said Peter Mwangi. “Somebody paid the crew in May. Kenya will find out who it was.” "
        "Uganda may answer.\n\n“Uganda wants the port for its own trade. It may attack Kenya,” John Kamau told us."
    )
    case = drafted(text)
    said = {next(iter(q.said)): q.quote for q in case.questions if q.said and "attack" not in (q.quote or "")}
    assert "Kenya will find out" in (said["mwangi"] or "")
    assert "Uganda may answer" in (said["article"] or "")
    assert {v for q in case.questions if "attack" in (q.quote or "") for v in q.said} == {"kamau"}


@needs_parser
def test_an_actor_keeps_its_plain_name() -> None:
    text = (
        "A title\n\nBy Michael Jordan\n\nKenya said that Uganda may attack Jordan. The opposition says that the raid "
        "was meant to frighten Uganda. Kenya praised Jordan. Jordan may attack Uganda.\n"
    )
    case = drafted(text)
    assert {"kenya", "uganda", "jordan", "opposition"} <= set(case.actors)
    assert {"kenya_says", "michael_jordan", "opposition_says"} == set(case.sources)
    assert not [name for name in (*case.actors, *case.sources) if name.endswith("_2")]


@needs_parser
def test_a_government_under_all_its_names_is_one_source() -> None:
    names = ("Moscow", "The Kremlin", "The Russian government")
    text = " ".join(f"{a} said that {b} may fall." for a, b in zip(names, ("Peru", "Chile", "Kenya"), strict=True))
    case = drafted(text)
    assert {v for q in case.questions for v in q.said} == {"russia_says"}
    assert case.sources["russia_says"].title == "Moscow, as quoted"


@needs_parser
def test_who_is_spoken_of_may_be_meant_by_the_next_pronoun() -> None:
    text = "Maria Lima called the charge absurd. She suggested that Britain had done it to drag Kenya into the war."
    assert heard(text)[-1][0] == "Maria Lima"
    assert [v.by for v in read("Maria Lima came. Peru may fall.", DAY).article.voices] == [None]


@needs_parser
def test_a_commenter_who_only_passes_on_what_others_hold_has_no_explanation_of_his_own() -> None:
    comment = "My brother works in Peru. He says that the strike is meant to frighten Chile."
    case = drafted(f"A title\n\nBy Eve Roe\n\nPeru fell.\n\n1 comment\n\n1. Ben\n\n{comment}\n")
    assert [e.held_by for e in case.explanations.values()] == ["ben_brother"]


@needs_parser
def test_who_is_quoted_in_a_second_text_alone_has_a_plain_name() -> None:
    first = read("First\n\nBy Eve Roe\n\nAna Rojas said that Peru may fall.\n", DAY)
    second = read("Second\n\nBy Al Poe\n\nAna Rojas said that Chile may fall. Pedro Lima said Kenya may fall.\n", DAY)
    case = load_text(draft([first, second], "x.txt").text)
    assert set(case.sources) == {"roe", "rojas", "poe", "rojas_of_2", "lima"}


@needs_parser
def test_her_critics_and_my_cousin_are_somebodys() -> None:
    text = (
        "A title\n\nBy Eve Roe\n\nAna Rojas argues that Iran may fall. Her critics believe that it may last.\n\n"
        "1 comment\n\n1. Ben\n\nMy cousin thinks that the raid was a ploy. The author says that Iran may fall.\n"
    )
    made = read(text, DAY)
    assert [v.by for v in made.article.voices if v.kind == "quoted"] == [
        "Ana Rojas",
        "Ana Rojas's critics",
        "Ben's cousin",
    ]
    assert made.said[-1].voice == "roe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Rojas, a historian, argues that Peru may fall.", ("Ana Rojas", False, "Peru may fall")),
        ("Some diplomats say that Peru may fall.", ("Some diplomats", False, "Peru may fall")),
        ("According to the opposition, Peru may fall.", ("the opposition", False, "Peru may fall")),
        ("The Kremlin's explanation is that the raid was a ploy.", ("The Kremlin", False, "the raid was a ploy")),
        ("The raid was a ploy, critics believe.", ("critics", False, "The raid was a ploy")),
        ("While critics believe that Peru may fall.", ("critics", False, "Peru may fall")),
        ("Critics of the port think that it was a ploy.", ("Critics of the port", False, "it was a ploy")),
        ("Ana Rojas told reporters that Peru may fall.", ("Ana Rojas", False, "Peru may fall")),
        ("Kenya denied that the raid was a ploy.", ("Kenya", True, "the raid was a ploy")),
    ],
)
def test_without_a_parser_the_words_around_a_verb_tell(text: str, expected: tuple[str, bool, str]) -> None:
    assert heard(text, plain=True) == [expected]


@pytest.mark.parametrize("text", ["The Western said that Peru may fall.", "Egypt fears a war.", "Peru has fallen."])
def test_without_a_parser_a_bare_adjective_is_nobody(text: str) -> None:
    assert heard(text, plain=True) == []


@cache
def voiced(name: str) -> tuple[Reading, Case]:
    made = read((ARTICLES / f"{name}.txt").read_text(encoding="utf-8"))
    return made, load_text(draft([made], f"{name}.txt").text)


#: Each article: words of a claim, and who holds it (empty: nobody is named who does).
HELD = [
    ("news", "gang of smugglers", "kenya_says"),
    ("news", "burn the records", "otieno"),
    ("news", "known of the plot", ""),
    ("news", "ordered from Kampala", "some_diplomats_in_nairobi"),
    ("news", "half of the grain", "opposition_says"),
    ("news", "quarrel between two shipping", "western_diplomat"),
    ("news", "old cables", "critics_of_the_port_authority"),
    ("oped", "had no licence", "morocco_says"),
    ("oped", "test the new government", "ferrer"),
    ("oped", "acted on orders", "ferrer"),
    ("oped", "Washington pushed", "russia_says"),
    ("oped", "is bluffing", "most_spanish_diplomats"),
    ("oped", "part of a quarrel", "daniel_jordan"),
    ("oped", "pay a bribe", "harbour_master_cousin_in_agadir"),
    ("oped", "blame the weather", "others_in_the_port"),
    ("oped", "election trick", "comment_2"),
    ("cable", "accused Russia", "silina"),
    ("cable", "drag NATO into the war", "zakharova"),
    ("cable", "divers from a yacht", "two_officials"),
    ("cable", "Ukrainian group", "two_officials"),
    ("cable", "a signal from Moscow", "masala"),
    ("cable", "old mine", "forsberg"),
    ("cable", "too strong for a mine", "report"),
    ("canal", "before April", "egypt_says"),
    ("canal", "punish Britain", "british_press"),
    ("canal", "in no hurry", "shipowners_in_piraeus"),
    ("canal", "want to be paid", "dulles"),
    ("canal", "sell his own oil", "pineau"),
    ("canal", "Nasser has no plan", "duarte"),
    ("canal", "had no pay", "m_haddad_brother"),
    ("canal", "ransom", "london_papers"),
    ("canal", "test of how long", "comment_3"),
    ("border", "convinced they wanted", "hassan"),
    ("border", "dispute over wells", "elders_in_bakool"),
    ("border", "scare his rivals", "warsame"),
    ("border", "warning about the dam", "egyptian_diplomats"),
    ("interview", "warning to Delhi", "nair"),
    ("interview", "badly built", "chinese_embassy"),
    ("interview", "Tamil opposition", "some_ministers_in_colombo"),
    ("interview", "test of the new air defence", "perera"),
]


@needs_parser
@pytest.mark.parametrize(("article", "words", "holder"), HELD)
def test_the_explanations_of_the_articles_have_their_proponents(article: str, words: str, holder: str) -> None:
    case = voiced(article)[1]
    held = [e.held_by or "" for e in case.explanations.values() if words in (e.quote or "")]
    assert holder in held


@needs_parser
def test_no_explanation_of_the_articles_is_drafted_for_somebody_else() -> None:
    for article in sorted({name for name, _, _ in HELD}):
        holders = {holder for name, _, holder in HELD if name == article}
        case = voiced(article)[1]
        assert {e.held_by or "" for e in case.explanations.values()} - {"comment_1", "comment_2"} <= holders


@needs_parser
def test_sources_of_the_articles_are_named_by_a_name_or_a_whole_phrase() -> None:
    titles = {
        case.sources[s].title for case in (voiced(a)[1] for a in ("news", "oped", "interview")) for s in case.sources
    }
    assert {
        "Grace Otieno, Interior Minister, as quoted",
        "John Kamau, Opposition leader, as quoted",
        "A Western diplomat, as quoted",
        "Lucia Ferrer, historian, as quoted",
        "The Kremlin, as quoted",
        "Meera Nair, interviewed",
    } <= titles


@needs_parser
def test_what_the_foretellings_of_the_articles_say_is_scored_for_who_says_it() -> None:
    said = {
        (q.quote or "")[:12]: list(q.said)
        for a in ("news", "oped", "interview")
        for q in voiced(a)[1].questions
        if q.said
    }
    assert said["In Mr. Kamau"] == ["kamau"]
    assert said["They think R"] == ["most_spanish_diplomats"]
    assert said["If Spain wai"] == ["daniel_jordan"]
    assert said["If India sen"] == ["nair"]


def test_the_turns_of_an_interview_are_two_voices() -> None:
    made = voiced("interview")[0]
    assert [(v.name, v.kind, v.by) for v in made.article.voices[:2]] == [
        ("article", "opinion", None),
        ("nair", "interview", "Meera Nair"),
    ]
    cited = {p.cite(): p.place.of(made.text) for p in made.article.paragraphs}
    assert cited["nair p1"].startswith("Nobody has claimed it.")
    assert cited["article p2"].startswith("Who hit the radar")


@pytest.mark.parametrize(
    "turns",
    [
        "Q: Why now?\n\nA: It was a ploy.\n\nQ: And then?\n\nA: Who knows.\n",
        "Q: Why now?\nA: It was a ploy.\nQ: And then?\nA: Who knows.\n",
        "**Why now?**\n\nIt was a ploy.\n\n**And then?**\n\nWho knows.\n\n**Is it over?**\n\nNo.\n",
        "HERALD: Why now?\n\nROJAS: It was a ploy.\n\nHERALD: And then?\n\nROJAS: Who knows.\n",
    ],
)
def test_interviews_are_written_in_several_ways(turns: str) -> None:
    made = read(f"A title\n\nAna Rojas, who teaches in Lima, spoke to us about the raid.\n\n{turns}", DAY, plain=True)
    answers = [p.place.of(made.text) for p in made.article.paragraphs if p.voice == "rojas"]
    assert answers[:2] == ["It was a ploy.", "Who knows."]
    assert made.article.voices[1].by == "Ana Rojas"


@pytest.mark.parametrize(
    "text",
    [
        "Note: Peru fell.\n\nUpdate: Chile fell.\n\nNote: Kenya fell.\n",
        "Why did Peru fall? War.\n\nWhy did Chile fall?\n\nWar.\n\nWhy did Kenya fall?\n\nWar.\n\nWhy?\n\nWar.\n",
    ],
)
def test_labels_and_questions_alone_make_no_interview(text: str) -> None:
    assert len(read(f"A title\n\n{text}", DAY, plain=True).article.voices) == 1
