"""Where nature's turns may come: ``if``, the branches of ``rate``, and factors that may be so or not."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.turns import possible_turns

HEAD = """
realpolitik: 1
case: t
title: A test
as_of: 2025-01-01
horizon: 2026-01-01
factors:
  deal: {asks: Is there a deal?, prior: 30%}
actors:
  a: {options: {attack: Attack}, prefers: [attack]}
nature:
"""


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("{text: Storm, rate: 10% per year}", [True, True]),
        ("{text: Storm, rate: 0% per year}", [False, False]),
        ("{text: Storm, rate: 10% per year, if: a.attack}", [False, True]),
        ("{text: Storm, by: {2025-12-31: 20%}, if: not a.attack}", [True, False]),
        ("{text: Storm, by: {2025-12-31: 0%}}", [False, False]),
        ("{text: Storm, rate: [{if: a.attack, p: 0%}, {else: 5% per year}]}", [True, False]),
        ("{text: Storm, rate: [{if: deal, p: 5% per year}, {else: 0%}]}", [True, True]),
        ("{text: Storm, rate: [{if: deal and a.attack, p: 5% per year}, {else: 0%}]}", [False, True]),
        ("{text: Storm, rate: [{if: deal, p: 0%}, {if: not deal, p: 0%}, {else: 5% per year}]}", [True, True]),
        ("{text: Storm, rate: 5% per year, if: a.attack and not a.attack}", [False, False]),
    ],
)
def test_a_turn_may_come_where_some_world_has_a_hazard(event: str, expected: list[bool]) -> None:
    space = StateSpace.of(load_text(f"{HEAD}  storm: {event}\n"))
    turns = possible_turns(space)
    assert list(turns) == [1]
    assert np.broadcast_to(turns[1], space.shape)[:, 0].tolist() == expected


def test_no_nature_no_turns() -> None:
    text = HEAD.replace("nature:\n", "")
    assert possible_turns(StateSpace.of(load_text(text))) == {}
