"""Compiles the loops of the backward sweep, with seven digits and with sixteen, by making a small one with them."""

from __future__ import annotations

import numpy as np


def warm_up() -> None:
    """Compile everything, and keep it where there is a place for it."""
    from realpolitik.play.tiles import WIDTH, jumps

    for digits in (np.float32, np.float64):
        tile = np.ones((1, 1, WIDTH), dtype=digits)
        data, places = np.ones(1, dtype=digits), np.arange(2, dtype=np.int32)
        jumps(data, places[:1], places, tile, tile, tile, tile, np.ones((1, 2, WIDTH), dtype=digits), tile.copy())
