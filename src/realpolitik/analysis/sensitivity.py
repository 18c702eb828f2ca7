"""What the headlines lean on: every input moved over its span, the nearest band edge, what is left without a statement.

Inputs of the evidence and base rates are moved exactly, all of them. Inputs of the play are screened by the gradient
(one backward sweep a draw) and the ``RERUN`` largest are run again at both ends; so are the ``WITHOUT`` wishes whose
loss would move most. For the rest the gradient's estimate is kept and marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from realpolitik.analysis.aside import Aside
from realpolitik.analysis.crossings import crossings_at_once, crossings_run
from realpolitik.analysis.fragile import Crossing, Fragility, HeadlineResult, InputResult, Removal, Swing
from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.inputs import PROBABILITY, Input
from realpolitik.analysis.whatif import Sums, WhatIf, headline_targets, roughness, told_by
from realpolitik.case.case import Case
from realpolitik.case.parts.belief import Item
from realpolitik.play.gradient import Gradient, gradient_draw
from realpolitik.play.parameters import Parameter, wishes
from realpolitik.play.sample import Sample, sample, whole
from realpolitik.rounding import rounded

Floats = NDArray[np.float64]

MOST_SWINGS = 12  #: bars of a tornado
RERUN = 12  #: inputs of the play that are run again at both ends, besides how sure wishes are
WITHOUT = 3  #: wishes that are left out in turn
GRADIENT_PLAYS = 6  #: plays (draws in types of world) whose gradients rank the inputs of the play
STEP = 1e-6  #: of the difference that turns derivatives of parts into those of headlines
LEAST_MOVE = 0.005  #: a statement without which no headline moves so far is not named


def fragility(
    case: Case,
    what_if: WhatIf,
    inputs: Sequence[Input],
    even_priors: Floats,
    executor: Executor | None = None,
) -> Fragility:
    """What every headline leans on. ``even_priors`` (headlines,): each with every factor at equal shares."""
    headlines = what_if.headlines
    quick, slow = list[Input](), list[Input]()
    for one in inputs:
        (quick if what_if.at_once(one) else slow).append(one)
    at_once = Aside(_at_once, case, what_if, quick)  # what takes no run: while other processes make the runs
    slopes, losses, wish_list = _screen(case, what_if, inputs, executor)
    chosen = _largest(inputs, slopes)
    run = [one for one in slow if one.path in chosen or one.kind == "sure"]
    run_ends = _ends(what_if, run)
    wishes_left = _wishes_left_out(case, what_if, wish_list, losses)
    quick_ends, exact, items_left = at_once.result()
    moved, ends = [*quick, *run], np.concatenate([quick_ends, run_ends])
    place = {one.path: k for k, one in enumerate(moved)}
    found = crossings_run(what_if, run, run_ends, exact)
    removed = _removals(what_if, [*items_left, *wishes_left])
    swings = np.abs(ends[:, 1] - ends[:, 0])
    results = []
    for k, key in enumerate(headlines.keys):
        order = _order(swings[:, k], moved)
        p = float(what_if.now[k])
        results.append(
            HeadlineResult(
                key=key,
                title=headlines.titles[k],
                p=rounded(p),
                swings=[
                    Swing(input=moved[j].path, at_low=rounded(ends[j, 0, k]), at_high=rounded(ends[j, 1, k]))
                    for j in order
                    if swings[j, k] >= 5e-4
                ],
                crossing=found[k],
                even_priors=rounded(float(even_priors[k])),
                needs_prior=_needs_prior(case, what_if, k),
            )
        )
    told = [_input(one, ends[place[one.path]] if one.path in place else None, slopes, headlines) for one in inputs]
    return Fragility(
        plays=0 if what_if.runs is None else int(what_if.runs.sample.taken.sum()),
        all_plays=0 if what_if.runs is None else int(whole(what_if.runs.problem).taken.sum()),
        off_by=rounded(what_if.runs.off_by) if what_if.runs is not None else 0.0,
        inputs=sorted(told, key=lambda i: (-i.moves, i.path)),
        headlines=results,
        removals=removed,
        screened=len(inputs),
        rerun=len(moved),
    )


def _at_once(
    case: Case, what_if: WhatIf, quick: Sequence[Input]
) -> tuple[Floats, list[Crossing | None], list[tuple[str, str, Floats]]]:
    """What takes no run: the ends of such inputs, the crossings they make, and the headlines without each item."""
    weighed = [i for i in case.evidence if i.likelihood and i.seen != "not yet" and i.copy_of is None]
    weighed = [i for i in weighed if i.id not in what_if.without]
    rows = what_if.items_left_out([i.id for i in weighed])
    left = [(f"evidence.{i.id}", _item_words(i), row) for i, row in zip(weighed, rows, strict=True)]
    return _ends(what_if, quick), crossings_at_once(what_if, quick), left


def _item_words(item: Item) -> str:
    """What is taken out with an item; of one that was looked for in vain, that it was."""
    words = item.what or item.id
    return f"Not found: {words}" if item.seen == "absent" else words


def _ends(what_if: WhatIf, inputs: Sequence[Input]) -> Floats:
    """The headlines at each input's low and high, (inputs, 2, headlines)."""
    asked = [(one, end) for one in inputs for end in (one.low, one.high)]
    return what_if.ask(asked).reshape(len(inputs), 2, what_if.now.size)


