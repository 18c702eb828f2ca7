"""What every state is worth at the start: one backward sweep values all states for many targets at once.

With g(t) the column of a target's expected value given the state at time t, g(T) is its indicator and -dg/dt = Q g (the
backward equation; Norris 1997, "Markov Chains", section 2.8). Where states absorb, g is held there at what they count.
Uniformisation serves backward as it does forward, so one sweep answers "what if the play began in that state" for
every state: what a lever asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.poisson import poisson_weights
from realpolitik.play.targets import Bundle, Held, Pattern, Target
from realpolitik.play.transient import Piece

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

TAIL = 1e-10  #: Poisson mass left out: a valued probability is off by no more for that reason


def sweep(
    pattern: Pattern,
    pieces: Sequence[Piece],
    targets: Sequence[Target] | Bundle,
    nodes: Floats | None = None,
    tail: float = TAIL,
) -> tuple[Floats, Floats]:
    """Every target's value in every row of the pattern at the start, (rows, targets), and at the times ``nodes``.

    ``pattern`` must be a backward one. The second result has shape (nodes, rows, targets), times in months; a target
    that is over is worth 0.
    """
    ready = targets if isinstance(targets, Bundle) else Bundle(pattern, targets)
    if nodes is None and ready.tiled:
        return _sweep_in_tiles(pattern, pieces, ready, tail), np.zeros((0, pattern.size, len(ready.targets)))
    targets, place, terminal, ends = ready.targets, ready.place, ready.terminal, ready.ends
    size = pattern.size
    at = np.zeros(0) if nodes is None else nodes
    seen = np.zeros((at.size, size, len(targets)))
    digits = ready.digits
    block = np.zeros((size, 0), dtype=digits)
    for begin, end, rates, apart in reversed(_stretches(pieces, targets)):
        live = int((ends > begin).sum())  # columns that are not over by the stretch's begin: the first ones
        block = np.hstack([block, terminal[:, block.shape[1] : live]])
        held = ready.held(begin, live)
        held.put(block)
        matrix, q = pattern.jump(rates, apart)
        matrix = matrix.astype(digits, copy=False)
        thin = _thinning(targets[:live], apart, q, pattern, digits)
        weights = _weights(q, np.minimum(ends[:live], end) - begin, tail).astype(digits, copy=False)
        looks = [
            (k, until, _weights(q, np.minimum(ends[:until], end) - at[k], tail))
            for k in np.flatnonzero((at >= begin) & (at < end))
            for until in [int((ends > at[k]).sum())]
        ]
        power, out = block, weights[0] * block
        part = np.empty_like(out)
        for k, until, look in looks:
            seen[k][:, :until] = look[0] * block[:, :until]
        for n in range(1, len(weights)):
            power = _step(matrix, power, thin)
            held.put(power)
            np.multiply(power, weights[n], out=part)
            np.add(out, part, out=out)
            for k, until, look in looks:
                if n < len(look):
                    seen[k][:, :until] += look[n] * power[:, :until]
        block = out
    return block[:, place], seen[:, :, place]


def _sweep_in_tiles(pattern: Pattern, pieces: Sequence[Piece], ready: Bundle, tail: float) -> Floats:
    """The same by machine code, to the last bit: every target's value in every row at the start, (rows, targets)."""
    from realpolitik.play.tiles import WIDTH, jumps, tiled, untiled

    targets, ends, digits = ready.targets, ready.ends, ready.digits
    terminal = ready.terminal_in_tiles
    block = np.zeros_like(terminal)
    none = np.zeros((0, 0, WIDTH), dtype=digits)
    live, known = 0, None
    for begin, end, rates, apart in reversed(_stretches(pieces, targets)):
        before, live = live, int((ends > begin).sum())
        for k in range(before, live):
            block[k // WIDTH, :, k % WIDTH] = terminal[k // WIDTH, :, k % WIDTH]
        tiles = -(-live // WIDTH)
        held, part = ready.held_in_tiles(begin), block[:tiles]
        held = Held(held.free[:tiles], held.values[:tiles])
        held.put(part)
        if known is None or known[0] is not rates or known[1] is not apart:
            known = rates, apart, *pattern.entries(rates, apart)
        _, _, entries, q = known
        thin = _thinning(targets[:live], apart, q, pattern, digits)
        weights = tiled(_weights(q, np.minimum(ends[:live], end) - begin, tail).astype(digits, copy=False))
        out = weights[:, :1] * part
        jumps(
            entries.data.astype(digits, copy=False),
            entries.indices,
            entries.indptr,
            part,
            none if thin is None else tiled(thin),
            held.free,
            held.values,
            weights,
            out,
        )
        block[:tiles] = out
    return untiled(block, len(targets))[:, ready.place]


def forward(
    pattern: Pattern,
    start: int,
    pieces: Sequence[Piece],
    targets: Sequence[Target] | Bundle,
    nodes: Floats,
    tail: float = TAIL,
) -> Floats:
    """Where a play stands at ``nodes`` (months) if it stops where a target is held: (nodes, rows, targets).

    ``pattern`` must be a forward one. The mass of a target that is over by then is 0.
    """
    ready = targets if isinstance(targets, Bundle) else Bundle(pattern, targets)
    targets, place, ends = ready.targets, ready.place, ready.ends
    size = pattern.size
    block = np.zeros((size, len(targets)), dtype=ready.digits)
    block[pattern.place[start]] = 1.0
    seen = np.zeros((nodes.size, size, len(targets)))
    for begin, end, rates, apart in _stretches(pieces, targets):
        held = ready.held(begin, len(targets))
        held.stop(block)
        matrix, q = pattern.jump(rates, apart)
        matrix = matrix.astype(ready.digits, copy=False)
        thin = _thinning(targets, apart, q, pattern, block.dtype)
        weights = poisson_weights(q * (end - begin), tail).astype(ready.digits, copy=False)
        looks = [
            (k, poisson_weights(q * (nodes[k] - begin), tail)) for k in np.flatnonzero((nodes >= begin) & (nodes < end))
        ]
        power, out = block, weights[0] * block
        for k, look in looks:
            seen[k] = look[0] * block
        for n in range(1, len(weights)):
            power = _step(matrix, power, thin)
            held.stop(power)
            out += weights[n] * power
            for k, look in looks:
                if n < len(look):
                    seen[k] += look[n] * power
        block = out
    return (seen * (ends > nodes[:, None])[:, None, :])[:, :, place]


def _stretches(pieces: Sequence[Piece], targets: Sequence[Target]) -> list[tuple[float, float, Floats, Floats | None]]:
    """(begin, end, rates, hazards apart), cut also where what is held changes; nothing after the last target's end."""
    last = max(t.end for t in targets)
    cuts = sorted({begin for t in targets for begin, _, _ in t.held if begin > 0.0})
    out = []
    begin = 0.0
    for piece in pieces:
        for cut in [*(c for c in cuts if begin < c < piece.until), piece.until]:
            if begin < min(cut, last):
                out.append((begin, min(cut, last), piece.rates, piece.apart))
            begin = cut
    return out


def _step(matrix: csr_array, block: Floats, thin: Floats | None) -> Floats:
    """One jump, less the mass that events apart take out."""
    out = np.asarray(matrix @ block)
    if thin is not None:
        np.subtract(out, thin * block, out=out)
    return out


def _thinning(
    targets: Sequence[Target],
    apart: Floats | None,
    q: float,
    pattern: Pattern,
    digits: np.dtype[Any],
) -> Floats | None:
    """The share of mass that every jump takes out of each target, (rows, targets); None: nowhere any.

    One array for all columns, 0 where no event is apart: picking columns out of rows would take longer.
    """
    found = [(k, t.thin) for k, t in enumerate(targets) if t.thin is not None]
    if apart is None or q == 0.0 or not found:
        return None
    share = np.zeros((pattern.size, len(targets)), dtype=digits)
    for k, event in found:
        share[:, k] = pattern.rows(apart[event]) / q
    return share


def _weights(q: float, lengths: Floats, tail: float) -> Floats:
    """Poisson weights of every target's own length of time, shape (steps, targets)."""
    columns = {length: poisson_weights(q * length, tail) for length in set(lengths.tolist())}
    out = np.zeros((max((w.size for w in columns.values()), default=1), lengths.size))
    for k, length in enumerate(lengths.tolist()):
        out[: columns[length].size, k] = columns[length]
    return out
