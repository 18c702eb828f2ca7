"""The marks `check:`: their order, their lines, and how a judged value loses its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.editing import without
from realpolitik.case.loading import load_text
from realpolitik.case.marks import marks, settled, with_lines
from realpolitik.case.unjudged import NEUTRAL
from realpolitik.cli import main
from realpolitik.errors import BadInput

CASE = f"""case: x
title: A question
as_of: 2024-01-01
horizon: 2024-12-31
sources:
  wire:
    title: The wire
    check: Grade it.
factors:
  aside: {{asks: Beside the point?, prior: 30%, check: Judge the other one.}}
  deal:
    asks: Is there a deal?
    prior:
      value: 50%
      because: {NEUTRAL}
    source: wire
    check: Judge it.
explanations: {{a_deal: deal}}
actors:
  us:
    check: What does it want?
    options:
      pay:
        text: pay
        check: Can it be undone?
evidence:
  - id: call
    what: A call
    seen: 2023-12-01
    source: wire
    likelihood:
      - if: deal
        p: {{value: 50%, because: {NEUTRAL}}}
      - else: {{value: 50%, because: {NEUTRAL}}}
    check: How likely would it be?  # by anybody
questions:
  - id: paid
    asks: Will it pay?
    happens: ever us.pay
    until: 2024-12-31
    check: |
      Set until,
      and give a base rate.
"""


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main.app(), list(arguments))
    return result.exit_code, result.output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "x.yaml"
    made.write_text(CASE, encoding="utf-8", newline="")
    return made


def test_what_moves_the_headline_is_to_be_decided_first() -> None:
    found = with_lines(marks(load_text(CASE)), CASE)
    assert [mark.path for mark in found] == [
        "factors.deal",
        "sources.wire",
        "factors.aside",
        "evidence.call",
        "actors.us",
        "actors.us.options.pay",
        "questions.paid",
    ]
    lines = CASE.splitlines()
    for mark in found:
        assert mark.line is not None
        assert mark.words.split()[0] in " ".join(lines[mark.line - 1 : mark.line + 1])


def test_a_judged_value_loses_its_neutral_reason_and_the_mark_that_asked_for_it() -> None:
    done = settled(CASE, "factors.deal.prior")
    assert [mark.path for mark in done.gone] == ["factors.deal"]
    case = load_text(done.text)
    assert case.factors["deal"].check is None
    assert case.factors["deal"].prior is not None
    assert case.factors["deal"].prior.because is None
    assert done.text == CASE.replace(
        f"      because: {NEUTRAL}\n    source: wire\n    check: Judge it.\n", "    source: wire\n"
    )


def test_the_mark_stays_while_a_stand_in_is_left_beside_the_value() -> None:
    plain = CASE.replace("  # by anybody", "")
    half = settled(plain, "evidence.call.likelihood[0].p")
    assert not half.gone
    assert half.text.count(NEUTRAL) == plain.count(NEUTRAL) - 1
    done = settled(half.text, "evidence.call.likelihood[1].else")
    assert [mark.path for mark in done.gone] == ["evidence[0]"]


def test_a_mark_with_a_comment_beside_it_stays() -> None:
    only = CASE.replace(f", because: {NEUTRAL}", "")
    assert not settled(only, "evidence.call.likelihood").gone
    with pytest.raises(BadInput, match="in an editor"):
        without(only, "evidence.call.check")


@pytest.mark.parametrize(
    "path", ["factors.deal.asks", "actors.us.name", "questions.paid.asks", "title", "nothing.here"]
)
def test_what_is_not_asked_for_settles_nothing(path: str) -> None:
    assert settled(CASE, path) == settled(CASE, "case")
    assert settled(CASE, path).text == CASE


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("sources.wire.grade", "sources.wire"),
        ("factors.aside.prior", "factors.aside"),
        ("actors.us.prefers", "actors.us"),
        ("actors.us.options.pay.moves", "actors.us.options.pay"),
        ("questions.paid.until", "questions[0]"),
    ],
)
def test_each_kind_of_item_has_keys_that_settle_it(path: str, item: str) -> None:
    from realpolitik.case.editing import edited

    values = {"grade": "B", "prior": "20%", "prefers": "[pay]", "moves": "forward", "until": "2024-06-30"}
    made = edited(CASE, path, values[path.rpartition(".")[2]])
    done = settled(made.text, made.path)
    assert [mark.path for mark in done.gone] == [item]
    assert len(marks(load_text(done.text))) == len(marks(load_text(CASE))) - 1


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + CASE.replace("\n", "\r\n")
    done = settled(text, "factors.deal.prior")
    assert done.text.startswith("\ufeffcase: x\r\n")
    assert "\n" not in done.text.replace("\r\n", "")
    assert len(done.gone) == 1


def test_set_takes_the_mark_and_says_so(file: Path) -> None:
    code, out = run("set", str(file), "factors.deal.prior", "20%")
    assert (code, out) == (0, "factors.deal.prior: 50% -> 20%\n  decided, its mark is gone: Judge it.\n")
    code, out = run("set", str(file), "factors.deal.prior", "30%")
    assert out == "factors.deal.prior: 20% -> 30%\n"


def test_the_same_value_again_agrees_with_it(file: Path) -> None:
    code, out = run("set", str(file), "factors.deal.prior", "50%")
    assert (code, out) == (0, "factors.deal.prior: 50%, as before\n  decided, its mark is gone: Judge it.\n")
    assert NEUTRAL not in file.read_text(encoding="utf-8").split("explanations")[0]


def test_keep_mark_leaves_it(file: Path) -> None:
    assert run("set", str(file), "factors.deal.prior", "20%", "--keep-mark") == (0, "factors.deal.prior: 50% -> 20%\n")
    assert file.read_text(encoding="utf-8") == CASE.replace("value: 50%\n", "value: 20%\n", 1)


def test_an_empty_mark_is_taken_out(file: Path) -> None:
    assert run("set", str(file), "actors.us.check", "") == (0, "actors.us.check: What does it want? -> (nothing)\n")
    assert "What does it want" not in file.read_text(encoding="utf-8")
    code, out = run("set", str(file), "actors.us.check", "")
    assert code == 2
    assert "there is no actors.us.check to take out" in out


def test_json_tells_which_marks_went(file: Path) -> None:
    code, out = run("set", str(file), "sources.wire.grade", "B", "--format", "json")
    assert code == 0
    assert json.loads(out)["marks_gone"] == [{"path": "sources.wire", "words": "Grade it.", "line": 8}]


def test_check_lists_what_is_left_with_its_line(file: Path) -> None:
    code, out = run("check", str(file))
    assert code == 0
    assert "to decide  7 marks, listed below" in out
    first = CASE.splitlines().index("    check: Judge it.") + 1
    assert f"{file}:{first}  factors.deal: Judge it.\n" in out
    found = json.loads(run("check", str(file), "--format", "json")[1])["files"][0]["marks"]
    assert [mark["path"] for mark in found][:2] == ["factors.deal", "sources.wire"]


def test_many_marks_are_cut_unless_all_are_asked_for(file: Path) -> None:
    more = "".join(f"  f{n}: {{asks: Is it {n}?, prior: 30%, check: Mark {n}}}\n" for n in range(6))
    file.write_text(CASE.replace("explanations:", more.lstrip("\n") + "explanations:"), encoding="utf-8")
    assert "and 5 more, which --marks lists too" in run("check", str(file))[1]
    assert "Mark 5" in run("check", str(file), "--marks")[1]
