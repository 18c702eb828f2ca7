"""A draft's numbers are nobody's, and every place that prints them says so."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.analysis.nobodys import nobodys_share
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.analysis.unjudged import unjudged
from realpolitik.case.case import Case
from realpolitik.case.loading import load_text
from realpolitik.case.unjudged import NEUTRAL
from realpolitik.cli import main
from realpolitik.report.confidence import confidence, forecast_confidence
from realpolitik.report.headline import bottom_line
from realpolitik.report.html.card import card
from realpolitik.report.html.page import render
from realpolitik.report.markdown import markdown
from realpolitik.report.terminal.summary import summary
from realpolitik.report.words import BANDS

DRAFT = f"""
realpolitik: 1
case: quarrel
title: A quarrel
as_of: 2024-01-01
horizon: 2024-12-31
sources:
  wire: {{title: The wire, grade: B}}
  letter: {{title: A letter, grade: B}}
  radio: {{title: The radio, grade: B}}
factors:
  feud: {{asks: A feud?, prior: {{value: 50%, because: "{NEUTRAL}"}}, source: wire}}
  drought: {{asks: A drought?, prior: {{value: 50%, because: "{NEUTRAL}"}}, source: letter}}
explanations:
  a_feud: {{says: feud, held_by: wire}}
  a_drought: {{says: drought, held_by: letter}}
actors:
  upstream:
    options:
      close: {{text: close the dam}}
nature:
  rain: {{text: It rains, by: {{2024-12-31: {{value: 50%, because: "{NEUTRAL}"}}}}, source: letter}}
scenarios:
  wet: {{that: nature.rain, title: Rain}}
evidence:
  - id: raid
    what: A raid
    seen: 2023-12-01
    source: [wire, letter, radio]
    likelihood: {{feud: {{yes: {{value: 50%, because: "{NEUTRAL}"}}, no: {{value: 50%, because: "{NEUTRAL}"}}}}}}
questions:
  - {{id: dry, asks: Will it rain?, happens: ever nature.rain, until: 2024-12-31, said: {{letter: likely}}}}
