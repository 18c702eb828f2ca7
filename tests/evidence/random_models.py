"""Random small models as plain dicts, and as the text of a case."""

from __future__ import annotations

import random

GRADES = {"A": (0.95, 0.04, 0.01), "C": (0.60, 0.30, 0.10), "D": (0.40, 0.40, 0.20), "E": (0.15, 0.55, 0.30)}


def random_model(seed: int, factors_of: tuple[int, ...] = (1, 2, 2, 3)) -> dict:
    """A model with 1-3 factors (some depending on earlier ones), up to 3 sources and up to 4 items."""
    r = random.Random(seed)
    factors: list[dict] = []
    for k in range(r.choice(factors_of)):
        n = 2 if k else r.choice([2, 2, 3])
        given = []
        if k and r.random() < 0.7:
            given = [(condition(r, factors), shares(r, n)) for _ in range(r.choice([1, 2]))]
            if r.random() < 0.5:
                given.append((None, shares(r, n)))
        values = ["yes", "no"] if n == 2 else [f"v{j}" for j in range(n)]
        factors.append({"name": f"f{k}", "values": values, "table": shares(r, n), "given": given})
    sources: dict[str, dict] = {}
    for k in range(r.choice([0, 1, 2, 2, 3])):
        grade = r.choice([*GRADES, None, None])
        triple = GRADES[grade] if grade else (1.0, 0.0, 0.0) if r.random() < 0.15 else share_of_states(r)
        repeats = [r.choice(list(sources))] if sources and r.random() < 0.3 else []
        sources[f"s{k}"] = {"grade": grade, "shares": triple, "repeats": repeats}
    items: list[dict] = []
    for k in range(r.choice([1, 2, 3, 3, 4])):
        table = [(condition(r, factors), cell(r)) for _ in range(r.choice([1, 2]))] + [(None, cell(r))]
        items.append(
            {
                "id": f"e{k}",
                "seen": r.choice(["seen", "seen", "seen", "absent", "not yet"]),
                "credibility": r.choice([None, None, 1, 2, 3, 4, 5, 6]),
                "said_anyway": r.choice([None, round(r.uniform(0.02, 0.98), 3)]),
                "table": table,
                "sources": r.sample(list(sources), r.randint(0, len(sources))),
                "copy_of": None,
            }
        )
    if r.random() < 0.3:
        items.append({**items[0], "id": "copied", "seen": "seen", "copy_of": "e0", "sources": list(sources)[:1]})
    return {
        "something_else": r.choice([0.0, 0.1, round(r.random() * 0.5, 3)]),
        "factors": factors,
        "sources": sources,
        "items": items,
    }


def with_dependent_sources(model: dict, seed: int) -> dict:
    """The model with sources whose shares depend on what is true; each has one condition or two."""
    r = random.Random(seed)
    for source in model["sources"].values():
        source["grade"] = None
        source["given"] = [(condition(r, model["factors"]), share_of_states(r)) for _ in range(r.choice([0, 1, 1, 2]))]
    return model


def shares(r: random.Random, n: int) -> list[float]:
    cuts = [r.randint(1, 20) for _ in range(n)]
    return [c / sum(cuts) for c in cuts]


def share_of_states(r: random.Random) -> tuple[float, ...]:
    """Shares of reliable, noise, deceptive; one of the three is impossible now and then."""
    never = r.choice([None, None, None, 0, 1, 2])
    if never is None:
        return tuple(shares(r, 3))
    two = shares(r, 2)
    return (*two[:never], 0.0, *two[never:])


def cell(r: random.Random) -> float:
    return r.choice([round(r.uniform(0.01, 0.99), 3), round(r.uniform(0.01, 0.99), 3), r.choice([0.0, 1.0, 0.02])])


def condition(r: random.Random, factors: list[dict]) -> list:
    """One or two factors with their allowed values."""
    chosen = r.sample(range(len(factors)), min(len(factors), r.choice([1, 1, 2])))
    picked = []
    for f in sorted(chosen):
        n = len(factors[f]["values"])
        picked.append((f, tuple(sorted(r.sample(range(n), r.randint(1, n - 1))))))
    return picked


def explanations(model: dict) -> dict[str, list]:
    """One explanation for the first factor's first value, one for the last factor's, one for both."""
    last = len(model["factors"]) - 1
    return {"first": [(0, (0,))], "final": [(last, (0,))], "both": [(0, (0,)), (last, (0,))]}


def formula(model: dict, picked: list) -> str:
    parts = []
    for f, allowed in picked:
        factor = model["factors"][f]
        parts.append(f"{factor['name']} in [{', '.join(factor['values'][v] for v in allowed)}]")
    return " and ".join(parts)


def case_text(model: dict) -> str:
    """The model as a case file."""
    lines = ["realpolitik: 1", "case: random", "title: A random model", f"something_else: {model['something_else']!r}"]
    if model["sources"]:
        lines.append("sources:")
    for name, source in model["sources"].items():
        lines += [f"  {name}:", f"    title: Source {name}"]
        if source["grade"]:
            lines.append(f"    grade: {source['grade']}")
        else:
            for key, state in (("reliable", 0), ("deceptive", 2)):
                plain = repr(source["shares"][state])
                rows = [
                    f'{{if: "{formula(model, picked)}", p: {triple[state]!r}}}'
                    for picked, triple in source.get("given", [])
                ]
                lines.append(
                    f"    {key}: [{', '.join([*rows, f'{{else: {plain}}}'])}]" if rows else f"    {key}: {plain}"
                )
        if source["repeats"]:
            lines.append(f"    repeats: [{', '.join(source['repeats'])}]")
    lines.append("factors:")
    for factor in model["factors"]:
        lines += [f"  {factor['name']}:", f"    asks: What about {factor['name']}?", "    values:"]
        lines += [f"      {v}: {p!r}" for v, p in zip(factor["values"], factor["table"], strict=True)]
        if factor["given"]:
            lines.append("    given:")
        for picked, table in factor["given"]:
            row = [f"{v}: {p!r}" for v, p in zip(factor["values"], table, strict=True)]
            if picked is None:
                lines.append(f"      - else: {{{', '.join(row)}}}")
            else:
                lines.append(f'      - {{if: "{formula(model, picked)}", {", ".join(row)}}}')
    lines.append("explanations:")
    lines += [f'  {name}: {{says: "{formula(model, picked)}"}}' for name, picked in explanations(model).items()]
    lines.append("evidence:")
    for item in model["items"]:
        lines += [f"  - id: {item['id']}", f"    what: The happening {item['id']}"]
        if item["sources"]:
            lines.append(f"    source: [{', '.join(item['sources'])}]")
        if item["copy_of"]:
            lines.append(f"    copy_of: {item['copy_of']}")
            continue
        lines.append(f"    seen: {item['seen']}")
        if item["credibility"]:
            lines.append(f"    credibility: {item['credibility']}")
        if item["said_anyway"] is not None:
            lines.append(f"    said_anyway: {item['said_anyway']!r}")
        lines.append("    likelihood:")
        for picked, p in item["table"]:
            lines.append(
                f"      - {{else: {p!r}}}"
                if picked is None
                else f'      - {{if: "{formula(model, picked)}", p: {p!r}}}'
            )
    return "\n".join(lines) + "\n"
