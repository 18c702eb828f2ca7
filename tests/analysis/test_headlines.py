"""Headlines: the band of a number as printed, one by one and for many at once."""

from __future__ import annotations

import numpy as np

from realpolitik.analysis.headlines import band, bands


def test_many_bands_at_once_are_those_of_each_number():
    grid = np.arange(0, 1001) / 1000.0
    rng = np.random.default_rng(7)
    edges = np.array([0.045, 0.195, 0.445, 0.545, 0.795, 0.945])
    near = (edges[:, None] + np.array([-2e-9, -1e-12, 0.0, 1e-12, 2e-9])).reshape(-1)
    for numbers in (grid, rng.random(2000), near):
        assert bands(numbers).tolist() == [band(p) for p in numbers.tolist()]
    assert bands(grid.reshape(7, 11, 13)).shape == (7, 11, 13)
    assert (bands(np.array([0.0, 1.0])) == [0, 6]).all()
