"""The shipped case of the article: it loads, it is what it says it is, and it copies no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from realpolitik.case.case import Case
from realpolitik.case.loading import load
from realpolitik.case.parts.judged import Judged
from realpolitik.case.parts.part import Citation
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import play_types
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.weighing import Weighing, weigh
from realpolitik.library import shelf
from realpolitik.play.board import encode, explore
from realpolitik.play.playing import play
from realpolitik.play.result import Play

from .ablation import coverage

NAME = "2025-syunik"
#: Paragraphs of the article and of each comment, counted after the byline or the commenter's name.
PARAGRAPHS = {
    "korybko": 24,
    "korybko_reading": 24,
    "introducer": 2,
    "comment_1": 3,
    "comment_2": 8,
    "comment_3": 9,
    "comment_4": 1,
}
COPIED_WORDS = 7


@cache
def the_case() -> Case:
    return load(shelf.path(NAME))


@cache
def the_weighing() -> Weighing:
    return weigh(the_case(), draws=0)


@cache
def the_play() -> Play:
    """The central run; the moves that count as an item take the item's place."""
    counted = {event.counts_as for event in the_case().events if event.counts_as}
    model = EvidenceModel.of(the_case(), without=counted)
    return play(the_case(), model.posterior_with(model.log_likelihood), draws=0)


def within(part: object, path: str = "") -> Iterator[tuple[str, BaseModel]]:
    """Every model inside a model, with its dotted path."""
    if isinstance(part, BaseModel):
        yield path, part
        for key in type(part).model_fields:
            yield from within(getattr(part, key), f"{path}.{key}".lstrip("."))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from within(value, f"{path}.{key}")
    elif isinstance(part, (tuple, list)):
        for k, value in enumerate(part):
            yield from within(value, f"{path}[{k}]")


def test_it_holds_what_a_reader_of_the_article_looks_for() -> None:
    case = the_case()
    assert not [w for w in case.warnings if w.severity == "error"]
    assert len(case.explanations) >= 10
    assert 4 <= len(case.factors) <= 8
    assert sum(item.seen != "not yet" and item.copy_of is None for item in case.evidence) >= 20
    assert sum(item.seen == "not yet" for item in case.evidence) >= 5
    assert sum(item.seen == "absent" for item in case.evidence) >= 3
    assert any(item.copy_of for item in case.evidence)
    assert len(case.questions) >= 12
    assert len(case.scenarios) >= 5
    parts = {name for name, actor in case.actors.items() if actor.part_of}
    assert parts >= {"officials", "police", "money_base", "voting_base", "workers", "media", "resentful", "diaspora"}
    assert {e.held_by for e in case.explanations.values()} >= {"korybko", *(f"comment_{k}" for k in (1, 2, 3, 4))}


def test_a_forecast_is_affordable() -> None:
    space = StateSpace.of(the_case())
    assert len(space.axes) <= 14
    assert explore(space, (encode(space, space.status_quo),)).size <= 2500
    assert len(play_types(the_case())) <= 24
    assert len(space.apart) >= 5


def test_nothing_is_known_that_came_later() -> None:
    case = the_case()
    assert case.as_of is not None
    assert all(item.date is None or item.date <= case.as_of for item in case.evidence)
    assert all(event.date <= case.as_of for event in case.events)
    assert all(source.date is None or source.date <= case.as_of for source in case.sources.values())


def test_what_came_later_is_in_the_outcomes_alone() -> None:
    """A yes has a day after ``as_of`` and within the question's time; every outcome says whose word it is."""
    case = the_case()
    assert case.as_of is not None
    ended = [(q, q.resolved) for q in case.questions if q.resolved]
    assert len(ended) >= 12
    for question, resolved in ended:
        assert resolved.as_ in ("yes", "no", "void"), question.id
        assert resolved.source, question.id
        assert (resolved.on is not None) == (resolved.as_ == "yes"), question.id
        assert resolved.on is None or case.as_of < resolved.on <= question.until, question.id


def test_the_fifteen_forecasts_of_the_text_are_questions() -> None:
    """Each with a day, fine print, a base rate, counted from a source or marked as judged, and what somebody said."""
    by_id = {question.id: question for question in the_case().questions}
    nobodys_word = {"Q5", "Q9", "Q14"}  # a condition, an open question, what would make it easier: NOTES.md says so
    for k in range(1, 16):
        question = by_id[coverage()[f"Q{k}"]["at"].removeprefix("questions.")]
        assert question.until <= (the_case().horizon or question.until), k
        assert question.fine_print, k
        base = question.base_rate
        assert base is not None, k
        assert base.class_, k
        assert base.judged != bool(base.source), k
        assert bool(question.said) == (f"Q{k}" not in nobodys_word), k


def test_the_second_judges_numbers_are_those_handed_in() -> None:
    """Every number of blind.yaml stands in the case as the judge wrote it, in the same order, and no other does."""
    sheet = YAML(typ="safe").load(shelf.folder(NAME) / "blind.yaml")
    assert not set(sheet["evidence"]) - {item.id for item in the_case().evidence}
    handed_in = list(written([list(sheet["factors"].values()), list(sheet["evidence"].values())]))
    text = shelf.path(NAME).read_text(encoding="utf-8")
    assert len(handed_in) > 120
    assert re.findall(r"\bblind: ([^},]+)\}", text) == handed_in
    assert {j.by for _, part in within(the_case()) if isinstance(part, Judged) for j in part.judged_by} == {
        "first",
        "blind",
    }


