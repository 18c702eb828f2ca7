"""Files made to break the reader: each is refused or read, with words, quickly, and in little memory.

``check`` runs in a process of its own, whose processor time and memory the system measures and limits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from measured import measured

SECONDS = 5.0
MEGABYTES = 500
#: A busy machine counts more processor seconds for the same work.
PATIENCE = 2.5
HEAD = "case: x\ntitle: y\nas_of: 2025-07-02\n"
GO = HEAD + "actors: {a: {options: {go: Go}, prefers: [go]}}\n"


def check(path: Path | str, tmp_path: Path) -> tuple[int, str, float, float]:
    """Exit code, all that was printed, processor seconds and megabytes of ``realpolitik check PATH``."""
    return measured(["check", str(path)], tmp_path, 60)


def many(count: int, line: str) -> str:
    """``line`` with ``{}`` replaced by 0, 1, 2, .."""
    return "".join(line.replace("{}", str(k)) for k in range(count))


#: name -> the file, and words that must be printed
FILES: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "alias-bomb": (lambda: HEAD + "a: &a [x, x]\n" + many(50, "b{}: &b{} [*a, *a, *a]\n"), "yaml-alias"),
    "square-brackets": (lambda: HEAD + "about: " + "[" * 3000, "too-deep"),
    "curly-brackets": (lambda: HEAD + "about: " + "{a: " * 3000, "too-deep"),
    "parentheses": (lambda: GO + "scenarios: {s: " + "(" * 3000 + "a.go" + ")" * 3000 + "}\n", "formula-too-deep"),
    "brackets-without-end": (lambda: HEAD + "about: " + "[" * 900_000, "too-deep"),
    "nots-without-end": (lambda: GO + "scenarios:\n  s: " + "not " * 50_000 + "a.go\n", "formula-too-deep"),
    "a-hundred-megabytes": (lambda: b"x" * 100_000_000, "too-large"),
    "tag": (lambda: HEAD + "about: !!python/object/apply:os.system [ls]\n", "yaml-tag"),
    "yaml-1.1": (lambda: "%YAML 1.1\n---\n" + HEAD, "yaml-version"),
    "null-bytes": (lambda: HEAD.encode() + b"\0" * 900_000, "control-character"),
    "null-lines": (lambda: b"\0\n" * 450_000, "more-faults"),
    "latin-1": (lambda: "case: x\ntitle: \xe9\n".encode("latin-1"), "not-utf8"),
    "utf-16": (lambda: HEAD.encode("utf-16"), "the file is UTF-16, not UTF-8"),
    "one-line-of-parts": (lambda: HEAD + "about: [" + "a, " * 300_000 + "a]\n", "too-large"),
    "one-line-of-text": (lambda: HEAD + "about: " + "word " * 120_000 + "\n", "No errors"),
    "one-long-line-of-faults": (lambda: HEAD + "actors: {" + many(1500, "a{}: {part_off: b}, ") + "}\n", "more-faults"),
    "long-keys-above-many": (
        lambda: HEAD + "".join(" " * k + "k" * 100 + f"{k}:\n" for k in range(58)) + " " * 58 + "z: ["
        + "a," * 20_000 + "a]\n", "unknown-key"),
    "a-hundred-thousand-keys": (lambda: "case: x\ntitle: y\n" + many(100_000, "k{}: 1\n"), "too-large"),
    "the-same-key": (lambda: "case: x\ntitle: y\n" + "k: 1\n" * 150_000, "more-faults"),
    "10^9-states": (lambda: HEAD + "actors: {a: {options: {" + many(30, "o{}: x, ") + "z: x}}}\n", "too-many-states"),
    "ten-thousand-actors": (lambda: HEAD + "actors:\n" + many(10_000, "  a{}: {options: {go: Go}, prefers: [go]}\n"),
                            "too-large"),
    "thousands-of-actors": (lambda: HEAD + "actors:\n" + many(6000, "  a{}: {options: {go: Go}, prefers: [go]}\n"),
                            "about 10^1806 states"),
    "thousands-of-parts": (lambda: HEAD + "actors:\n  a0: {name: A}\n" + "".join(
        f"  a{k}: {{part_of: a{k - 1}}}\n" for k in range(1, 3000)), "No errors"),
    "a-circle-of-thousands": (lambda: HEAD + "actors:\n" + "".join(
        f"  a{k}: {{part_of: a{(k + 1) % 3000}}}\n" for k in range(3000)), "circular-name"),
    "thousands-of-unknown-names": (lambda: HEAD + "actors:\n" + many(2000, "  name_{}: {part_of: nme_{}}\n"),
                                   "more-faults"),
    "deep-given": (lambda: HEAD + "factors:\n  f0: {asks: F, prior: 3%}\n" + "".join(
        f"  f{k}: {{asks: F, prior: 3%, given: [{{if: f{k - 1}, p: 3%}}, {{else: 4%}}]}}\n" for k in range(1, 2000)),
        "worlds are too many to weigh"),
    "sixty-factors": (lambda: HEAD + "factors:\n" + many(60, "  f{}: {asks: F, prior: 3%}\n") + "explanations:\n  e: "
                      + " and ".join(f"f{k}" for k in range(60)) + "\n", "about 10^18 worlds are too many to weigh"),
    "thousands-of-branches": (
        lambda: HEAD + "factors:\n" + many(16, "  f{}: {asks: F, prior: 3%}\n") + "evidence:\n  - id: e\n    what: w\n"
        "    seen: not yet\n    likelihood:\n"
        + ("      - {if: " + " and ".join(f"f{k}" for k in range(16)) + ", p: 3%}\n") * 1000, "table-incomplete"),
    "names-that-stand-for-names": (
        lambda: GO + "scenarios:\n  m: " + "a.go and " * 9000 + "a.go\n" + many(10_000, "  s{}: m or m\n"),
        "formula-too-long"),
    "rules-over-millions-of-states": (
        lambda: HEAD + "actors:\n" + many(12, "  a{}: {options: {x: X, y: Y}, prefers: [x]}\n") + "rules:\n" + "".join(
            f"  - never: a{k % 12}.x and a{(k * 7 + 1) % 12}.y\n" for k in range(6000)), "not counted"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_hostile_files_are_dealt_with(name: str, tmp_path: Path) -> None:
    make, words = FILES[name]
    content = make()
    path = tmp_path / "case.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code, printed, seconds, megabytes = check(path, tmp_path)
    assert code in (0, 2), printed[:2000]
    assert words in printed
    assert "Traceback" not in printed
    assert len(printed) < 1_000_000
    assert seconds < SECONDS * PATIENCE
    assert megabytes < MEGABYTES


def test_memory_of_the_tests_themselves_is_not_counted(tmp_path: Path) -> None:
    held = bytearray(b"x") * (MEGABYTES << 20)
    path = tmp_path / "case.yaml"
    path.write_text(GO, encoding="utf-8")
    code, printed, _, megabytes = check(path, tmp_path)
    assert (code, len(held)) == (0, MEGABYTES << 20), printed
    assert 0 < megabytes < MEGABYTES


def test_what_is_no_file_is_refused_by_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    locked = tmp_path / "locked.yaml"
    locked.write_text(HEAD, encoding="utf-8")
    locked.chmod(0)
    expected = {
        "/dev/zero": "a device or a pipe, not a file",
        str(tmp_path / "pipe"): "a device or a pipe, not a file",
        str(tmp_path / "loop"): "cannot be read: ",
        str(tmp_path / "nowhere"): "there is no such file",
        str(tmp_path): "is a folder",
        str(tmp_path / "gone"): "there is no case file",
    }
    if os.geteuid() != 0:  # root may read anything
        expected[str(locked)] = "cannot be read: Permission denied"
    for path, words in expected.items():
        code, printed, seconds, _ = check(path, tmp_path)
        assert (code, words in printed) == (2, True), printed
        assert seconds < SECONDS


def test_a_large_case_loads_in_time(tmp_path: Path) -> None:
    item = (
        "  - id: item{}\n    what: Something number {} was seen\n    seen: 2025-06-30\n    source: s p3\n"
        "    likelihood: {deal: {yes: 30%, no: 20%}}\n    because: " + "some words here " * 9 + "\n"
    )
    path = tmp_path / "large.yaml"
    path.write_text(
        HEAD + "sources:\n  s: {title: S}\nfactors:\n  deal: {asks: A deal?, prior: 30%, source: s}\nevidence:\n"
        + many(3000, item), encoding="utf-8",
    )  # fmt: skip
    assert path.stat().st_size > 850_000
    code, printed, seconds, megabytes = check(path, tmp_path)
    assert (code, "3000 items" in printed) == (0, True), printed[:500]
    assert seconds < SECONDS * PATIENCE
    assert megabytes < MEGABYTES
