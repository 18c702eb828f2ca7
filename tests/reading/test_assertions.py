"""Hedges, conditionals, rival explanations, scenarios, forecasts and advice."""

from __future__ import annotations

import pytest

from realpolitik.reading.assertions.hedges import band
from realpolitik.reading.assertions.rivals import weight
from realpolitik.reading.passage import Passage

from .article import ARTICLE, article, example, parser, read

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")

has_article = pytest.mark.skipif(not ARTICLE.is_file(), reason="the development article is not beside the project")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It might fail.", "roughly even"),
        ("It will likely fail.", "likely"),
        ("It will fail.", "very likely"),
        ("I doubt that it will fail.", "unlikely"),
        ("I cannot imagine that.", "very unlikely"),
        ("It is impossible.", "almost no chance"),
        ("It is almost certain to fail.", "almost certain"),
        ("It failed.", "likely"),
        ("He has his doubts.", "likely"),
        ("It is very likely and could come.", "roughly even"),
    ],
)
def test_words_of_doubt_stand_for_a_band(text: str, word: str) -> None:
    assert band(text, Passage(0, len(text)))[0] == word


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize(
    ("text", "if_", "then", "negated"),
    [
        ("If Iran attacks, Israel will answer.", "Iran attacks", "Israel will answer", False),
        ("Israel will answer if Iran attacks.", "Iran attacks", "Israel will answer", False),
        ("Unless Iran yields, the talks end.", "Iran yields", "the talks end", True),
        ("Iran could win, so long as China helps it.", "China helps it", "Iran could win", False),
        (
            "Had it not been for China, then Iran would have lost.",
            "Had it not been for China",
            "Iran would have lost",
            False,
        ),
        ('"If Iran attacks, we will answer," said Ana Rojas, the minister.', "Iran attacks", "we will answer", False),
        ("“If Iran attacks, we will answer,” said Ana Rojas.", "Iran attacks", "we will answer", False),
        ('"If Iran attacks," Ana Rojas said, "we will answer."', "Iran attacks", "we will answer", False),
        ('Ana Rojas said: "If Iran attacks, we will answer."', "Iran attacks", "we will answer", False),
        ('"We will answer if Iran attacks," she said.', "Iran attacks", "We will answer", False),
        ('If Iran attacks the port, we will answer," she added.', "Iran attacks the port", "we will answer", False),
        ("Iran must talk now, otherwise the worst will come.", "Iran must talk now", "the worst will come", True),
    ],
)
def test_conditionals_have_both_clauses(text: str, if_: str, then: str, negated: bool, plain: bool) -> None:
    (found,) = read(text, plain=plain).conditionals
    assert (found.if_.of(text), found.then.of(text), found.negated) == (if_, then, negated)


@pytest.mark.parametrize(
    "text",
    ["He stayed as if nothing had come.", "Ask if Iran knows.", "They left, even if Iran stayed.", "What if it rains?"],
)
def test_what_only_looks_like_a_conditional_is_none(text: str) -> None:
    assert not read(text, plain=True).conditionals


@pytest.mark.parametrize(("opening", "word"), [("Should Iran yield", "should"), ("Had Iran yielded", "had")])
def test_an_inverted_conditional_is_named_by_its_own_verb(opening: str, word: str) -> None:
    (found,) = read(f"{opening}, the talks would end.").conditionals
    assert found.word == word


def test_in_that_event_points_back() -> None:
    text = "Iran may fall. The trade could stop in that event."
    (found,) = read(text, plain=True).conditionals
    assert (found.if_.of(text), found.then.of(text)) == ("Iran may fall", "The trade could stop")


def test_every_voice_of_the_example_holds_an_explanation() -> None:
    held = {r.voice: r.place.of(example().text) for r in example().rivals}
    assert set(held) == {"farouk", "comment_1", "comment_2"}
    assert "dry winter" in held["comment_1"]
    assert all(not r.by_default for r in example().rivals)


@pytest.mark.parametrize(
    ("text", "explains"),
    [
        ("Some diplomats in Lima believe it wants to force a new fishing treaty.", True),
        ("Others say it is punishing Peru for an arms deal with Brazil.", True),
        ("One theory is that the navy acted alone.", True),
        ("A second explanation, put forward by a historian, is that the harbour needed repair.", True),
        ("The river is falling because nobody has paid for the dam since 2019.", True),
        ("Some officials say the harbour will open in May.", False),
        ("Analysts believe that Peru should wait.", False),
        ("Chile closed the harbour because its president wants a quarrel.", True),
        ("Chile closed the harbour because it rained.", False),
        ("Chile closed the harbour on 1 March 2025.", False),
    ],
)
def test_explanations_in_ordinary_words(text: str, explains: bool) -> None:
    assert (weight(text, Passage(0, len(text))) >= 3) is explains