"""
JUDGED = DRAFT.replace(f'{{value: 50%, because: "{NEUTRAL}"}}', "33-45%").replace(
    "    options:", "    prefers: [close]\n    options:"
)


@cache
def drafted() -> Analysis:
    return analyse(load_text(DRAFT), draws=40)


@cache
def judged() -> Analysis:
    return analyse(load_text(JUDGED), draws=40)


def case() -> Case:
    return load_text(DRAFT)


def test_numbers_of_a_draft_are_counted_as_nobodys() -> None:
    found = unjudged(case())
    assert found is not None
    assert (found.open, found.nobody_wants) == (5, True)
    assert drafted().unjudged == found
    evidence = unjudged(case(), ("evidence",))
    assert evidence is not None
    assert (evidence.open, evidence.nobody_wants) == (4, False)
    assert unjudged(load_text(JUDGED)) is None


def test_a_mark_makes_a_number_nobodys_until_it_is_gone() -> None:
    marked = load_text(JUDGED.replace("source: wire}", "source: wire, check: Judge it}", 1))
    found = unjudged(marked)
    assert found is not None
    assert found.open == 1


def test_confidence_is_low_while_the_numbers_are_nobodys_whatever_the_sources() -> None:
    mine, theirs = confidence(judged()), confidence(drafted())
    assert mine is not None
    assert theirs is not None
    assert mine.level != "low"
    assert theirs.level == "low"
    assert "5 of all" in theirs.sentence
    forecast = forecast_confidence(drafted())
    assert forecast is not None
    assert forecast.level == "low"
    assert "100\u202f% of the weight of its inputs lies on numbers that are still nobody's" in forecast.sentence
    settled = forecast_confidence(judged())
    assert settled is not None
    assert settled.level == "high"


def test_numbers_without_a_range_are_no_ground_for_confidence() -> None:
    """A range of no points that comes of ranges nobody gave is no precision."""
    bare = analyse(load_text(JUDGED.replace("33-45%", "40%")), draws=40)
    forecast = forecast_confidence(bare)
    assert forecast is not None
    assert forecast.level == "low"
    assert "no input that moves it has a range" in forecast.sentence


def test_no_likelihood_word_is_given_to_what_nobody_has_judged() -> None:
    said = " ".join(part.text for part in bottom_line(drafted()))
    assert not any(word in said for _, word in BANDS)
    assert "Nothing tells the two explanations apart yet" in said
    assert "What comes by 31 December 2024 nobody has judged yet" in said
    assert any(word in " ".join(part.text for part in bottom_line(judged())) for _, word in BANDS)


def test_what_the_text_concludes_is_not_judged_by_a_draft() -> None:
    assert {c.verdict for c in drafted().conclusions} == {"not evaluated"}
    assert {c.verdict for c in judged().conclusions} != {"not evaluated"}


def test_page_document_card_and_terminal_say_it_at_the_top() -> None:
    found = drafted().unjudged
    assert found is not None
    head, _, rest = render(drafted()).partition('<main id="main"')
    assert "Still nobody's:" in head
    assert "Nobody who can act is said to want anything" in head
    assert "nobody&#39;s yet" in rest
    assert "Still nobody's: 5 of the" in markdown(drafted()).split("## Bottom line")[0]
    assert "Still nobody's: 5 of the" in card(drafted())
    lines = summary(drafted(), None)
    assert lines[1].startswith(f"Nobody's     5 of the {found.of} inputs")
    for block in ("ordinal", "state-graph"):
        assert f'id="{block}"' not in rest
        assert f'id="{block}"' in render(judged())
    for shown, moves in ((rest, "The moves that change most"), (markdown(drafted()), "months it lasts")):
        assert moves not in shown
    assert "The moves that change most" in render(judged())
    assert "Nothing that was seen so far has moved an explanation." in rest
    assert lines[-1].startswith("Confidence   low: ")
    for shown in (render(judged()), markdown(judged()), card(judged()), "\n".join(summary(judged(), None))):
        assert "Still nobody" not in shown


@pytest.mark.parametrize("command", ["weigh", "play"])
def test_the_commands_say_it_below_the_title(command: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(DRAFT, encoding="utf-8")
    lines = CliRunner().invoke(main.app(), [command, str(file), "--draws", "2"]).stdout.splitlines()
    assert lines[1].startswith("Still nobody's: ")
    assert not any(line.startswith("The likeliest story:") for line in lines)


def test_solve_says_that_nobody_wants_anything_instead_of_listing_every_state(tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    file.write_text(DRAFT, encoding="utf-8")
    out = CliRunner().invoke(main.app(), ["solve", str(file)]).stdout
    assert "None of them is said to want anything" in out
    assert "equilibri" not in out


def test_a_question_about_an_event_that_nothing_hangs_on_is_nobodys_too() -> None:
    wanted = (
        DRAFT.replace("    options:", "    prefers: [close]\n    options:")
        .replace(
            "questions:\n",
            """questions:
  - {id: snow, asks: Will it snow?, happens: ever nature.snow, until: 2024-06-30}
""",
        )
        .replace(
            "nature:\n",
            f"""nature:
  snow: {{text: It snows, by: {{2024-12-31: {{value: 50%, because: "{NEUTRAL}"}}}}, source: letter}}
""",
        )
    )
    found = unjudged(load_text(wanted))
    assert found is not None
    assert found.untold == ["scenarios.wet", "questions.snow", "questions.dry"]
    analysis = analyse(load_text(wanted), draws=4)
    assert nobodys_share(analysis.unjudged, analysis.fragility, "questions.snow") == 1.0
    assert render(analysis).count("nobody has judged this yet") >= 2


def test_a_headline_that_nothing_moves_takes_the_share_of_all_inputs() -> None:
    found = unjudged(case(), ("evidence",))
    assert found is not None
    assert nobodys_share(found, None, "explanations.a_feud") == found.open / found.of
    assert nobodys_share(None, None, "explanations.a_feud") == 0.0
