"""The draws' random numbers: even in every input, uniform within, the same wherever they are made."""

from __future__ import annotations

import numpy as np
import pytest

from realpolitik.play.strata import Strata


def table(seed: int, draws: int) -> np.ndarray:
    """All numbers of two questions of 3 and 2 inputs, shape (draws, 5)."""
    rows = []
    for draw in range(draws):
        strata = Strata(seed, draws, draw)
        rows.append(np.concatenate([strata.random(3), strata.random(2)]))
    return np.array(rows)


@pytest.mark.parametrize("draws", [1, 2, 7, 64])
def test_every_input_has_one_number_in_every_part(draws: int) -> None:
    parts = np.floor(table(5, draws) * draws).astype(int)
    for column in parts.T:
        assert sorted(column.tolist()) == list(range(draws))


def test_inputs_are_shuffled_apart_and_seeds_differ() -> None:
    numbers = table(5, 200)
    correlation = np.corrcoef(numbers.T)
    assert np.abs(correlation - np.eye(5)).max() < 0.25
    assert not np.allclose(numbers, table(6, 200))


def test_a_wish_held_with_a_chance_is_held_in_that_share_of_the_draws() -> None:
    held = table(1, 40)[:, 0] < 0.25
    assert held.sum() == 10


def test_the_numbers_do_not_depend_on_where_they_are_made() -> None:
    later = Strata(5, 7, 3)
    assert np.array_equal(later.random(3), table(5, 7)[3, :3])
