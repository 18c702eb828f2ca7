"""An edit changes the text of one value and nothing else; a file saved without change keeps its bytes."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realpolitik.case.editing import edit, edited, tree
from realpolitik.case.loading import load, load_text
from realpolitik.case.node import Node
from realpolitik.case.path import follow, steps
from realpolitik.case.saving import Original, errors_of, new_errors
from realpolitik.errors import BadInput, CaseFaults
from realpolitik.library import shelf

from .yaml_files import LEAF, files

SKETCH = (Path(__file__).parent / "data" / "sketch.yaml").read_text(encoding="utf-8")
CASES = [shelf.path(name) for name in shelf.names()]
MANY = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
FEW = settings(MANY, max_examples=50)


def leaves(node: Node) -> Iterator[Node]:
    if node.kind == "text":
        yield node
    for item in node.items:
        yield from leaves(item)
    for _, value in node.pairs:
        yield from leaves(value)


def said(text: str) -> dict[str, str]:
    """Every text of a file by its path."""
    return {leaf.path: leaf.text for leaf in leaves(tree(text))}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_shipped_case_saved_without_change_keeps_its_bytes(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "case.yaml"
    copy.write_bytes(path.read_bytes())
    original = Original.read(copy)
    original.save(original.text)
    assert copy.read_bytes() == path.read_bytes()


@MANY
@given(files())
def test_a_file_saved_without_change_keeps_its_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(data)
    original = Original.read(file)
    original.save(original.text)
    assert file.read_bytes() == data
    for leaf in list(leaves(tree(original.text)))[:2]:
        assert edit(original.text, leaf.path, _typed(leaf.text)).encode() == data


def _typed(text: str) -> str:
    """A text as it is typed so that it stands for itself."""
    return "'" + text.replace("'", "''") + "'" if text.strip()[:1] in ("[", "{", "'", '"') else text


@FEW
@given(files(), LEAF, st.integers(0, 100))
def test_an_edit_changes_one_span(data: bytes, value: str, which: int) -> None:
    text = data.decode()
    every = list(leaves(tree(text)))
    leaf = every[which % len(every)]
    mark = len(text) - len(text.removeprefix("\ufeff"))
    made = edit(text, leaf.path, _typed(value))
    assert made.startswith(text[: leaf.start + mark])
    rest = text[leaf.end + mark :]
    assert made.endswith(rest if leaf.style not in ("|", ">") else rest.lstrip())
    assert said(made) == said(text) | {leaf.path: value}
    assert made.count("#") - value.count("#") == text.count("#") - leaf.text.count("#")
    assert set(_line_ends(made)) <= set(_line_ends(text))


def _line_ends(text: str) -> list[str]:
    return [line[len(line.rstrip("\r\n")) :] for line in text.splitlines(keepends=True) if line.endswith(("\r", "\n"))]


@FEW
@given(files(), LEAF, st.integers(0, 100))
def test_a_key_more_adds_one_piece(data: bytes, value: str, which: int) -> None:
    text = data.decode()
    tables = [node for node in _nodes(tree(text)) if node.kind == "map" and node.get("new") is None]
    table = tables[which % len(tables)]
    path = f"{table.path}.new".lstrip(".")
    made = edit(text, path, _typed(value))
    assert said(made) == said(text) | {path: value}
    common = next((k for k, (a, b) in enumerate(zip(text, made, strict=False)) if a != b), len(text))
    assert made.endswith(text[common:])


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for item in node.items:
        yield from _nodes(item)
    for _, value in node.pairs:
        yield from _nodes(value)


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: x  # why\n", "a", "y", "a: y  # why\n"),
        ("a: 'x'\n", "a", "it's", "a: 'it''s'\n"),
        ("a: x\n", "a", "one: two", 'a: "one: two"\n'),
        ("a: {b: x}\n", "a.b", "y, z", 'a: {b: "y, z"}\n'),
        ("a: {b: x}\n", "a.b", "[y, z]", "a: {b: [y, z]}\n"),
        ("a: x\n", "a", "[y", 'a: "[y"\n'),
        ("a: x\n", "a", "'yes'", "a: 'yes'\n"),
        ("a: {b: x,}\n", "a.c", "y", "a: {b: x, c: y,}\n"),
        ("a: {}\n", "a.c", "y", "a: {c: y}\n"),
        ("a:\n  b: x  # why\n\n# end\n", "a.c", "y", "a:\n  b: x  # why\n  c: y\n\n# end\n"),
        ("a:\n  - b: x\n  - z\n", "a[0].c", "y", "a:\n  - b: x\n    c: y\n  - z\n"),
        ("a: x", "b", "y", "a: x\nb: y"),
        ("a: x\r\n", "b", "y", "a: x\r\nb: y\r\n"),
        ("a:\n- x\n- y\nb: z\n", "a[2]", "w", "a:\n- x\n- y\n- w\nb: z\n"),
        ("a: [x, y]\n", "a[2]", "w", "a: [x, y, w]\n"),
        ("a: |  # why\n  x\n  y\n\nb: z\n", "a", "w", "a: w  # why\n\nb: z\n"),
        ("a:   # why\n  - x\n  - y\nb: z\n", "a", "[w]", "a: [w]   # why\nb: z\n"),
        ("a: {value: 20%, source: b}\n", "a", "30%", "a: {value: 30%, source: b}\n"),
        ("a:\nb: z\n", "a", "y", "a: y\nb: z\n"),
        ("a: {d, e: }\n", "a.d", "y", "a: {d: y, e: }\n"),
        ("a: [{id: b, c: 1}]\n", "a.b.c", "2", "a: [{id: b, c: 2}]\n"),
        ("a: {2025-12-31: 40%}\n", "a.2025-12-31", "50%", "a: {2025-12-31: 50%}\n"),
        ("a: {'b.c': 1}\n", "a.'b.c'", "2", "a: {'b.c': 2}\n"),
        ("a: x\n", "a", "one\ntwo", 'a: "one\\ntwo"\n'),
        ("a: x\n", "b.c".replace(".", "_"), "null", "a: x\nb_c: null\n"),
    ],
)
def test_what_an_edit_gives(before: str, path: str, value: str, after: str) -> None:
    assert edit(before, path, value) == after


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        (SKETCH, "factors.us_dael.prior", "did you mean 'us_deal'"),
        (SKETCH, "evidence.sputnik_rade.credibility", "did you mean 'sputnik_raid'"),
        (SKETCH, "events[9].by", r"\[0\] to \[2\]"),
        (SKETCH, "actors.azerbaijan.options.disown.now", "is the text 'Say that"),
        (SKETCH, "events[", "is not a path"),
        (SKETCH, ".case", "is not a path"),
        (SKETCH, "", "a path is missing"),
        ("a:\n  - x\n  # why\n  - y\n", "a", "comments stand inside"),
        ("a: [x, # why\n  y]\n", "a", "comments stand inside"),
        ("a:\n  -\n  - y\n", "a[0]", "without touching the lines around it"),
    ],
)
def test_where_an_edit_is_refused(text: str, path: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        edit(text, path, "[x]")


def test_a_text_that_is_no_yaml_cannot_be_edited() -> None:
    with pytest.raises(CaseFaults, match="yaml-syntax"):
        edit("a: [\n", "a", "x")


def test_paths_are_read_as_faults_print_them() -> None:
    for node in _nodes(tree(SKETCH)):
        if node.path:
            assert follow(tree(SKETCH), node.path).path == node.path
    assert steps("evidence['a b'][2].c") == ("evidence", "a b", 2, "c")


def test_an_edit_of_the_sketch_loads() -> None:
    made = edited(SKETCH, "evidence.sputnik_raid.credibility", "3")
    assert (made.path, made.old, made.new) == ("evidence[0].credibility", "2", "3")
    assert load_text(made.text).evidence[0].credibility == 3
    assert made.text.replace("credibility: 3", "credibility: 2") == SKETCH


def test_errors_that_an_edit_brings_in() -> None:
    before = errors_of(SKETCH, "x")
    assert before == ()
    after = errors_of(edit(SKETCH, "events[0].by", "nobody"), "x")
    assert "unknown-actor" in {f.slug for f in new_errors(before, after, "events[0].by")}
    assert new_errors(after, after, "events[0].by") == ()


def test_errors_that_were_hidden_do_not_stop_a_repair() -> None:
    broken = edit(edit(SKETCH, "events[0].by", "nobody"), "factors.us_deal.prior", "quite so")
    mended = edit(broken, "factors.us_deal.prior", "20%")
    before, after = errors_of(broken, "x"), errors_of(mended, "x")
    assert {f.slug for f in before} == {"bad-probability"}
    assert after
    assert new_errors(before, after, "factors.us_deal.prior") == ()


def test_saving_keeps_permissions_and_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(b"a: x\r\n")
    real.chmod(0o640)
    link.symlink_to(real)
    original = Original.read(link)
    original.save(edit(original.text, "a", "y"))
    assert link.is_symlink()
    assert real.read_bytes() == b"a: y\r\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.yaml", "real.yaml"]


def test_saving_does_not_undo_what_somebody_else_wrote(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: x\n", encoding="utf-8")
    original = Original.read(file)
    file.write_text("a: z\n", encoding="utf-8")
    with pytest.raises(BadInput, match="changed by another program"):
        original.save("a: y\n")
    assert file.read_text(encoding="utf-8") == "a: z\n"


def test_a_shipped_case_edited_in_every_source(tmp_path: Path) -> None:
    path = shelf.path("2025-syunik")
    text = path.read_text(encoding="utf-8")
    made = edit(text, "title", load(path).title + "!")
    assert len(made) <= len(text) + 3
    assert load_text(made).title.endswith("!")


SMALL = "a: x  # why\nb:\n  - {id: i, c: 1}\n  - d: [y, z]\nc: |\n  e\nf: {g: , h}\n"
PIECES = st.sampled_from(
    ["a", "b", "c", "i", "f", "g", "h", ".", "[0]", "[1]", "[2]", "'", '"', "[", "]", "\\", "x y", "é"]
)


@settings(max_examples=100)
@given(st.lists(PIECES, max_size=6).map("".join), st.text(max_size=12) | LEAF)
def test_any_path_and_any_value(path: str, value: str) -> None:
    try:
        made = edited(SMALL, path, value)
    except (BadInput, CaseFaults):
        return
    before, after = said(SMALL), said(made.text)
    assert {key: text for key, text in after.items() if not key.startswith(made.path)} == {
        key: text for key, text in before.items() if not key.startswith(made.path)
    }
    assert edit(made.text, path, value) == made.text or made.old is None
