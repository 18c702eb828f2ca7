"""How fast every target moves with every judged number of a play: the gradient, by one sweep each way.

With p(t) the forward and g(t) the backward solution, the derivative of a target along a change dQ of the rates is
the integral over time of p(t) dQ g(t) (the adjoint method; Cao, Li, Petzold and Serban 2003, section 2.1). Choice rates
are pace times a logit choice, so their derivatives are written out below. The integral is taken by Gauss-Legendre
quadrature with ``nodes`` points in each stretch in which nothing changes abruptly: enough to rank the numbers, which
is its use.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from realpolitik.play.backward import TAIL, forward, sweep
from realpolitik.play.board import Board
from realpolitik.play.kernel import exit_rates
from realpolitik.play.parameters import Parameter
from realpolitik.play.problem import Ground, Played, Problem, conduct, forces, log_path, stretches
from realpolitik.play.targets import Bundle, Pattern, Target
from realpolitik.play.transient import Piece

Floats = NDArray[np.float64]

NODES = 1
STEP = 1e-5  #: of a difference, where no derivative is written out


@dataclass(frozen=True, eq=False)
class Gradient:
    """One draw: each target's value (types, targets) and ``slopes`` (types, targets, parameters); and the path's.

    Of a number that is not smooth (``sure``) the slope is 0.
    """

    values: Floats
    slopes: Floats
    log_path: Floats
    path_slopes: Floats


def gradient_draw(
    problem: Problem,
    targets: Sequence[Target],
    parameters: Sequence[Parameter],
    task: tuple[int | None, Collection[int] | None],
    nodes: int = NODES,
    *,
    tail: float = TAIL,
    single: bool = False,
) -> Gradient:
    """The gradient of one draw (None: the central run) in every type that has any probability, or in some alone.

    ``task``: the draw, and the types (None: all); in others all is 0, and ``log_path`` -inf. ``tail`` and ``single``:
    how exactly the sweeps are made (see ``backward.sweep`` and ``targets.Bundle``).
    """
    draw, kinds = task
    played = forces(problem, draw)
    board = problem.ground.board
    patterns = [Pattern(board, backward=backward) for backward in (True, False)]
    ways = [(pattern, Bundle(pattern, targets, single=single)) for pattern in patterns]
    size = problem.types.size
    values = np.zeros((size, len(targets)))
    slopes = np.zeros((size, len(targets), len(parameters)))
    logs, path_slopes = np.full(size, -np.inf), np.zeros((size, len(parameters)))
    alike: dict[bytes, int] = {}
    for kind in map(int, np.flatnonzero(problem.wanted)):
        if kinds is not None and kind not in kinds:
            continue
        twin = alike.setdefault(conduct(problem, played, kind), kind)
        if twin != kind:
            for rows in (values, slopes, logs, path_slopes):
                rows[kind] = rows[twin]
            continue
        logs[kind] = log_path(problem, played, kind)
        if np.isfinite(logs[kind]):
            path_slopes[kind] = _path(problem, played, kind, parameters)
            values[kind], slopes[kind] = _targets(problem, played, kind, parameters, nodes, ways, tail)
    return Gradient(values, slopes, logs, path_slopes)


def _targets(
    problem: Problem,
    played: Played,
    kind: int,
    parameters: Sequence[Parameter],
    count: int,
    ways: Sequence[tuple[Pattern, Bundle]],
    tail: float,
) -> tuple[Floats, Floats]:
    (back, valued), (onward, followed) = ways
    targets = valued.targets
    pieces = stretches(problem, played, kind)
    board = problem.ground.board
    weights = played.weights * problem.types.counts[kind]
    nodes, lengths, of = _quadrature(pieces, targets, count)
    values, worth = sweep(back, pieces, valued, nodes, tail)
    mass = forward(onward, problem.start, pieces, followed, nodes, tail)
    slopes = np.zeros((len(targets), len(parameters)))
    begins = [0.0, *(p.until for p in pieces[:-1])]
    for number in sorted(set(of)):
        rates = pieces[number].rates
        gained = np.zeros((board.source.size, len(targets)))
        for k in (k for k, n in enumerate(of) if n == number):
            gained += lengths[k] * mass[k][board.source] * (worth[k][board.target] - worth[k][board.source])
        for column, parameter in enumerate(parameters):
            moves, change = derivative(problem.ground, weights, played, kind, rates, parameter, begins[number])
            slopes[:, column] += change @ gained[moves]
    return np.asarray(values[problem.start]), slopes


def _quadrature(pieces: Sequence[Piece], targets: Sequence[Target], count: int) -> tuple[Floats, Floats, list[int]]:
    """Nodes (months), their lengths and their pieces: no node's stretch holds a change of rates or of a target."""
    last = max(t.end for t in targets)
    breaks = {p.until for p in pieces} | {t.end for t in targets} | {b for t in targets for b, _, _ in t.held}
    ends = sorted(b for b in breaks if 0.0 < b <= last)
    points, shares = np.polynomial.legendre.leggauss(count)
    nodes, lengths, of = [], [], []
    begin = 0.0
    for end in ends:
        nodes.append((points + 1.0) / 2.0 * (end - begin) + begin)
        lengths.append(shares / 2.0 * (end - begin))
        of += [next(k for k, p in enumerate(pieces) if end <= p.until)] * count
        begin = end
    return np.concatenate(nodes), np.concatenate(lengths), of


