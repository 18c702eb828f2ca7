"""`realpolitik solve` and `realpolitik library` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.cli.main import app


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app(), list(words))
    assert result.exit_code == code, result.output
    return result.output


def test_the_table_of_the_literature() -> None:
    shown = run("solve", "prisoners-dilemma").splitlines()
    rows = {line[:22].strip(): line[22:].split() for line in shown}
    assert rows["state"] == ["1*", "2", "3", "4"]
    assert rows["prisoner_one.cooperate"] == ["N", "Y", "N", "Y"]
    assert rows["Nash equilibrium"] == ["E", ".", ".", "."]
    assert rows["SEQ equilibrium"] == ["E", ".", ".", "E"]


def test_who_is_stable_in_every_group_is_told_from_a_group() -> None:
    shown = run("solve", "1962-cuba", "--concept", "CNash", "--coalitions", "all")
    rows = {line[:33].strip(): line[33:].split() for line in shown.splitlines()}
    alone = run("solve", "1962-cuba", "--concept", "Nash")
    assert "in every group" not in alone
    by_nash = next(line.split() for line in alone.splitlines() if "stable for us " in line)
    # alone the United States would stay in state 3, with the Soviet Union it would leave
    assert by_nash[3 + 2] == "s"
    assert rows["stable for us, in every group"][2] == rows["stable for us + ussr"][2] == "."


def test_one_concept_shows_each_actor() -> None:
    shown = run("solve", "1962-cuba", "--concept", "seq")
    assert "stable for ussr" in shown
    assert "Nash" not in shown


def test_coalitions_are_solved_where_the_case_names_them(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    text = run("library", "prisoners-dilemma", "--text")
    case.write_text(text + "\ncoalitions: {pact: [prisoner_one, prisoner_two]}\n", encoding="utf-8")
    rows = {line[:23].strip(): line[23:].split() for line in run("solve", str(case)).splitlines()}
    assert rows["CNash equilibrium"] == [".", ".", ".", "."]
    assert rows["CSEQ equilibrium"] == [".", ".", ".", "E"]
    assert rows["stable for pact"] == [".", "s", "s", "s"]
    found = json.loads(run("solve", str(case), "--concept", "csmr", "--format", "json"))
    assert found["concepts"] == ["CSMR"]
    assert found["worlds"][0]["coalitions"] == {"CSMR": {"pact": [False, True, True, True]}}
    every = json.loads(run("solve", "milk-river", "--concept", "CNash", "--coalitions", "all", "--format", "json"))
    assert len(every["worlds"][0]["coalitions"]["CNash"]) == 11


def test_other_rules_of_sanctions_are_named() -> None:
    assert "One opponent answers with one move." in run("solve", "milk-river", "--sanctions", "single")
    assert json.loads(run("solve", "1962-cuba", "--sanctions", "once", "--format", "json"))["sanctions"] == "once"
    run("solve", "1962-cuba", "--sanctions", "twice", code=2)


def test_json_has_what_others_build_on() -> None:
    found = json.loads(run("solve", "1962-cuba", "--format", "json"))
    assert found["options"][0] == "us.air_strike"
    assert found["states"][6] == [0, 1, 1, 0]
    (world,) = found["worlds"]
    assert world["when"] == {}
    assert world["probability"] == 1
    assert world["equilibria"]["SEQ"] == [4, 5, 6]
    assert [len(world["stability"][c]["us"]) for c in ("Nash", "SEQ", "SMR", "GMR")] == [12] * 4


def test_a_case_with_factors_is_weighed_by_its_evidence(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "realpolitik: 1\ncase: t\ntitle: A test\nas_of: 2025-02-01\nsomething_else: 0%\n"
        "factors:\n  f: {asks: Is it so?, prior: 20%}\n"
        "sources:\n  s: {title: S, reliable: 100%, deceptive: 0%}\n"
        "actors:\n  a: {options: {x: X}, prefers: [{that: x, when: f}, {that: not x, when: not f}]}\n"
        "evidence:\n  - {id: e, what: E, seen: 2025-01-01, source: s, likelihood: {f: {yes: 80%, no: 20%}}}\n",
        encoding="utf-8",
    )
    found = json.loads(run("solve", str(case), "--format", "json"))
    chances = {w["when"]["f"]: w["probability"] for w in found["worlds"] if w["when"]["f"] != w["when"]["not f"]}
    assert chances[True] == pytest.approx(0.5, abs=1e-9)
    assert chances[False] == pytest.approx(0.5, abs=1e-9)
    assert "50" in run("solve", str(case))


def test_arrays_go_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "cuba.npz"
    assert "12 states" in run("solve", "1962-cuba", "-o", str(file))
    with np.load(file) as arrays:
        assert arrays["equilibrium_SEQ"].sum() == 3
        assert arrays["states"].shape == (12, 4)
        assert arrays["actors"].tolist() == ["us", "ussr"]


def test_many_states_become_a_list_of_what_holds(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    actors = "".join(f"  a{i}: {{options: {{x: X, y: Y}}, prefers: [x, not y]}}\n" for i in range(3))
    case.write_text("realpolitik: 1\ncase: t\ntitle: A test\nactors:\n" + actors, encoding="utf-8")
    shown = run("solve", str(case))
    assert "64 states can exist of 64" in shown
    assert "a0.x, a1.x, a2.x" in shown
    assert "Nash 1, SEQ 1, SMR 1, GMR 1" in shown


def test_the_same_bytes_twice() -> None:
    assert run("solve", "milk-river", "--seed", "1") == run("solve", "milk-river", "--seed", "2")
    assert run("solve", "milk-river", "--draws", "5") == run("solve", "milk-river", "--draws", "5")
    said = " ".join(run("solve", "milk-river", "--draws", "5").split())
    assert "Nothing is uncertain in these wishes: every draw is the same, and the shares are certain:" in said
    assert "-100 %" not in said
    assert "percentile" not in said
    found = json.loads(run("solve", "milk-river", "--draws", "5", "--format", "json"))
    assert found["certain"]
    assert all(share == low == high for share, low, high in found["equilibrium"]["Nash"])


def test_draws_and_the_usual_solution_take_all_coalitions() -> None:
    """In the dilemma both together leave the status quo, so that nothing holds by CNash."""
    asked = ("solve", "prisoners-dilemma", "--coalitions", "all", "--format", "json")
    found = json.loads(run(*asked, "--draws", "5", "--concept", "CNash"))
    assert found["equilibrium"]["CNash"] == [[0.0, 0.0, 0.0]] * 4
    solved = json.loads(run(*asked))
    assert solved["worlds"][0]["equilibria"]["CNash"] == []
    assert solved["worlds"][0]["equilibria"]["CSEQ"] == [3]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--want now us SEQ --sanctions once", "--want does not go with --sanctions"),
        ("--want now us SEQ --concept SEQ --coalitions all", "--want does not go with --concept and --coalitions"),
        ("--explain now us SEQ --sanctions single", "--explain does not go with --sanctions"),
        ("--views 1 --coalitions all", "--views does not go with --coalitions"),
        ("--stays now --concept SEQ", "--stays does not go with --concept"),
        ("--certify --coalitions all", "--certify does not go with --coalitions"),
        ("--preferences unknown --sanctions once", "--preferences does not go with --sanctions"),
        ("--certify -o result.npz", "a .npz file holds the arrays of what holds"),
        ("--explain now us SEQ -o result.npz", "a .npz file holds the arrays of what holds"),
    ],
)
def test_what_would_count_for_nothing_is_refused(words: str, said: str) -> None:
    assert said in " ".join(run("solve", "1962-cuba", *words.split(), code=2).split())


def test_certain_wishes_are_drawn_once_however_many_draws_are_asked_for() -> None:
    """A billion draws, one by one, would not end here."""
    many, few = (json.loads(run("solve", "milk-river", "--draws", n, "--format", "json")) for n in ("1000000000", "3"))
    assert many["certain"]
    assert many["draws"] == 1_000_000_000
    assert many["equilibrium"] == few["equilibrium"]


def test_spaces_between_actors_do_not_matter() -> None:
    asked = ("solve", "1975-syria-iraq", "--want", "2")
    assert run(*asked, "syria, iraq", "GMR") == run(*asked, "syria,iraq", "GMR")


def test_unknown_names_are_bad_input() -> None:
    assert "no stability concept 'NASHY'" in run("solve", "1962-cuba", "--concept", "NASHY", code=2)
    run("library", "1962-kuba", code=2)
    run("library", "--text", code=2)


def test_the_library_lists_and_prints() -> None:
    listed = run("library")
    assert "1962-cuba" in listed
    assert "Will Syria and Iraq go to war over the Euphrates?" in listed
    assert "case.yaml" in run("library", "1962-cuba")
    assert run("library", "1962-cuba", "--text").startswith("realpolitik: 1\ncase: 1962-cuba\n")
    assert {c["name"] for c in json.loads(run("library", "--format", "json"))} >= {"1962-cuba", "milk-river"}
    assert json.loads(run("library", "milk-river", "--format", "json"))["notes"].startswith("# ")


def test_ways_from_today_to_what_holds() -> None:
    """Cuba: to state 5 by blockade, withdrawal, end of the blockade; in one move only unwillingly."""
    said = " ".join(run("solve", "1962-cuba", "--paths").split())
    assert "Improvements lead to 8 of 12 states, any moves to 12." in said
    assert (
        "5 ussr.withdraw: holds by SEQ, SMR, GMR "
        "improvements: us: blockade -> 3; ussr: withdraw -> 7; us: not blockade -> 5 "
        "shorter, by any moves: ussr: withdraw ! -> 5"
    ) in said
    assert "1 the status quo: holds by SMR, GMR it is today's state" in said
    dilemma = " ".join(run("solve", "prisoners-dilemma", "--paths", "--concept", "SEQ").split())
    assert "no way by improvements; by any moves:" in dilemma
    assert "go one at a time" in " ".join(run("solve", "1962-cuba", "--paths", "--draws", "3", code=2).split())


def test_ways_as_json_lead_where_they_say() -> None:
    solved = json.loads(run("solve", "1989-small-cars", "--format", "json"))
    found = json.loads(run("solve", "1989-small-cars", "--paths", "--format", "json"))
    assert found["status_quo"] == solved["status_quo"]
    assert len(found["worlds"]) == len(solved["worlds"])
    for kind, other in zip(found["worlds"], solved["worlds"], strict=True):
        by_concept = {
            c: sorted(p["state"] for p in kind["equilibria"] if c in p["concepts"]) for c in found["concepts"]
        }
        assert by_concept == other["equilibria"]
        for path in kind["equilibria"]:
            for way, free in ((path["improvements"], False), (path["any_moves"], True)):
                state = list(solved["states"][solved["status_quo"]])
                for step in way or []:
                    for option, value in step["changes"].items():
                        k = found["options"].index(option)
                        assert step["actor"] == option.partition(".")[0]
                        state[k] = found["values"][k].index(value)
                    assert state == solved["states"][step["state"]]
                    assert free or step["improves"] or step["actor"] == "nature"
                assert way is None or state == solved["states"][path["state"]]
            if path["improvements"] is not None:
                assert len(path["any_moves"]) <= len(path["improvements"])
