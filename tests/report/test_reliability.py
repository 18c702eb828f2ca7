"""The reliability diagram in letters: every bin stands where its numbers put it."""

from __future__ import annotations

import numpy as np

from realpolitik.analysis.reliability import Bin, reliability
from realpolitik.report.terminal.reliability import diagram, verdict


def test_every_bin_stands_where_its_numbers_put_it() -> None:
    low = Bin(
        0.0,
        0.1,
        30,
        0.04,
        0.1,
        (0.05, 0.2),
    )
    high = Bin(0.8, 0.9, 20, 0.8, 0.5, (0.3, 0.7))
    head, *rows, foot = diagram([low, high])
    assert head == "Came true"
    assert len(rows) == 11
    grid = [row[8:].ljust(51) for row in rows]
    assert grid[9][2] == "o"
    assert [row[2] for row in grid[8:11]] == ["|", "o", "|"]
    assert grid[5][40] == "o"
    assert [row[40] for row in grid[3:8]] == ["|", "|", "o", "|", "|"]
    assert grid[0][50] == "."
    assert grid[10][0] == "."
    assert [row[:7].strip() for row in rows] == ["100 %", "", "", "", "", "50 %", "", "", "", "", "0 %"]
    assert foot.endswith("forecast")
    assert max(map(len, [*rows, foot])) <= 70


def test_few_questions_are_said_to_be_few() -> None:
    p, o = np.array([0.1, 0.1, 0.9]), np.array([0.0, 0.0, 1.0])
    bins = reliability(p, o, 5)
    assert verdict(bins, 3) == (
        "Ranges that leave out what was forecast: none of two. Three questions say little of how well forecasts fit."
    )
    wrong = reliability(np.full(40, 0.9), np.zeros(40), 5)
    assert verdict(wrong, 40) == "Ranges that leave out what was forecast: one of one."