def _order(swings: Floats, moved: Sequence[Input]) -> list[int]:
    """Places of the largest swings, the largest first."""
    told = [rounded(swing) for swing in swings.tolist()]
    return sorted(range(len(moved)), key=lambda j: (-told[j], moved[j].path))[:MOST_SWINGS]


def _screen(
    case: Case, what_if: WhatIf, inputs: Sequence[Input], executor: Executor | None
) -> tuple[dict[str, Floats], dict[str, Floats], list[Parameter]]:
    """Estimates from the gradient: each play input's effect over its span, each wish's loss; (headlines,) each."""
    prepared = what_if.prepared
    if prepared is None or what_if.runs is None:
        return {}, {}, []
    numbers = [one for one in inputs if isinstance(one.moves, Parameter)]
    statements = list(wishes(case, prepared.problem.wants))
    asked = [one.moves for one in numbers if isinstance(one.moves, Parameter)] + statements
    targets, sums = headline_targets(prepared, what_if.headlines)
    few = sample(prepared.problem, what_if.headlines.drawn.logs, GRADIENT_PLAYS)
    work = partial(gradient_draw, prepared.problem, targets, asked, **roughness(prepared.problem))
    tasks = [(draw, kinds) for draw, kinds in few.tasks() if kinds]
    gradients: list[Gradient] = list(map(work, tasks) if executor is None else executor.map(work, tasks))
    slope = _headline_slopes(what_if, dict(zip((d for d, _ in tasks), gradients, strict=True)), few, sums)
    estimates: dict[str, Floats] = {}
    for k, one in enumerate(numbers):
        if one.kind == "sure":
            estimates[one.path] = (one.high - one.low) * slope[:, len(numbers) + _wish(statements, one)]
        else:
            estimates[one.path] = slope[:, k] * (one.at(one.high) - one.at(one.low))
    losses = {s.path: -slope[:, len(numbers) + k] for k, s in enumerate(statements)}
    return estimates, losses, statements


def _wish(statements: Sequence[Parameter], one: Input) -> int:
    """The wish that a ``sure`` speaks of: how sure it is counts as far as the wish itself does."""
    return next(k for k, s in enumerate(statements) if f"{s.path}.sure" == one.path)


def _headline_slopes(what_if: WhatIf, gradients: Mapping[int | None, Gradient], few: Sample, sums: Sums) -> Floats:
    """The headlines' derivatives, (headlines, parameters): of ratios of means over types and draws, paths included.

    ``gradients``: by draw, of the plays in ``few``; their mean in a type stands for all of it.
    """
    headlines, logs = what_if.headlines, what_if.headlines.drawn.logs
    one = next(iter(gradients.values()))
    values = np.zeros((*logs.shape, one.values.shape[1] + 1, one.path_slopes.shape[1]))
    paths = np.zeros((*logs.shape, one.path_slopes.shape[1]))
    for row, draw in enumerate(few.draws):
        if draw in gradients:
            values[row, :, :-1], paths[row] = gradients[draw].slopes, gradients[draw].path_slopes
    path = few.means(np.moveaxis(paths, -1, 0), logs)
    rows: list[Floats] = []
    for k in range(path.shape[0]):
        h = min(STEP, STEP / max(float(np.abs(values[..., k]).max(initial=0.0)), 1e-12))
        told = told_by(headlines.drawn, few, logs, h * values[..., k], sums)
        told = replace(told, log_moves=told.log_moves + h * path[k])
        rows.append((headlines.values(what_if.worlds[None, :], told)[0] - what_if.now) / h)
    return np.array(rows).T


