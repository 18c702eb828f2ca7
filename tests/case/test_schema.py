"""The JSON Schema and the loader agree: on good files, and on every kind of broken structure."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from pydantic_core import PydanticCustomError

import realpolitik.case
import realpolitik.library
from realpolitik.case import values as values_of_files
from realpolitik.case.case import Case
from realpolitik.case.citing import read_citation
from realpolitik.case.days import read_day
from realpolitik.case.document import read_document
from realpolitik.case.loading import load_text
from realpolitik.case.node import plain
from realpolitik.case.schema import DRAFTS, schema
from realpolitik.case.schema.examples import EXAMPLES
from realpolitik.case.schema.examples import HEAD as HEAD_OF_EXAMPLES
from realpolitik.case.schema.listing import parts, provenance, values
from realpolitik.errors import CaseFaults

from .test_faults import BROKEN
from .test_language import HEAD, TABLE

SKETCH = Path(__file__).parent / "data" / "sketch.yaml"
LIBRARY = sorted(Path(realpolitik.library.__file__).parent.glob("*/case.yaml"))
TEMPLATES = sorted(Path(realpolitik.case.__file__).parent.glob("templates/*.yaml"))
GOOD = [*LIBRARY, SKETCH, *TEMPLATES]
#: Faults of structure: where the loader finds one of these, the schema must refuse too.
STRUCTURAL = {
    "bad-citation", "bad-inertia", "bad-number", "bad-pace", "bad-period", "bad-probability", "bad-rate", "bad-resolve",
    "factor-without-prior", "missing-key", "out-of-range", "prior-and-values", "probability-out-of-range",
    "rate-and-by", "rate-without-period", "rule-shape", "table-shape", "unexpected-sign", "unknown-choice",
    "unknown-key",
    "unknown-scale", "unknown-version", "until-not-awaited", "wrong-type",
}  # fmt: skip


@cache
def validator(draft: str) -> Any:
    """A validator of one draft."""
    made = schema(draft)  # type: ignore[arg-type]
    kind = Draft202012Validator if draft == "2020-12" else Draft7Validator
    kind.check_schema(made)
    return kind(made)


def slugs(text: str) -> set[str]:
    """The slugs of the errors that the loader finds."""
    try:
        load_text(text)
    except CaseFaults as error:
        return {fault.slug for fault in error.faults if fault.severity == "error"}
    return set()


def read(text: str) -> Any:
    """A text as YAML 1.2, as editors read it."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors = dict(yaml.constructor.yaml_constructors)
    yaml.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = lambda maker, node: maker.construct_scalar(node)
    return text_keys(yaml.load(text))


