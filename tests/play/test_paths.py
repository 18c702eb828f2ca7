"""Sampled paths against the exact play."""

from __future__ import annotations

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.errors import BadInput
from realpolitik.play.paths import sample_paths
from realpolitik.play.playing import play

from .oracle import worlds_of
from .random_cases import random_case
from .test_accounts import CASE as ACCOUNTS
from .test_accounts import WEIGHTS
from .test_path import WATCHED

PATHS, CASES, ERRORS = 400, 100, 4.5


def agree(case, weights, *, draws=0, paths=PATHS, **more):
    """How many numbers of a case were compared; each must lie within 4.5 standard errors."""
    exact = play(case, weights, draws=draws)
    found = sample_paths(case, weights, paths, draws=draws, **more)
    place = exact.dates.index(exact.horizon)
    pairs = []
    for name, (at, ever) in found.scenarios.items():
        scenario = exact.scenarios[name]
        pairs += [(name, at, scenario.at.mean[place]), (name, ever, scenario.ever.mean[place])]
    for name, share in found.questions.items():
        if share is not None:
            assert exact.questions[name].p_model is not None
            pairs.append((name, share, exact.questions[name].p_model))
    for name, share, p in pairs:
        assert abs(share.p - p) <= ERRORS * np.sqrt(max(p * (1 - p), 1 / share.paths) / share.paths), (name, share, p)
    return len(pairs)


@pytest.mark.parametrize("batch", range(5))
def test_paths_agree_with_the_exact_play(batch):
    found, compared = 0, 0
    for seed in range(4 * CASES):
        case = random_case(seed)
        if case is None:
            continue
        found += 1
        if found > CASES:
            break
        if found % 5 == batch:
            weights = np.random.default_rng(seed).dirichlet(np.ones(len(worlds_of(case))))
            compared += agree(case, weights)
    assert compared > 150


def test_seen_moves_accounts_and_draws():
    assert agree(load_text(WATCHED), [0.4, 0.5, 0.1], paths=4000) == 2
    assert agree(load_text(ACCOUNTS), WEIGHTS, paths=4000) > 5
    assert agree(load_text(ACCOUNTS), WEIGHTS, draws=4, paths=4000) > 5


APART = """realpolitik: 1
case: apart
title: Apart
as_of: 2025-01-01
horizon: 2025-12-31
actors: {a: {options: {x: X}, prefers: [x], inertia: low}}
nature:
  storm: {text: A storm, rate: [{if: a.x, p: 60% per year}, {else: 10% per year}]}
scenarios: {taken: a.x}
questions:
  - {id: storm, asks: A storm?, happens: ever nature.storm, until: 2025-12-31}
  - {id: calm, asks: None?, happens: never nature.storm, until: 2025-06-30}
"""


def test_events_apart():
    assert agree(load_text(APART), [0.5, 0.5], paths=4000) == 4


def test_states_are_listed_as_paths_come_to_them():
    """Where the board is too large only what is visited is known; the chances are the same."""
    for seed in (1, 2, 5, 8):
        case = random_case(seed)
        if case is not None:
            weights = np.full(len(worlds_of(case)), 1 / len(worlds_of(case)))
            agree(case, weights, most_states=0, paths=1000)
    many = "\n".join(
        f"  a{k}: {{options: {{x: {{text: X, moves: forward}}}}, prefers: [x], pace: yearly}}" for k in range(18)
    )
    head = "realpolitik: 1\ncase: many\ntitle: Many\nas_of: 2025-01-01\nhorizon: 2025-03-31\n"
    text = f"{head}actors:\n{many}\nscenarios: {{s: a0.x}}\n"
    with pytest.raises(BadInput, match="more than"):
        play(load_text(text), [0.5, 0.5], draws=0)
    found = sample_paths(load_text(text), [0.5, 0.5], 1000, draws=0)
    gain = np.exp(8 - 3)
    p = -np.expm1(-gain / (1 + gain) * 89 / 365.25)
    assert abs(found.scenarios["s"][1].p - p) < ERRORS * np.sqrt(p * (1 - p) / 1000)
    assert found.states < 2**16


def test_the_same_seed_gives_the_same_paths_and_every_course_has_all_answers():
    case = load_text(ACCOUNTS)
    one, other, third = (sample_paths(case, WEIGHTS, 500, draws=3, seed=s).as_json() for s in (1, 1, 2))
    assert one == other
    assert one != third
    found = sample_paths(case, WEIGHTS, 500, draws=3)
    assert set(found.joint) == {"disown", "officials"}
    assert all(answers.shape == (500,) for answers in found.joint.values())
    assert found.worlds.shape == (500,)
    assert (found.joint["officials"] | ~found.joint["disown"]).all()  # only what the officials did can be disowned


def test_what_cannot_be_sampled():
    with pytest.raises(BadInput, match="at least 1"):
        sample_paths(load_text(APART), [0.5, 0.5], 0)


def test_on_the_command_line(tmp_path, monkeypatch):
    monkeypatch.setenv("REALPOLITIK_QUIET", "1")
    file = tmp_path / "apart.yaml"
    file.write_text(APART, encoding="utf-8")

    def run(*arguments, code=0):
        result = CliRunner().invoke(app(), ["play", str(file), "--draws", "2", *arguments])
        assert result.exit_code == code, result.output
        return result.output

    told = run("--paths", "500")
    assert "in 500 sampled paths" in told
    assert "\u00b1" in told
    found = json.loads(run("--paths", "500", "--format", "json"))
    assert found["questions"]["storm"]["paths"] == 500
    assert "goes with none" in run("--paths", "500", "--set", "a.x=yes", code=2)