def _largest(inputs: Sequence[Input], estimates: dict[str, Floats]) -> set[str]:
    """The inputs of the play to run again: those that may move some headline most."""
    moves = {path: float(np.abs(row).max(initial=0.0)) for path, row in estimates.items()}
    smooth = [one.path for one in inputs if one.path in moves and one.kind != "sure"]
    order = sorted(smooth, key=lambda path: (-rounded(moves[path]), path))
    return set(order[:RERUN])


def _wishes_left_out(
    case: Case, what_if: WhatIf, statements: Sequence[Parameter], losses: dict[str, Floats]
) -> list[tuple[str, str, Floats]]:
    """(path, words, headlines) without each of the ``WITHOUT`` wishes whose loss should move most."""
    moves = {s.path: float(np.abs(losses[s.path]).max(initial=0.0)) for s in statements}
    chosen = sorted(statements, key=lambda s: (-rounded(moves[s.path]), s.path))[:WITHOUT]
    rows = what_if.play([(s, 0.0) for s in chosen])
    return [(s.path, _wish_words(case, s.path), row) for s, row in zip(chosen, rows, strict=True)]


def _removals(what_if: WhatIf, without: Sequence[tuple[str, str, Floats]]) -> list[Removal]:
    """What is told of ``without`` (path, words, headlines): the most telling first, nothing under half a point."""
    found = []
    for path, words, row in without:
        moved = np.abs(row - what_if.now)
        told = {key: rounded(float(row[k])) for k, key in enumerate(what_if.headlines.keys) if moved[k] >= LEAST_MOVE}
        if told:
            found.append((float(moved.max()), Removal(path=path, words=words, headlines=told)))
    return [removal for _, removal in sorted(found, key=lambda f: (-rounded(f[0]), f[1].path))]


def _wish_words(case: Case, path: str) -> str:
    _, name, rest = path.split(".", 2)
    actor = case.actors[name]
    wish = actor.prefers[int(rest.split("[")[1].rstrip("]"))]
    return f"{(actor.name or name.replace('_', ' ')).split(' (')[0]}: {wish.text or wish.that.text}"


def _needs_prior(case: Case, what_if: WhatIf, k: int) -> float | None:
    """The prior at which an explanation would stand at 50 %: its Bayes factor is what the evidence gives it."""
    truth = what_if.headlines.truth
    if k >= len(truth):
        return None
    prior = float(what_if.prior @ truth[k])
    posterior = float(what_if.now[k])
    if not (0.0 < prior < 1.0 and 0.0 < posterior < 1.0):
        return None
    odds = (prior / (1.0 - prior)) / (posterior / (1.0 - posterior))
    return rounded(odds / (1.0 + odds))


def _input(one: Input, ends: Floats | None, slopes: dict[str, Floats], headlines: Headlines) -> InputResult:
    """What is told of an input, with the headline that it moves most."""
    change = np.abs(ends[1] - ends[0]) if ends is not None else np.abs(slopes.get(one.path, np.zeros(0)))
    most = int(np.argmax(change)) if change.size else None
    source = one.provenance
    return InputResult(
        path=one.path,
        kind=one.kind,
        words=one.words,
        given=one.given,
        value=rounded(one.value),
        written=one.written,
        low=rounded(one.low),
        high=rounded(one.high),
        probability=one.scale == PROBABILITY,
        ranged=one.ranged,
        support=one.support,
        citations=[] if source is None else [str(c) for c in source.source],
        because=None if source is None else source.because,
        check=None if source is None else source.check,
        moves=0.0 if most is None else rounded(min(float(change[most]), 1.0)),
        moves_what=None if most is None else headlines.keys[most],
        exact=ends is not None,
    )
