"""The hand-made analysis as a small case whose graph model can be drawn: 24 states, two movers, one turn of nature.

As in ``sample.py``, the numbers are plausible, not computed.
"""

from __future__ import annotations

from itertools import product

from realpolitik.analysis.ordinal import OrdinalReading, PossibleMove, Step, WayResult
from realpolitik.analysis.result import Analysis, TypeResult

AXES = ("azerbaijan.escalate", "azerbaijan.invade", "armenia.road", "nature.pashinyan_falls")
#: Of two values of an option, what its owner prefers: the later one of these.
LIKED = {"azerbaijan.escalate": ["yes", "no"], "azerbaijan.invade": ["yes", "no"],
         "armenia.road": ["under_russia", "closed", "without_russia"]}  # fmt: skip


def small(analysis: Analysis) -> Analysis:
    """``sample()`` with these four options alone, and with every move between their states."""
    axes = [next(a for a in analysis.axes if a.name == name) for name in AXES]
    states = [list(values)[::-1] for values in product(*(a.values for a in reversed(axes)))]
    owner = [a.actor for a in axes]
    moves = []
    for source, before in enumerate(states):
        for target, after in enumerate(states):
            changed = [k for k in range(len(axes)) if before[k] != after[k]]
            forward = all(before[k] == "no" for k in changed if axes[k].moves == "forward")
            if not changed or {owner[k] for k in changed} not in ({"azerbaijan"}, {"armenia"}) or not forward:
                continue
            liked = sum(_step(AXES[k], before[k], after[k]) for k in changed) > 0
            moves.append(PossibleMove(id=f"{source}-{target}", source=source, target=target, actor=owner[changed[0]],
                                      improves=0.8 if liked else 0.2))  # fmt: skip
    calm = [k for k, s in enumerate(states) if s[:3] == ["no", "no", "without_russia"]]
    kinds = [
        TypeResult(when={}, probability=0.7, equilibria={"Nash": calm, "GMR": [*calm, 1]}),
        TypeResult(when={"us_deal": True}, probability=0.3, equilibria={"Nash": [0], "GMR": [0]}),
    ]
    now = states.index([a.now for a in axes])

    def way(*steps: tuple[str, int, bool]) -> WayResult:
        end = steps[-1][1] if steps else now
        told = [Step(actor=a, options=[], state=s, improves=likes) for a, s, likes in steps]
        return WayResult(state=end, values=states[end], words="", status_quo=not steps, concept="Nash", share=0.7,
                         reached=0.7, equilibrium={"Nash": 0.7}, stable_for={}, when={}, scenarios=[],
                         improvements=told if all(t.improves for t in told) else None, after_turns=None,
                         any_moves=told)  # fmt: skip

    after = {tuple(s): k for k, s in enumerate(states)}
    road = after["yes", "no", "without_russia", "no"]
    fallen = after["yes", "no", "closed", "yes"]
    lost = after["yes", "yes", "closed", "yes"]
    reading = OrdinalReading(
        ways=[
            way(("armenia", road, True), ("azerbaijan", calm[0], True)),
            way(("nature", fallen, False), ("azerbaijan", lost, False)),
            way(),
        ],
        interests=[],
        agreements=[],
        drawn=list(range(len(states))),
        states=states,
        moves=moves,
    )
    method = analysis.method.model_copy(update={"feasible": len(states)})
    parts = {"axes": axes, "types": kinds, "ordinal": reading, "states": [], "moves": [], "method": method}
    return analysis.model_copy(update=parts)


def _step(axis: str, before: str, after: str) -> int:
    return LIKED[axis].index(after) - LIKED[axis].index(before)