def text_keys(node: Any) -> Any:
    """Keys as the texts they are in JSON."""
    if isinstance(node, list):
        return [text_keys(one) for one in node]
    if isinstance(node, dict):
        words = {True: "true", False: "false"}
        return {words.get(k, str(k)) if isinstance(k, bool) else str(k): text_keys(v) for k, v in node.items()}
    return node


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """``check-jsonschema``."""
    command = [sys.executable, "-m", "check_jsonschema", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("draft", list(DRAFTS))
def test_the_program_that_editors_and_ci_use_agrees_with_check(draft: str, tmp_path: Path) -> None:
    at = tmp_path / "case.schema.json"
    made = [sys.executable, "-m", "realpolitik", "schema", "--draft", draft, "-o", str(at)]
    subprocess.run(made, check=True)
    assert program("--check-metaschema", str(at)).returncode == 0
    good = program("--schemafile", str(at), *map(str, GOOD))
    assert good.returncode == 0, good.stdout
    broken: dict[str, str] = {}
    for slug in sorted(STRUCTURAL & set(BROKEN)):
        for k, snippet in enumerate(BROKEN[slug]):
            broken[f"{slug}-{k}.yaml"] = snippet.replace("§", "")
    for k, (_, text, _, _) in enumerate(TABLE):
        tree = plain_tree(HEAD + text)
        tree["surprise"] = "x"
        broken[f"surprise-{k}.yaml"] = json.dumps(tree)
    assert len(broken) >= 100
    for name, text in broken.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = program("-o", "json", "--schemafile", str(at), *(str(tmp_path / name) for name in broken))
    refused = {Path(one["filename"]).name for one in json.loads(found.stdout)["errors"]}
    assert refused == set(broken)


@pytest.mark.parametrize("draft", list(DRAFTS))
@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_good_cases(path: Path, draft: str) -> None:
    assert not list(validator(draft).iter_errors(read(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(("construct", "text"), [row[:2] for row in TABLE], ids=[row[0] for row in TABLE])
def test_every_construct_of_the_language(construct: str, text: str) -> None:
    found = read(HEAD + text)
    assert [e.message[:200] for e in validator("2020-12").iter_errors(found)] == [], construct
    assert validator("7").is_valid(found)


@pytest.mark.parametrize("slug", sorted(BROKEN))
def test_broken_files(slug: str) -> None:
    for snippet in BROKEN[slug]:
        text = snippet.replace("§", "")
        errors = slugs(text)
        if slug == "yaml-alias" or (errors and not errors & STRUCTURAL):
            continue  # beyond a schema, or not even YAML
        valid = validator("2020-12").is_valid(read(text))
        assert valid == (not errors), (text, errors)
        assert validator("7").is_valid(read(text)) == valid


# ---- mutations: each table of each construct gets a key too many, each value another type


def plain_tree(text: str) -> Any:
    """The file as tables, lists and texts."""
    root = read_document(text.encode(), "mutated.yaml").root
    assert root is not None
    return plain(root)


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path in a tree."""
    yield path
    if isinstance(node, dict):
        for key, value in node.items():
            yield from places(value, (*path, key))
    elif isinstance(node, list):
        for k, value in enumerate(node):
            yield from places(value, (*path, k))


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    """What stands at a path."""
    for step in path:
        tree = tree[step]
    return tree


def mutations(tree: Any, sections: set[str]) -> Iterator[tuple[str, Any]]:
    """The tree with one thing in these sections changed at a time."""
    paths = [path for path in places(tree) if not path or path[0] in sections]
    for path in paths:
        here = at(tree, path)
        others: list[Any] = ["@%", {"no such key!": {"x": "y"}}, [["x"]]]
        if isinstance(here, dict):
            others = ["x", ["x"], {}, {**here, "no such key!": "x"}, {**here, "nosuchkey": "x"}]
        elif isinstance(here, list):
            others = ["x", [], {"x": "y"}, [*here, [["x"]]]]
        for other in others:
            if not path:
                changed = other
            else:
                changed = copy.deepcopy(tree)
                at(changed, path[:-1])[path[-1]] = other
            yield f"{path}: {other!r}"[:120], changed
    for path in paths:
        if path and isinstance(path[-1], str):
            changed = copy.deepcopy(tree)
            del at(changed, path[:-1])[path[-1]]
            yield f"without {path}", changed


def test_mutated_files() -> None:
    seen: dict[str, tuple[str, Any]] = {}
    done: set[str] = set()
    for construct, text, _, _ in TABLE:
        tree = plain_tree(HEAD + text)
        sections = {key: f"{key}: {json.dumps(value)}" for key, value in tree.items()}
        for what, changed in mutations(tree, {key for key, section in sections.items() if section not in done}):
            seen.setdefault(json.dumps(changed), (f"{construct}: {what}", changed))
        done |= set(sections.values())
    assert len(seen) > 2000
    wrong: list[str] = []
    refused = 0
    for text, (what, changed) in seen.items():
        errors = slugs(text)
        valid = validator("2020-12").is_valid(changed)
        if not errors and not valid:
            wrong.append(f"the schema refuses what loads: {what}")
        elif errors & STRUCTURAL and valid:
            wrong.append(f"the schema takes what is {sorted(errors & STRUCTURAL)}: {what}")
        refused += not valid
    assert not wrong, f"{len(wrong)} of {len(seen)}:\n" + "\n".join(wrong[:60])
    assert refused > 1000


# ---- single values: whatever the words, the schema and the readers agree

#: No powers of ten: whether 201e-3 is below 1 is more than an expression can say.
PIECES = st.sampled_from(
    ["20", "0.2", "100", "7", "%", "-", " ", "to", "..", "likely", "Unlikely", "roughly even", "(PHIA)", "( icd 203 )",
     "high", "(NoneLowMedHigh)", "2", "(Admiralty)", "per", "a", "year", "months", "6", "monthly", "never", "normal",
     "relentless", ".", "2025", "-06", "-30", "-13", "korybko", "p3", "p3-5", "paragraph", "+", "\u2013", "x"]
)  # fmt: skip
READERS = {
    "probability_written": values_of_files.read_probability,
    "rate_written": values_of_files.read_rate,
    "number_written": values_of_files.read_number,
    "pace_written": values_of_files.read_pace,
    "resolve_written": values_of_files.read_resolve,
    "inertia_written": values_of_files.read_inertia,
    "day": read_day,
    "citation": read_citation,
}
#: What only a reader sees.
BEYOND = {"range-reversed", "rate-certain", "dates-not-in-order", "rate-without-period"}


@cache
def one_value(name: str) -> Any:
    """A validator of one kind of value."""
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema()["$defs"]})


@pytest.mark.parametrize("name", list(READERS))
@settings(max_examples=200)
@given(pieces=st.lists(PIECES, min_size=1, max_size=5))
def test_texts_of_single_values(name: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    valid = one_value(name).is_valid(text)
    try:
        READERS[name](text)
    except PydanticCustomError as error:
        found = error.type
    else:
        found = ""
    assert found in BEYOND or valid == (not found), (text, found)


# ---- the reference


def test_every_part_has_an_example_that_loads() -> None:
    assert {part.name for part in parts()} <= set(EXAMPLES)
    names = {"Judgement", "ProbabilityBranch", "DistributionBranch", "RateBranch"}
    assert set(EXAMPLES) == {part.name for part in parts()} | names
    for name, example in EXAMPLES.items():
        load_text(HEAD_OF_EXAMPLES + example, name)
        assert validator("2020-12").is_valid(read(HEAD_OF_EXAMPLES + example)), name


def test_examples_show_most_keys() -> None:
    shown = " ".join(EXAMPLES.values()) + HEAD_OF_EXAMPLES
    keys = {key.name for part in parts() for key in part.keys if key not in provenance()}
    quiet = {"realpolitik", "note", "url", "first", "last"}
    assert not sorted(key for key in keys - quiet if f"{key}:" not in shown)


def test_the_reference_says_what_each_key_is() -> None:
    for part in parts():
        assert part.words
        for key in part.keys:
            assert key.words.endswith((".", ")")), (part.name, key.name)
            assert key.may_be, (part.name, key.name)
    assert len(values()) > 10


# ---- the schema itself


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every table in a schema."""
    if isinstance(node, list):
        for one in node:
            yield from nodes(one)
    elif isinstance(node, dict):
        yield node
        for value in node.values():
            yield from nodes(value)


@pytest.mark.parametrize("draft", list(DRAFTS))
def test_every_table_refuses_other_keys_and_every_key_is_explained(draft: str) -> None:
    made = schema(draft)  # type: ignore[arg-type]
    tables = [n for n in nodes(made) if n.get("type") == "object"]
    assert len(tables) > 40
    assert all(n.get("additionalProperties") is False for n in tables)
    parts = [
        made,
        *(d for name, d in made["$defs" if draft == "2020-12" else "definitions"].items() if name[0].isupper()),
    ]
    assert len(parts) > 15
    for part in parts:
        assert part["description"]
        for key, value in part["properties"].items():
            assert value["description"], key


def test_every_key_of_the_models_is_there() -> None:
    made = schema()
    assert set(made["properties"]) == {f.alias or n for n, f in Case.model_fields.items()}
    assert made["required"] == ["case", "title"]
    assert made["$defs"]["Option"]["properties"]["undo_if"]["$ref"] == "#/$defs/formula"


def test_yes_and_no_and_true_and_false() -> None:
    text = HEAD + "actors: {a: {options: {go: {now: %s, public: %s, moves: %s}}}}\n"
    for words in (("yes", "no", "no"), ("true", "false", "false"), ("'yes'", "'no'", "'no'")):
        assert not slugs(text % words)
        assert validator("2020-12").is_valid(read(text % words))