def test_a_commenter_without_a_cue_is_given_its_first_sentence_and_marked() -> None:
    text = (
        "A title\n\nBy Eve Roe\n\nIran attacked Iraq.\n\n1 comment\n\n1. Ana\n\nHello all. Iran is strong. It wins.\n"
    )
    (rival,) = read(text, plain=True).rivals
    assert (rival.voice, rival.place.of(text), rival.by_default) == ("comment_1", "Iran is strong.", True)


def test_scenarios_tell_who_wants_and_fears_them() -> None:
    found = [s for s in example().scenarios if "best-case" in s.place.of(example().text)]
    assert {m.name.entry.key for m in found[0].wanted_by} == {"egypt"}
    assert {m.name.entry.key for m in found[0].feared_by} == {"egypt"}


def test_forecasts_and_advice_of_the_example() -> None:
    text = example().text
    assert any("bomb anything" in f.place.of(text) for f in example().forecasts)
    (advice,) = example().advice
    assert advice.to is not None
    assert advice.to.key == "saudi_arabia"


#: The conditionals of the development article: words of the condition, words of what follows.
CONDITIONALS = [
    ("revival of Armenian revanchism", "spark another regional war"),
    ("expansion of its influence", "turbocharge Turkiye’s rise"),
    ("it refused", "toppling it"),
    ("the opportunity emerges", "take a harder line towards Russia"),
    ("exploits its latest unrest", "could struggle to deter"),
    ("Prime Minister Nikol Pashinyan falls", "could struggle to deter"),
    ("Russia takes decisive action", "could block it"),
    ("Moscow doesn’t take decisive action", "might be a ploy"),
    ("tensions over Armenia worsen", "decisive action to deter Baku"),
    ("Had it not been for", "some other pretext"),
    ("came to believe", "makes more sense"),
    ("the US signaled approval", "makes more sense"),
    ("Trump decided to", "he might do it"),
    ("flip-flops on squeezing Russia out", "might therefore invade Syunik"),
    ("he falls", "by a new government"),
    ("pivoting towards the West", "this troubling trend"),
    ("taken to its conclusion", "becoming Turkiye’s junior partner"),
    ("that’s the case", "it might not be too late"),
    ("he can convince Aliyev", "avert this scenario"),
    ("prospectively mediate a rapprochement", "for this to happen"),
    ("soon hold a call", "the worst might be"),
    ("looked at the real-time alerts", "there were no notifications"),
    ("they hit Izhevsk", "they can hit Votkinsk"),
    ("is a sensitive object", "then Votkinsk is"),
    ("now hitting Udmurtia", "hitting behind the Urals"),
    ("someone paid them", "re-open a cold case"),
    ("OTS isn’t controlled", "advance the West’s"),
]


@has_article
@pytest.mark.parametrize(("if_", "then"), CONDITIONALS)
def test_every_conditional_of_the_article_has_both_clauses(if_: str, then: str) -> None:
    text = article().text
    then = then.removeprefix("then ")
    assert any(if_ in c.if_.of(text) and then in c.then.of(text) for c in article().conditionals)


#: The commenters' explanations: who holds it, words of it.
RIVALS = [
    ("comment_1", "new law in Russia"),
    ("comment_1", "cunning plans"),
    ("comment_2", "Not just Azerbaijan"),
    ("comment_3", "feud between rival business clans"),
    ("comment_4", "the Azerbaijanis themselves"),
    ("comment_4", "dizzy with success"),
    ("korybko", "Turkish-US powerplay"),
    ("korybko", "deep-seated resentment"),
    ("korybko", "a ploy to preemptively craft"),
    ("korybko", "late December’s airline tragedy"),
]


@has_article
@pytest.mark.parametrize(("voice", "words"), RIVALS)
def test_the_rival_explanations_of_the_article_have_their_proponent(voice: str, words: str) -> None:
    assert any(r.voice == voice and words in r.place.of(article().text) for r in article().rivals)


#: What the development article says will or may come, read sentence by sentence: who says it, and its words.
FORECASTS = [
    ("korybko", "spark another regional war"),
    ("korybko", "could turbocharge Turkiye’s rise"),
    ("korybko", "have to talk to Putin sometime soon"),
    ("korybko", "the US and France would struggle"),
    ("korybko", "would repair the troubled ties"),
    ("korybko", "neither will sanction it"),
    ("korybko", "bestow Aliyev with the ability"),
    ("korybko", "they’d streamline military logistics"),
    ("korybko", "autonomously advance the West’s strategic agenda"),
    ("korybko", "struggle to deter an Azerbaijani"),
    ("korybko", "which could block it"),
    ("korybko", "he might do it but only after"),
    ("korybko", "Russian control would prevent"),
    ("korybko", "might therefore invade Syunik"),
    ("korybko", "could be disastrous for Russia"),
    ("korybko", "trend could easily accelerate"),
    ("korybko", "becoming Turkiye’s junior partner"),
    ("korybko", "might not be too late for Putin"),
    ("korybko", "NSTC could figure prominently"),
    ("korybko", "precede a seemingly inevitable crisis"),
    ("korybko", "the worst might be yet to come"),
    ("comment_1", "may mean expulsion of half a million"),
    ("comment_2", "if they hit Izhevsk, they can hit Votkinsk"),
    ("comment_2", "soon be hitting behind the Urals"),
    ("comment_3", "everyone will use this scandal"),
    ("comment_3", "will likely stay that way"),
    ("comment_3", "burying the hatchet"),
    ("comment_3", "smooth things over"),
    ("comment_4", "follow the path of Kiev"),
]
#: What it says should be done: who says it, its words, and for whom ("" for the reader).
ADVICE = [
    ("korybko", "important to recall the larger context", ""),
    ("korybko", "time to determine who’s responsible", ""),
    ("korybko", "premature to conclude", ""),
    ("korybko", "must still take responsibility", "ilham_aliyev"),
    ("korybko", "too late for Putin", "vladimir_putin"),
    ("korybko", "mediate a rapprochement", "vladimir_putin"),
    ("korybko", "premature to assume", ""),
    ("korybko", "taken seriously by the Kremlin", "russia"),
    ("comment_3", "we can only speculate", ""),
]