def _path(problem: Problem, played: Played, kind: int, parameters: Sequence[Parameter]) -> Floats:
    """Derivative of log P(seen path): sum of d log rate of each seen move - integral of the exit rates' changes."""
    out = np.zeros(len(parameters))
    if problem.trail is None or problem.trail_ground is None:
        return out
    trail, ground = problem.trail, problem.trail_ground
    weights = played.weights * problem.types.counts[kind]
    rates = ground.rates(weights, played.temper, played.hazards, kind, None, played.weights)
    for column, parameter in enumerate(parameters):
        if parameter.kind == "by":
            continue  # chances by dates count from as_of on
        moves, change = derivative(ground, weights, played, kind, rates, parameter, None)
        whole = np.zeros(rates.size)
        whole[moves] = change
        out[column] = float((whole[trail.moves] / rates[trail.moves]).sum())
        out[column] -= float(trail.stays @ exit_rates(trail.board, whole)[trail.places])
    return out


def derivative(
    ground: Ground,
    weights: Floats,
    played: Played,
    kind: int,
    rates: Floats,
    parameter: Parameter,
    time: float | None,
) -> tuple[slice, Floats]:
    """Which moves' rates change with a number, and how fast: d rate / d number, shape (moves of the slice,).

    In the stretch of constant ``rates`` after ``time`` (None: in the watch), with the utilities' coefficients
    ``weights`` (deciders, features) of the type.
    """
    board, temper = ground.board, played.temper
    if parameter.kind in ("rate", "by"):
        return _of_nature(ground, played, kind, parameter, time, temper.pace.size)
    if parameter.kind == "sure":
        return slice(0, 0), np.zeros(0)
    if ground.ahead is not None:
        return _looking_ahead(ground, weights, played, kind, parameter)
    if parameter.kind == "backing_down":
        which = slice(0, board.actor_moves)
        return which, -_centred(board, rates, board.backed[which, parameter.which].astype(np.float64), temper.pace)
    if parameter.kind == "wish":
        truth = ground.features[parameter.which]
        step = (truth[board.target] - truth[board.source])[: board.actor_moves]
        mover = board.mover[: board.actor_moves]
        gain = temper.resolve[mover] * weights[mover, parameter.which] * step
        return slice(0, board.actor_moves), _centred(board, rates, gain, temper.pace)
    first, last = np.searchsorted(board.mover[: board.actor_moves], [parameter.which, parameter.which + 1])
    which = slice(int(first), int(last))
    if parameter.kind == "pace":
        pace = float(temper.pace[parameter.which])
        return which, rates[which] / pace if pace > 0.0 else np.zeros(int(last - first))
    if parameter.kind == "inertia":
        gain = -board.distance.astype(np.float64)
    else:
        utility = weights[parameter.which] @ ground.features
        gain = utility[board.target] - utility[board.source]
    return which, _centred(board, rates, gain[: board.actor_moves], temper.pace)[which]


def _looking_ahead(
    ground: Ground, weights: Floats, played: Played, kind: int, parameter: Parameter
) -> tuple[slice, Floats]:
    """Where somebody looks ahead every choice hangs on every number: by a central difference."""
    which = slice(0, ground.board.actor_moves)
    rows = []
    for step in (STEP, -STEP):
        temper, own, raw = played.temper, weights, played.weights
        if parameter.kind == "wish":
            scale = np.ones(weights.shape[1])
            scale[parameter.which] += step
            own, raw = weights * scale, raw * scale
        else:
            numbers = np.array(getattr(temper, parameter.kind))
            numbers[parameter.which] += step
            temper = replace(temper, **{parameter.kind: numbers})
        rows.append(ground.chosen(own, temper, kind, raw))
    return which, np.asarray((rows[0] - rows[1]) / (2.0 * STEP))


def _centred(board: Board, rates: Floats, gain: Floats, pace: Floats) -> Floats:
    """Logit choice: d rate = rate (gain - mean gain over all choices, staying with gain 0 included)."""
    n = board.actor_moves
    sizes = np.diff(board.heads, append=n)
    per_group = np.where(pace[board.mover[board.heads]] > 0.0, pace[board.mover[board.heads]], 1.0)
    mean = np.add.reduceat(rates[:n] * gain, board.heads) / per_group if n else np.zeros(0)
    return np.asarray(rates[:n] * (gain - np.repeat(mean, sizes)))


def _of_nature(
    ground: Ground, played: Played, kind: int, parameter: Parameter, time: float | None, deciders: int
) -> tuple[slice, Floats]:
    board, nature = ground.board, ground.nature
    first, last = np.searchsorted(board.mover, [deciders + parameter.which, deciders + parameter.which + 1])
    which = slice(int(first), int(last))
    pick = nature.branches[parameter.which].pick[ground.kinds[kind][parameter.which]][board.source[which]]
    if parameter.kind == "rate":
        return which, (pick == parameter.part).astype(np.float64)
    dated = nature.dated[parameter.which]
    if dated is None or time is None:
        return which, np.zeros(int(last - first))
    ends, chances = dated[0], played.hazards[parameter.which]
    piece = min(int(np.searchsorted(ends, time, side="right")), len(ends) - 1)
    length = float(ends[piece] - (ends[piece - 1] if piece else 0.0))
    slope = 0.0
    if piece == parameter.part:
        slope = 1.0 / ((1.0 - chances[parameter.part]) * length)
    elif piece == parameter.part + 1:
        slope = -1.0 / ((1.0 - chances[parameter.part]) * length)
    return which, np.where(pick >= 0, slope, 0.0)
