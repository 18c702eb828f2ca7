"""Asking for missing judgements: the questions, what is written, and that no interruption loses an answer."""

from __future__ import annotations

import contextlib
import os
import pty
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.frequency import middle, read_frequency, with_answer
from realpolitik.case.loading import load, load_text
from realpolitik.case.missing import answer_of, missing
from realpolitik.cli.elicitation import Elicitation, Stop
from realpolitik.cli.main import STOPPED, app
from realpolitik.errors import BadInput, CaseFaults

OPEN = """realpolitik: 1
case: tanker     # a comment
title: Who damaged the tanker?
something_else: ask
sources:
  harbour: {title: The harbour master's log, grade: A}
  owner: {title: The owner, reliable: ask, deceptive: {value: 5%, because: he wants the insurance}}
factors:
  cause:
    asks: What damaged the tanker?
    values: {mine: 30%, accident: ask, drone: ask}
  orders:
    asks: Was it ordered by a government?
    given:
      - {if: cause == accident, p: ask}   # only an attack is ordered
      - {else: ask}
    prior: 20%
  weather:
    asks: Was there a storm?
explanations:
  attack: {says: orders}
evidence:
  - id: hole
    what: The hull is bent inwards
    seen: 2024-05-03
    source: harbour
    likelihood:
      cause:
        mine: 95%    # sure
        accident:
        drone: {value: ask, because: as with mines}
  - {id: statement, what: The ministry calls it an attack, seen: absent, said_anyway: ask}
  - {id: copied, copy_of: hole, source: harbour}
  - id: later
    seen: not yet
    likelihood:
      - {if: orders, p: "?"}
      - {else: 20%}
"""
#: By path; the factor's name for the item that has no likelihoods.
ANSWERS = {
    "something_else": "5",
    "sources.owner.reliable": "70",
    "factors.cause.values.accident": "60",
    "factors.cause.values.drone": "",
    "factors.orders.given[0].p": "0!",
    "factors.orders.given[1].else": "20-40",
    "factors.weather.prior": "1 in 8",
    "evidence.hole.likelihood.cause.accident": "20",
    "evidence.hole.likelihood.cause.drone": "very likely",
    "evidence.statement": "orders",
    "evidence.statement.likelihood.orders.'yes'": "90",
    "evidence.statement.likelihood.orders.'no'": "33.3",
    "evidence.statement.said_anyway": "70",
    "evidence.later.likelihood[0].p": "50",
}


def answering(file: Path, by: str | None = None, stop: Callable[[int], None] | None = None) -> tuple[list[str], int]:
    """A sitting in which every question gets its answer; the paths asked, in order, and the answers saved."""
    asked: list[str] = []

    def read(_: str) -> str:
        if stop is not None:
            stop(len(asked))
        question = sitting.next()
        assert question is not None
        asked.append(question.path)
        return ANSWERS[question.path]

    sitting = Elicitation(file, 1, by, read, lambda _: None)
    try:
        sitting.run()
    finally:
        saved = sitting.saved
    return asked, saved


