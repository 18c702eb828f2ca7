"""P(world | reports) straight from the definition: every world, every source state, every happening, one by one.

Works on plain dicts (see ``random_models``), uses no numpy and nothing of the package.
"""

from __future__ import annotations

from itertools import product
from math import fsum, prod

CREDIBILITY = {None: 1.0, 1: 0.95, 2: 0.85, 3: 0.70, 4: 0.50, 5: 0.25, 6: 1.0}
OTHER = "something else"


def worlds(model: dict) -> list:
    """Every named world as a tuple of value numbers, first factor slowest, then ``OTHER``."""
    return [*product(*(range(len(f["values"])) for f in model["factors"])), OTHER]


def meets(condition: list | None, world: tuple) -> bool:
    """A condition is None (always) or a list of (factor, allowed values), all of which must hold."""
    return condition is None or all(world[f] in allowed for f, allowed in condition)


def prior(model: dict, world: tuple | str) -> float:
    if world == OTHER:
        return model["something_else"]
    p = 1.0 - model["something_else"]
    for k, factor in enumerate(model["factors"]):
        for condition, table in [*factor["given"], (None, factor["table"])]:
            if meets(condition, world):
                p *= table[world[k]] / fsum(table)
                break
    return p


def said_anyway(item: dict) -> float:
    """f of an item's report: of the happening, or of its absence where that is what was found."""
    cells = [p for _, p in item["table"]]
    f = fsum(cells) / len(cells) if item["said_anyway"] is None else item["said_anyway"]
    return 1.0 - f if item["seen"] == "absent" else f


def likelihood(item: dict, world: tuple | str) -> float:
    """How likely what was found is in the world; in "something else" as likely as it would be said anyway."""
    if world == OTHER:
        return said_anyway(item)
    p = next(p for condition, p in item["table"] if meets(condition, world))
    return 1.0 - p if item["seen"] == "absent" else p


def states_of(source: dict, world: tuple | str) -> tuple:
    """P(reliable, noise, deceptive) of a source in a world; in "something else" what holds elsewhere."""
    if world != OTHER:
        for condition, shares in source.get("given", []):
            if meets(condition, world):
                return shares
    return source["shares"]


def report(item: dict, happened: bool, state: str) -> float:
    f, k = said_anyway(item), CREDIBILITY[item["credibility"]]
    if state == "reliable":
        return k * happened + (1.0 - k) * f
    if state == "noise":
        return f
    if f <= 0.5:
        return 0.0 if happened else f / (1.0 - f)
    return (2.0 * f - 1.0) / f if happened else 1.0


def repeated(model: dict, source: str) -> set[str]:
    """Every source that ``source`` repeats, directly or not."""
    found: set[str] = set()
    more = set(model["sources"][source]["repeats"])
    while more - found:
        found |= more
        more = {r for s in found for r in model["sources"][s]["repeats"]}
    return found


def weighed(model: dict, leaving_out: str | None = None, adding: str | None = None) -> list[dict]:
    """The items that count, each with the sources whose report counts (none: a sure witness)."""
    result = []
    for item in model["items"]:
        if item["copy_of"] or item["id"] == leaving_out or (item["seen"] == "not yet" and item["id"] != adding):
            continue
        sources = [s for s in item["sources"] if not repeated(model, s) & set(item["sources"])]
        result.append({**item, "sources": sources or ["(sure)"]})
    return result


def joint(model: dict, leaving_out: str | None = None, adding: str | None = None, unseen: str | None = None) -> dict:
    """{(world, state of every source): P(world, states, every report)}.

    ``adding`` counts a pending item as reported; ``unseen`` counts it as not reported.
    """
    items = weighed(model, leaving_out, adding or unseen)
    names = list(model["sources"])
    result = {}
    for world in worlds(model):
        shares = {
            s: dict(zip(("reliable", "noise", "deceptive"), states_of(d, world), strict=True))
            for s, d in model["sources"].items()
        }
        chance = [likelihood(item, world) for item in items]
        for states in product(("reliable", "noise", "deceptive"), repeat=len(names)):
            state = {**dict(zip(names, states, strict=True)), "(sure)": "reliable"}
            p_states = prod(shares[s][state[s]] for s in names)
            total = []
            for happened in product((False, True), repeat=len(items)):
                p = p_states
                for item, x, likely in zip(items, happened, chance, strict=True):
                    said = prod(report(item, x, state[s]) for s in item["sources"])
                    p *= (likely if x else 1.0 - likely) * (1.0 - said if item["id"] == unseen else said)
                total.append(p)
            result[world, states] = prior(model, world) * fsum(total)
    return result


def happened(model: dict, name: str) -> float:
    """P(the happening | every report): of something looked for and not found, that it is not there."""
    items = weighed(model)
    names = list(model["sources"])
    total = so = 0.0
    for world in worlds(model):
        chance = [likelihood(item, world) for item in items]
        for states in product(("reliable", "noise", "deceptive"), repeat=len(names)):
            state = {**dict(zip(names, states, strict=True)), "(sure)": "reliable"}
            shares = {
                s: dict(zip(("reliable", "noise", "deceptive"), states_of(d, world), strict=True))
                for s, d in model["sources"].items()
            }
            p_states = prior(model, world) * prod(shares[s][state[s]] for s in names)
            for which in product((False, True), repeat=len(items)):
                p = p_states
                for item, x, likely in zip(items, which, chance, strict=True):
                    p *= (likely if x else 1.0 - likely) * prod(report(item, x, state[s]) for s in item["sources"])
                total += p
                if which[[item["id"] for item in items].index(name)]:
                    so += p
    return so / total


def posterior(model: dict, **options: str | None) -> list[float]:
    """P(world | reports) in the order of ``worlds``."""
    table = joint(model, **options)
    total = fsum(table.values())
    return [fsum(p for (w, _), p in table.items() if w == world) / total for world in worlds(model)]


def source_posterior(model: dict, name: str) -> list[float]:
    """P(reliable, noise, deceptive | reports) of one source."""
    place = list(model["sources"]).index(name)
    table = joint(model)
    total = fsum(table.values())
    return [
        fsum(p for (_, states), p in table.items() if states[place] == kind) / total
        for kind in ("reliable", "noise", "deceptive")
    ]


def evidence_probability(model: dict, **options: str | None) -> float:
    return fsum(joint(model, **options).values())