def written(part: object) -> Iterator[str]:
    """The numbers of a part of the sheet."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if key not in ("asks", "what", "seen", "because", "if"):
                yield from written(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from written(inner)
    else:
        yield str(part)


def test_every_citation_names_a_source_and_a_paragraph_it_has() -> None:
    cited = [(path, part) for path, part in within(the_case()) if isinstance(part, Citation)]
    assert len(cited) > 100
    for path, citation in cited:
        assert citation.source in the_case().sources, path
        last = citation.last or citation.first
        if last is not None:
            assert 1 <= last <= PARAGRAPHS[citation.source], f"{path}: {citation}"


def test_every_judgement_says_why_and_on_whose_word() -> None:
    case = the_case()
    judged: dict[str, object] = {
        **{f"factors.{k}": v for k, v in case.factors.items()},
        **{f"explanations.{k}": v for k, v in case.explanations.items()},
        **{f"nature.{k}": v for k, v in case.nature.items()},
        **{f"evidence.{i.id}": i for i in case.evidence},
    }
    for actor, who in case.actors.items():
        judged |= {f"{actor}.{k}": v for k, v in who.options.items()}
        judged |= {f"{actor}.prefers[{k}]": wish for k, wish in enumerate(who.prefers)}
    assert len(judged) > 70
    for path, part in judged.items():
        assert getattr(part, "because", None), f"{path} has no reason"
        assert getattr(part, "source", None), f"{path} has no source"
    assert all(rule.because for rule in case.rules)
    assert all(q.fine_print for q in case.questions)
    assert all(q.base_rate.class_ for q in case.questions if q.base_rate)


def test_no_single_item_decides() -> None:
    """The largest ratio between two worlds that one item can make, sources taken at their word, stays modest."""
    columns = Worlds.of(the_case()).columns
    for item in the_case().evidence:
        if item.seen == "not yet" or not item.likelihood:
            continue
        cells = [branch.p.value for branch in item.likelihood]
        chances = [1 - p for p in cells] if item.seen == "absent" else cells
        assert max(chances) / min(chances) <= 4.0, item.id
        mentioned = set().union(*(b.if_.mentions() for b in item.likelihood if b.if_ is not None))
        assert mentioned <= set(columns), item.id


def test_scenarios_but_the_war_divide_the_future() -> None:
    """Exactly one of them holds in every state that can exist; the war lies inside the taking of Syunik."""
    case, space = the_case(), StateSpace.of(the_case())
    held = {name: space.truth(s.that) & space.feasible for name, s in case.scenarios.items()}
    war = held.pop("war_with_russia")
    assert not (war & ~held["syunik_by_force"]).any()
    assert np.array_equal(sum(h.astype(int) for h in held.values()), space.feasible.astype(int))


def test_the_reprint_moves_nothing() -> None:
    without = weigh(the_case(), draws=0, without={"thesis_reprinted"})
    for name, e in without.explanations.items():
        assert e.posterior == pytest.approx(the_weighing().explanations[name].posterior, abs=1e-12)


def test_the_moves_seen_speak_for_a_nod_from_above() -> None:
    says = Worlds.of(the_case()).holds(the_case().explanations["deniable_nod"].says)
    before, after = the_play().before[says].sum(), the_play().after[says].sum()
    assert the_play().moves_seen == 2
    assert before < after < 0.6


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "").replace("'", ""))


def grams(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[k : k + COPIED_WORDS]) for k in range(len(found) - COPIED_WORDS + 1)}


@cache
def article(root: Path) -> str:
    file = root.parent / "shared" / "seed" / "article.txt"
    if not file.is_file():
        pytest.skip("the article is not on this machine: nothing to compare with")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [shelf.CASE, shelf.NOTES, shelf.EXPECTED, "blind.yaml"])
def test_no_sentence_is_copied_from_the_article(root: Path, file: str) -> None:
    theirs = grams(article(root))
    text = re.sub(r"(?m)^\s*#", " ", (shelf.folder(NAME) / file).read_text(encoding="utf-8"))
    assert not {" ".join(g) for g in grams(text) & theirs}


def test_paragraphs_are_counted_as_the_article_has_them(root: Path) -> None:
    text = article(root)
    main = text[text.index("By Andrew Korybko") : text.index("Print Friendly")]
    paragraphs = [p for p in main.split("\n\n")[1:] if p.strip()]
    assert len(paragraphs) == PARAGRAPHS["korybko"]
    for number, word in ((3, "Sputnik"), (15, "Pashinyan falls"), (22, "powerplay")):
        assert word in paragraphs[number - 1]
    comments = re.split(r"\n  [1-4]\. ", text[text.index("6 comments") :])[1:]
    counted = {}
    for k, comment in enumerate(comments, start=1):
        body = re.split(r"\n\s*(?:Reply|Leave a Reply)", comment)[0]
        counted[f"comment_{k}"] = sum(bool(p.strip()) for p in body.split("\n\n")[1:])
    assert counted == {name: n for name, n in PARAGRAPHS.items() if name.startswith("comment")}


def test_ranges_are_ordered() -> None:
    for path, part in within(the_case()):
        if isinstance(part, Judged):
            assert part.low <= part.value <= part.high, path