@has_article
def test_forecasts_of_the_article() -> None:
    text = article().text
    said = [(f.voice, f.place.of(text)) for f in article().forecasts]
    missed = [key for key in FORECASTS if not any(key[0] == v and key[1] in words for v, words in said)]
    extra = [one for one in said if not any(v == one[0] and words in one[1] for v, words in FORECASTS)]
    assert missed == [("comment_2", "if they hit Izhevsk, they can hit Votkinsk")]  # drafted as a conditional
    assert extra == []


@needs_parser
@has_article
def test_advice_of_the_article_and_whom_it_is_for() -> None:
    text = article().text
    said = [(a.voice, a.place.of(text), a.to.key if a.to else "") for a in article().advice]
    missed = [key for key in ADVICE if not any((v, to) == (key[0], key[2]) and key[1] in s for v, s, to in said)]
    assert missed == []
    assert len(said) == len(ADVICE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran will attack Iraq.", True),
        ("Iran is likely to attack Iraq.", True),
        ("Peace with Iran is likely by the end of the year.", True),
        ("Iran could be forced to yield.", True),
        ("Iran would lose.", True),
        ("Iran would have attacked Iraq.", False),
        ("Iran may have attacked Iraq.", False),
        ("Iran could not reach Iraq.", False),
        ("Iran said it would attack Iraq.", False),
        ("Iraq may be part of a plan.", False),
        ("Iran soon became weak.", False),
        ("Iran was likely to attack Iraq.", False),
        ("Iran's will to fight fell.", False),
        ("In May Iran attacked Iraq.", False),
    ],
)
def test_what_is_a_forecast(text: str, expected: bool) -> None:
    assert bool(read(text, plain=True).forecasts) == expected


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Russia must withdraw.", ["russia"]),
        ("Russia should be punished by the EU.", ["european_union"]),
        ("Russia must withdraw, and the EU should pay.", ["russia", "european_union"]),
        ("It is wise to talk to Iran.", [None]),
        ("We should help Iran.", [None]),
        ("Russia must have withdrawn.", []),
        ("Iran will have to yield.", []),
        ("If the dam breaks, Iran would have to yield.", []),
    ],
)
def test_whom_advice_is_for(text: str, to: list[str | None]) -> None:
    assert [a.to.key if a.to else None for a in read(text, plain=True).advice] == to


@has_article
def test_the_introducer_of_the_article_withholds_judgement() -> None:
    assert not [r for r in article().rivals if r.voice == "introducer"]
    words = {v: place.of(article().text) for v, place in article().suspended}
    assert "I cannot evaluate" in words["introducer"]


COMMENTED = "A title\n\nBy Eve Roe\n\nIran attacked Iraq.\n\n1 comment\n\n1. Ana\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "I do not know why Iran did it.",
        "I really can't say what Iran wants, but it might be a ploy.",
        "The jury is still out on Iran. Iran could be part of a plan, who knows.",
        "We can only speculate about Iran.",
    ],
)
def test_who_withholds_judgement_explains_nothing(words: str) -> None:
    made = read(COMMENTED + words, plain=True)
    assert not [r for r in made.rivals if r.voice == "comment_1"]
    assert [v for v, _ in made.suspended][:1] == ["comment_1"]


@pytest.mark.parametrize(
    "words",
    ["I don't know, but I think Iran did it because of oil.", "Who knows. Iran's move could be part of a plan."],
)
def test_who_says_what_he_thinks_after_all_explains(words: str) -> None:
    assert [r.voice for r in read(COMMENTED + words, plain=True).rivals] == ["comment_1"]


@has_article
def test_the_thesis_of_the_title_weighs_most() -> None:
    heaviest = max((r for r in article().rivals if r.voice == "korybko"), key=lambda r: r.weight)
    assert "Turkish-US powerplay" in heaviest.place.of(article().text)