def test_everything_that_is_missing_is_asked_and_written(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(OPEN, encoding="utf-8")
    with pytest.raises(CaseFaults, match="not-judged"):
        load(file)
    asked, saved = answering(file)
    assert sorted(asked) == sorted(ANSWERS)
    assert saved == len(ANSWERS) - 1
    first = [path for path in asked if not path.startswith("evidence")]
    assert asked[: len(first)] == list(ANSWERS)[: len(first)]  # priors first, in the order of the file
    case = load(file)
    assert case.factors["cause"].values["drone"].value == pytest.approx(0.1)
    assert case.factors["weather"].values["yes"].value == pytest.approx(0.125)
    assert case.factors["orders"].given[1].values["yes"].low == pytest.approx(0.2)
    assert case.sources["owner"].reliable is not None
    assert case.sources["owner"].reliable.written == "70%"
    hole, statement, _, later = case.evidence
    assert [line.p.written for line in hole.likelihood] == ["95%", "20%", "very likely"]
    assert [line.p.written for line in statement.likelihood] == ["90%", "33.3%"]
    assert later.likelihood[0].p.written == "50%"
    text = file.read_text(encoding="utf-8")
    for kept in ("# a comment", "# only an attack is ordered", "# sure", "because: as with mines"):
        assert kept in text
    assert missing(text) == []


def test_the_order_of_items_is_drawn_and_stays_when_one_goes_on(tmp_path: Path) -> None:
    items = "".join(
        f"  - {{id: e{k}, what: W, seen: seen, likelihood: {{f: {{yes: ask, no: ask}}}}}}\n" for k in range(8)
    )
    text = f"realpolitik: 1\ncase: c\ntitle: t\nfactors: {{f: {{asks: So?, prior: 20%}}}}\nevidence:\n{items}"

    def order(seed: int, sittings: int) -> list[str]:
        file = tmp_path / f"{seed}-{sittings}.yaml"
        file.write_text(text)
        asked: list[str] = []

        def read(_: str) -> str:
            if len(asked) % (8 // sittings) == 0 and len(asked) not in (0, started):
                raise EOFError
            question = sitting.next()
            assert question is not None
            asked.append(question.group)
            return "40"

        for _ in range(sittings):
            started = len(asked)
            sitting = Elicitation(file, seed, None, read, lambda _: None)
            with contextlib.suppress(Stop):
                sitting.run()
        return asked

    assert order(1, 1) == order(1, 4)
    assert order(1, 1) != order(2, 1)
    assert order(1, 1) != sorted(order(1, 1))


@pytest.mark.parametrize("after", [0, 2, 5, 8, 9, 12])
def test_stopped_at_any_question_nothing_is_lost(after: int, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(OPEN, encoding="utf-8")

    def stop(count: int) -> None:
        if count == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answering(file, stop=stop)
    asked, _ = answering(file)
    assert len(asked) == len(ANSWERS) - after  # what was answered before is not asked again
    assert load(file).evidence[3].likelihood[0].p.written == "50%"
    whole = tmp_path / "whole.yaml"
    whole.write_text(OPEN, encoding="utf-8")
    answering(whole)
    assert file.read_text() == whole.read_text()  # the same answers, the same file


def test_stopped_while_an_answer_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(OPEN, encoding="utf-8")
    plain = Path.replace
    calls = 0

    def interrupted(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        answering(file)
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]
    assert "something_else: 5%" in file.read_text()
    assert "reliable: 70%" in file.read_text()
    assert "accident: ask" in file.read_text()


@pytest.mark.parametrize("ending", ["ctrl-c", "killed", "end of input"])
def test_in_a_terminal(ending: str, tmp_path: Path) -> None:
    """The program itself in a pseudo-terminal: two answers, then an end."""
    file = tmp_path / "case.yaml"
    file.write_text(OPEN, encoding="utf-8")
    ours, theirs = pty.openpty()
    work = subprocess.Popen(
        [sys.executable, "-m", "realpolitik", "ask", str(file)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
    )
    os.close(theirs)
    seen = ""

    def comes(words: str, times: int = 1, patience: float = 60.0) -> bool:
        nonlocal seen
        end = time.monotonic() + patience
        while seen.count(words) < times and time.monotonic() < end:
            if not select.select([ours], [], [], 0.5)[0]:
                continue
            try:
                seen += os.read(ours, 4096).decode()
            except OSError:  # the other end is closed
                break
        return seen.count(words) >= times

    def until(words: str, times: int = 1) -> None:
        assert comes(words, times), seen

    until("> ")
    os.write(ours, b"5\n")
    until("> ", 2)
    os.write(ours, b"about 70\n")  # not an answer: asked again
    until("> ", 3)
    os.write(ours, b"70\n")
    until("> ", 4)
    if ending == "ctrl-c":
        os.write(ours, b"3\x03")
        if not comes("2 answers saved", patience=20.0):  # a busy machine may have lost the key: press it again
            os.write(ours, b"\x03")
    elif ending == "end of input":
        os.write(ours, b"\x04")
    else:
        os.kill(work.pid, signal.SIGKILL)
    if ending != "killed":
        until("2 answers saved")
    code = work.wait(timeout=60)
    os.close(ours)
    assert code == {"ctrl-c": STOPPED, "end of input": 0, "killed": -signal.SIGKILL}[ending]
    assert file.read_text() == OPEN.replace("something_else: ask", "something_else: 5%").replace(
        "reliable: ask", "reliable: 70%"
    )
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]


def test_going_back_and_what_is_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(OPEN, encoding="utf-8")
    typed = "b\n5\nb\n6\n?\n70\n60\n20\n10\n0\n150\n40-20\n3 in 2\nperhaps\n1 in 1000\n\nq\n"
    done = CliRunner().invoke(app(), ["ask", str(file)], input=typed)
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    for words in (
        "This is the first one.",
        "1 in 500 for what is rare",
        "with the others that makes 110 of 100; 10 are left",
        "0 of 100 says never, whatever else is seen",
        "more than all of them",
        "from the smaller number to the larger",
        "the first number is the smaller one",
        "a word such as likely",
        "6 answers saved",  # the one that was changed counts twice
    ):
        assert words in said, words
    text = file.read_text()
    assert "something_else: 6%" in text
    assert "p: 0.1%" in text
    assert "else: ask" in text


def test_several_people(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    text = (
        "realpolitik: 1\ncase: c\ntitle: t\nsomething_else: 0%\n"
        "factors:\n  h:\n    asks: So?   # the question\n    prior: 20%\n"
        "  k: {asks: K?, values: {a: 50%, b: 30%, c: 20%}}\n"
        "explanations: {so: {says: h}}\n"
        "evidence:\n  - {id: e, seen: seen, likelihood: {h: {yes: 80%, no: {value: 40%, because: rare}}}}\n"
    )
    file.write_text(text)

    def sit(name: str, answers: dict[str, str]) -> list[str]:
        asked = []

        def read(_: str) -> str:
            question = sitting.next()
            assert question is not None
            asked.append(question.path)
            return answers[question.path]

        sitting = Elicitation(file, 1, name, read, lambda _: None)
        sitting.run()
        return asked

    e = "evidence.e.likelihood.h"
    k = "factors.k.values"
    anna = {"something_else": "1", "factors.h.prior": "30", f"{k}.a": "20", f"{k}.b": "20", f"{k}.c": ""}
    anna |= {f"{e}.'yes'": "90", f"{e}.'no'": "10"}
    assert set(sit("anna", anna)) == set(anna)
    assert sit("anna", {}) == []
    ben = {**anna, "factors.h.prior": "", f"{e}.'yes'": "likely"}
    assert set(sit("Ben O", ben)) == set(anna)
    case = load(file)
    assert [(j.by, j.written) for j in case.factors["k"].values["c"].judged_by] == [("anna", "60%"), ("Ben O", "60%")]
    cells = [line.p for line in case.evidence[0].likelihood]
    assert [(c.written, [(j.by, j.written) for j in c.judged_by]) for c in cells] == [
        ("80%", [("anna", "90%"), ("Ben O", "likely")]),
        ("40%", [("anna", "10%"), ("Ben O", "10%")]),
    ]
    assert [j.by for j in case.factors["h"].values["yes"].judged_by] == ["anna"]
    assert "# the question" in file.read_text()
    from realpolitik.evidence.weighing import weigh

    assert set(weigh(case, draws=0).by_judge["so"]) == {"anna", "Ben O", "pooled"}


def test_names_that_judged_without_numbers_are_kept() -> None:
    text = "case: c\ntitle: t\nfactors: {h: {asks: So?, prior: {value: 20%, judged_by: [cy, di]}}}\n"
    made = with_answer(text, "factors.h.prior", "30%", "anna")
    prior = load_text(made).factors["h"].values["yes"]
    assert [(j.by, j.written) for j in prior.judged_by] == [("cy", "20%"), ("di", "20%"), ("anna", "30%")]


@pytest.mark.parametrize(
    ("written", "of_hundred"),
    [("30%", 30), ("0.3", 30), ("20-40%", 30), ("roughly even", 50), ("1%", 1), ("ask", None)],
)
def test_middles(written: str, of_hundred: float | None) -> None:
    assert middle(written) == (None if of_hundred is None else pytest.approx(of_hundred))


def test_a_percentage_is_written_shortly() -> None:
    assert read_frequency("1 in 3") == "33.33333333%"
    with pytest.raises(BadInput, match="999 in 1000"):
        read_frequency("100")


def test_no_file(tmp_path: Path) -> None:
    done = CliRunner().invoke(app(), ["ask", str(tmp_path / "none.yaml")])
    assert done.exit_code == 2


def test_broken_files_never_end_in_a_traceback() -> None:
    r = random.Random(4)
    odd = ["ask", ": ", "- ", "{", "}", "[", "]", "\n", "  ", "#", "factors", "likelihood", "value", "0", "é"]
    looked = 0
    for _ in range(150):
        text = OPEN
        for _ in range(r.randint(1, 3)):
            at = r.randrange(len(text))
            text = text[:at] + r.choice(odd) + text[at + r.choice([0, 0, 3, 20]) :]
        with contextlib.suppress(BadInput):  # CaseFaults is one
            for one in [*missing(text), *missing(text, "anna")]:
                looked += 1
                if one.kind != "factor":
                    with contextlib.suppress(BadInput):
                        assert answer_of(with_answer(text, one.path, "30%"), one.path, None) == "30%"
                    break
    assert looked > 40
