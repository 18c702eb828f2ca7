"""Seeded random small cases, as text: rules, one-way options, conditions, dated and conditional nature, friction."""

from __future__ import annotations

from functools import cache

import numpy as np

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput

VALUES = {2: ["no", "yes"], 3: ["low", "mid", "high"]}


@cache
def random_case(seed):
    """A loaded case with at most 24 states, or None where the draw is no valid case."""
    rng = np.random.default_rng([40, seed])
    try:
        return load_text(random_text(rng))
    except BadInput:
        return None


def random_text(rng):
    def chance(p):
        return rng.random() < p

    axes = []  # (owner, name, values)
    owners = ["a", "b", *(["c"] if chance(0.5) else []), *(["nature"] if chance(0.7) else [])]
    for owner in owners:
        for k in range(2 if chance(0.35) and owner != "nature" else 1):
            axes.append((owner, f"o{k}", VALUES[3 if chance(0.25) else 2]))
    if np.prod([len(v) for *_, v in axes]) > 24:
        axes = axes[:4]

    def atom(among):
        owner, name, values = among[rng.integers(len(among))]
        if len(values) == 2:
            return f"{'not ' if chance(0.5) else ''}{owner}.{name}"
        return f"{owner}.{name} {'!=' if chance(0.4) else '=='} {values[rng.integers(3)]}"

    def formula(among):
        if chance(0.4):
            return atom(among)
        return f"({atom(among)}) {'and' if chance(0.5) else 'or'} ({atom(among)})"

    def quoted(text):
        return f'"{text}"'

    lines = [
        "realpolitik: 1",
        "case: random",
        "title: Random",
        "as_of: 2025-01-10",
        "horizon: 2025-06-20",
        "something_else: 20%",
        "factors:",
        "  f: {asks: Which, values: {p: 50%, q: 30%, r: 20%}}",
        "  g: {asks: Whether, prior: 40%}",
        "actors:",
    ]
    for owner in [o for o in owners if o != "nature"]:
        own = [x for x in axes if x[0] == owner]
        others = [x for x in axes if x[0] != owner]
        lines += [f"  {owner}:", "    options:"] if own else [f"  {owner}:"]
        for _, name, values in own:
            parts = [] if values == VALUES[2] else [f"values: [{', '.join(values)}]"]
            parts.append(f"now: {values[rng.integers(len(values))]}")
            if chance(0.3):
                parts.append(f"moves: {rng.choice(['forward', 'back'])}")
            for key in ("if", "undo_if"):
                if chance(0.25) and others:
                    parts.append(f"{key}: {quoted(formula(others))}")
            if chance(0.3):
                parts.append("public: yes, backing_down: 1.5")
            lines.append(f"      {name}: {{{', '.join(parts)}}}")
        if owner == "a" or chance(0.6):
            lines.append("    prefers:")
            for _ in range(rng.integers(1, 4)):
                when = rng.choice(["", ", when: f == p", ', when: "g or f == q"', ", sure: 30%", ", sure: likely"])
                lines.append(f"      - {{that: {quoted(formula(axes))}{when}}}")
            if owner == "a" and chance(0.4):
                lines.append("    serves: {crowd: 75%, elite: 25%}")
        elif chance(0.5):
            lines.append(f"    ranking: {['[s1, s2]', '[s2, else, s1]', '[s1, else]'][rng.integers(3)]}")
        else:
            lines.append(f"    utility: {{{quoted(formula(axes))}: 0.7, {quoted(atom(axes))}: -0.4}}")
        pace = rng.choice(["weekly", "monthly", "quarterly", "never"], p=[0.2, 0.5, 0.25, 0.05])
        lines.append(f"    pace: {pace}")
        lines.append(f"    resolve: {rng.choice(['erratic', 'wavering', 'purposeful'])}")
        lines.append(f"    inertia: {rng.choice(['none', 'low', 'normal'])}")
    lines += [f"  crowd: {{prefers: [{quoted(atom(axes))}]}}", f"  elite: {{prefers: [{quoted(formula(axes))}]}}"]
    if "nature" in owners and any(x[0] == "nature" for x in axes):
        lines.append("nature:")
        others = [x for x in axes if x[0] != "nature"]
        for _, name, values in [x for x in axes if x[0] == "nature"]:
            lines.append(f"  {name}:")
            if values != VALUES[2]:
                lines.append(f"    values: [{', '.join(values)}]")
            kind = rng.choice(3, p=[0.3, 0.2, 0.5])
            if kind == 0:
                lines.append("    by: {2025-03-01: 20%, 2025-04-15: 50%}")
            elif kind == 1:
                lines.append(f"    rate: {rng.integers(5, 60)}% per month")
            else:
                lines.append("    rate:")
                lines.append(f"      - {{if: {quoted(f'({formula(others)}) and f == p')}, p: 70% per month}}")
                lines.append(f"      - {{if: {quoted(atom(others))}, p: 20% per month}}")
                lines.append("      - {else: 5% per month}")
            if chance(0.3):
                lines.append(f"    if: {quoted(formula(others))}")
    if chance(0.6):
        lines += ["rules:", f"  - never: {quoted(f'({atom(axes)}) and ({atom(axes)})')}"]
        if chance(0.4):
            lines.append(f"  - {{needs: {quoted(formula(axes))}, for: {quoted(atom(axes))}}}")
    lines += ["scenarios:", f"  s1: {quoted(formula(axes))}", f"  s2: {quoted(formula(axes))}", "questions:"]
    for k, happens in enumerate(
        [
            f"ever {formula(axes)}",
            f"at {formula(axes)}",
            f"never {atom(axes)}",
            f"({atom(axes)}) before ({atom(axes)})",
            f"if {atom(axes)} then ever {atom(axes)}",
            f"if {atom(axes)} then at {atom(axes)}",
            f"if {atom(axes)} by 2025-02-20 then ever {atom(axes)}",
            f"if {atom(axes)} by 2025-02-20 then at {atom(axes)}",
        ]
    ):
        until = ["2025-03-15", "2025-06-20", "2025-07-05"][rng.integers(3)]
        lines.append(f"  - {{id: q{k}, asks: What, happens: {quoted(happens)}, until: {until}}}")
    return "\n".join(lines) + "\n"
