"""A small reader of Gambit's files, and random conflicts to write; shares no code with the program."""

from __future__ import annotations

import random
import re

import pytest

TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([{}])|([^\s{},"]+)')


def read(text: str) -> list:
    """A file's words, numbers and braces: a quoted word as ('word', text), braces as nested lists."""
    stack: list[list] = [[]]
    for quoted, brace, plain in (m.groups() for m in TOKEN.finditer(text)):
        if brace == "{":
            stack.append([])
        elif brace == "}":
            done = stack.pop()
            stack[-1].append(done)
        elif plain:
            stack[-1].append(int(plain) if plain.lstrip("-").isdigit() else plain)
        else:
            stack[-1].append(("word", re.sub(r"\\(.)", r"\1", quoted or "")))
    assert len(stack) == 1
    return stack[0]


def random_case(seed: int, *, always: bool) -> str:
    """A case of two or three actors; ``always``: every option can always be set and taken back."""
    r = random.Random(seed)
    names = ["ann", "bob", "cleo"][: r.randint(2, 3)]
    options: dict[str, tuple[str, ...]] = {}
    lines = ["realpolitik: 1", "case: t", 'title: A "small" game', "actors:"]
    for name in names:
        lines += [f"  {name}:", "    options:"]
        for k in range(r.randint(1, 2)):
            values = ("low", "mid", "high") if r.random() < 0.3 else ("no", "yes")
            options[f"{name}.o{k}"] = values
            more = "" if always else r.choice(["", "", ", moves: forward", ", moves: back, now: VALUE"])
            more = more.replace("VALUE", values[-1])
            lines.append(f"      o{k}: {{values: [{', '.join(values)}]{more}}}")
        lines.append(f"    prefers: [WISHES {name}]")

    def leaf() -> str:
        option = r.choice(list(options))
        return f"{option} == {r.choice(options[option])}"

    text = "\n".join(lines)
    for name in names:
        wishes = ", ".join(f"'{leaf()} {r.choice(['and', 'or', 'iff'])} {leaf()}'" for _ in range(r.randint(1, 4)))
        text = text.replace(f"WISHES {name}", wishes)
    start = " or ".join(f"{o} != {v[0]}" for o, v in options.items())
    rule = f"({leaf()} and {leaf()}) and ({start})" if always else f"{leaf()} and {leaf()} and {leaf()}"
    order = list(options)
    random.Random(seed).shuffle(order)  # options of one actor need not stand together
    return text + f"\nrules:\n  - never: {rule}\n" + (f"option_order: [{', '.join(order)}]\n" if seed % 2 else "")


def pygambit():
    return pytest.importorskip("pygambit", reason="pygambit is not installed; the small reader is used alone")
