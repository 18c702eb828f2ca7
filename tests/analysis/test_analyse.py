"""The analysis joins the engines: its numbers must be theirs, its bytes must be the same every time."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load, load_text
from realpolitik.evidence.weighing import weigh

MINI = Path(__file__).parent / "data" / "mini.yaml"


@cache
def mini() -> Case:
    return load(MINI)


@cache
def analysed() -> Analysis:
    return analyse(mini(), seed=3, draws=6)


def without(*starts: str) -> Case:
    """The mini case without the top-level blocks that start with the given keys."""
    blocks: list[list[str]] = []
    for line in MINI.read_text(encoding="utf-8").splitlines():
        if line and not line[0].isspace() and not line.startswith("#"):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
    kept = [block for block in blocks if not block[0].startswith(starts)]
    return load_text("\n".join("\n".join(block) for block in kept))


def test_json_goes_both_ways_without_loss() -> None:
    text = analysed().model_dump_json()
    assert Analysis.model_validate_json(text) == analysed()
    assert Analysis.model_validate_json(text).model_dump_json() == text


def test_the_result_is_frozen() -> None:
    with pytest.raises(ValidationError):
        analysed().case.slug = "other"  # type: ignore[misc]


def test_same_seed_same_bytes_and_another_seed_others() -> None:
    again = analyse(load(MINI), seed=3, draws=6)
    assert again.model_dump_json() == analysed().model_dump_json()
    assert analyse(mini(), seed=4, draws=6).model_dump_json() != analysed().model_dump_json()


def test_one_worker_or_two_give_the_same_bytes() -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as executor:
        two = analyse(mini(), seed=3, draws=6, executor=executor)
    assert two.model_dump_json() == analysed().model_dump_json()


def test_prior_and_evidence_are_those_of_the_evidence_room() -> None:
    weighing = weigh(mini(), draws=0)
    for result in analysed().explanations:
        assert result.prior == pytest.approx(weighing.explanations[result.name].prior, rel=1e-9)
        assert result.after_evidence == pytest.approx(weighing.explanations[result.name].posterior, rel=1e-9)


def test_seen_moves_count_and_staying_put_too() -> None:
    """Without the watch the moves say nothing, so the posterior is that of the evidence alone."""
    moved = [e for e in analysed().explanations if abs(e.posterior - e.after_evidence) > 1e-6]
    assert moved, "a month of watched moves should say something"
    still = analyse(without("watched_from", "events"), seed=3, draws=6)
    for result in still.explanations:
        assert result.posterior == pytest.approx(result.after_evidence, rel=1e-9)


def test_few_draws_are_laid_on_the_moves_only_where_moves_were_seen() -> None:
    (seen,) = (line for line in analysed().method.warnings if "draws, under" in line)
    assert seen.startswith("the seen moves leave an effective sample of")
    still = analyse(without("watched_from", "events"), seed=3, draws=6, deep=False).method
    assert still.effective_sample_size == 6.0
    (few,) = (line for line in still.warnings if "draws, under" in line)
    assert few == "the ranges stand on 6 draws, under 20: take them as rough, or ask for more draws"


def test_sets_of_wishes_are_counted_where_nothing_is_played_too() -> None:
    case = without("as_of", "horizon", "watched_from", "events", "questions", "scenarios")
    result = analyse(case, draws=0, deep=False)
    assert not result.scenarios
    assert result.method.types == len(result.types) > 1


def test_probabilities_hang_together() -> None:
    result = analysed()
    for factor in result.factors:
        assert result.something_else is not None
        assert sum(factor.posterior.values()) == pytest.approx(1.0 - result.something_else.posterior, abs=1e-9)
    assert sum(t.probability for t in result.types) == pytest.approx(1.0, abs=1e-9)
    for scenario in result.scenarios:
        for (day, at), (same_day, ever) in zip(scenario.at, scenario.ever, strict=True):
            assert day == same_day
            assert at <= ever + 1e-12
        chances = [p for _, p in scenario.ever]
        assert chances == sorted(chances), "what has happened stays happened"


def test_a_scenario_is_the_mixture_over_explanations_and_the_rest() -> None:
    """P(S) lies between the extremes of P(S | each type); conditionals on one explanation stay within [0, 1]."""
    for scenario in analysed().scenarios:
        assert set(scenario.by_explanation) == {e.name for e in analysed().explanations}
        assert all(0.0 <= p <= 1.0 for p in scenario.by_explanation.values())


def test_states_are_numbered_as_the_listing_and_the_path_starts_at_the_status_quo() -> None:
    result = analysed()
    shown = {state.index: state for state in result.states}
    assert result.likely_path
    assert shown[result.likely_path[0]].status_quo
    assert set(result.likely_path) <= set(shown)
    assert {m.source for m in result.moves} | {m.target for m in result.moves} <= set(shown)
    quo = next(state for state in result.states if state.status_quo)
    assert quo.words == "as now"
    assert quo.values == [axis.now for axis in result.axes]
    assert sum(state.probability for state in result.states) == pytest.approx(1.0, abs=1e-6)


def test_axes_agree_with_the_states() -> None:
    result = analysed()
    for k, axis in enumerate(result.axes):
        changed = sum(s.probability for s in result.states if s.values[k] != axis.now)
        assert axis.probability_changed == pytest.approx(changed, abs=1e-6)


def test_a_question_about_a_scenario_is_linked_to_it() -> None:
    linked = {s.name: s.question for s in analysed().scenarios}
    assert linked == {"open_bridge": "open_2025", "pays_for_nothing": None}


def test_the_timeline_is_in_order_and_says_what_is_weighed_where() -> None:
    timeline = analysed().timeline
    assert [e.date for e in timeline] == sorted(e.date for e in timeline)
    assert [e.kind for e in timeline] == ["event", "evidence", "move"]


def test_roles_of_items_and_what_is_taken_for_granted() -> None:
    roles = {item.id: item.role for item in analysed().items}
    assert roles == {
        "inspectors": "weighed",
        "reprint": "copy",
        "no_speeches": "weighed",
        "toll_demand": "not yet seen",
    }
    said = " ".join(analysed().assumptions)
    assert "priors: goodwill, motive" in said, "inputs with neither source nor reason are named"
    assert "inspectors" not in said
    assert "monthly pace: The north, The south" in said


def test_a_case_without_actors_is_weighed_only() -> None:
    result = analyse(without("actors", "nature", "rules", "scenarios", "watched_from", "events", "questions"), draws=4)
    assert result.explanations
    assert not result.states
    assert not result.questions


def test_a_case_without_factors_is_played_only() -> None:
    text = MINI.read_text(encoding="utf-8").replace(", when: goodwill", "")
    head, _, rest = text.partition("factors:")
    case = load_text(
        head
        + "actors:"
        + rest.partition("\nactors:")[2].partition("\nevidence:")[0]
        + "\nquestions:"
        + rest.partition("\nquestions:")[2]
    )
    result = analyse(case, draws=4)
    assert not result.explanations
    assert result.scenarios
    assert result.questions


def test_progress_is_told_in_words() -> None:
    told: list[tuple[str, int, int]] = []
    analyse(mini(), draws=3, progress=lambda *words: told.append((*words, 0, 0)[:3]))
    stages = ["Weighing the evidence", "Playing what happens next", "Finding what holds"]
    deeper = ["Moving one input at a time", "Trying what each actor could do"]
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == [*stages, *deeper]
    assert [(done, total) for stage, done, total in told if stage == stages[1]] == [(0, 0), (1, 3), (2, 3), (3, 3)]
    told.clear()
    analyse(mini(), draws=0, progress=lambda *words: told.append((*words, 0, 0)[:3]), deep=False)
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == stages


def test_who_listens_changes_nothing_on_any_executor() -> None:
    with ThreadPoolExecutor(2) as threads:
        heard = [
            analyse(mini(), draws=3, progress=progress, executor=executor, deep=False).model_dump_json()
            for progress in (None, lambda *words: None)
            for executor in (None, threads)
        ]
    assert len(set(heard)) == 1


def test_a_case_whose_questions_have_passed_is_weighed_and_solved() -> None:
    text = MINI.read_text(encoding="utf-8").replace("horizon: 2025-12-31\n", "")
    result = analyse(load_text(text.replace("until: 2025-12-31", "until: 2025-03-31")), draws=0)
    assert result.explanations
    assert result.types
    assert not result.questions
    assert any("nothing was played" in warning for warning in result.method.warnings)


def test_an_item_that_no_played_move_counts_is_weighed() -> None:
    """`counts_as` moves an item's weight into the play; where nothing is played it must not vanish."""
    counted = MINI.read_text(encoding="utf-8").replace("does: protest,", "does: protest, counts_as: inspectors,")
    played = analyse(load_text(counted), draws=0)
    assert next(item for item in played.items if item.id == "inspectors").role == "counted as a move"
    timeless = counted[: counted.index("questions:")].replace("horizon: 2025-12-31\n", "")
    weighed = analyse(load_text(timeless), draws=0)
    assert next(item for item in weighed.items if item.id == "inspectors").role == "weighed"
    plain = analyse(load_text(timeless.replace(" counts_as: inspectors,", "")), draws=0)
    assert weighed.explanations == plain.explanations
    assert any("nothing was played" in warning for warning in weighed.method.warnings)
