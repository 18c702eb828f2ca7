"""Runs the pages: what README and docs show is typed into the installed program and compared.

In a page,

- a ``console`` block holds ``$ command`` lines, each followed by what the command prints (``...`` alone on a line
  stands for any lines, inside a line for any characters); a command must succeed unless the next one is
  ``$ echo $?``, which shows the exit code;
- a ``python`` block is a doctest;
- ``<!-- file: NAME -->`` on the line above a block writes the block to NAME before anything after it runs; a ``yaml``
  block must load as a case;
- ``<!-- added to: NAME -->`` adds the block to the end of NAME (it need not load: a page may show a fault);
- ``<!-- not run: REASON -->`` on the line above a block leaves it out; the reason is shown by the test.

All blocks of one page run in order in one empty folder. ``python tests/contract/documents.py PAGE...`` writes into
the pages what the program prints now, wherever that differs; look at the difference before you keep it.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>file|added to|not run): (?P<value>.+?) -->\n+)?"
    r"```(?P<kind>\w+)[^\n]*\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
#: What a reader types before anything is installed -> what the set-up ends with, once it is done.
SET_UP = {"make demo": "realpolitik demo"}
SECONDS = 300
#: The text of the file ``realpolitik`` on the path; another one may stand in (see ``started``).
PLAIN = f'#!/bin/sh\nexec "{sys.executable}" -m realpolitik "$@"\n'


@dataclass(frozen=True)
class Block:
    """A fenced block of a page: its kind, its text, the line it starts on, and its mark."""

    kind: str
    body: str
    line: int
    mark: str | None
    value: str | None


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page that have a kind, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Block(m["kind"], m["body"], text.count("\n", 0, m.start("kind")) + 1, m["mark"], m["value"])
        for m in BLOCK.finditer(text)
    ]


def commands(body: str) -> list[tuple[str, str]]:
    """The ``$ command`` lines of a console block, each with the output shown for it."""
    if not body.startswith("$ "):
        raise ValueError("a console block starts with a line `$ command`")
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts)]


def environment(folder: Path, program: str = PLAIN) -> dict[str, str]:
    """Variables for a run: no colours, no progress, fixed width, and ``realpolitik`` on the path as it is installed."""
    scripts = folder.parent / "scripts"
    scripts.mkdir(exist_ok=True)
    (scripts / "realpolitik").write_text(program, encoding="utf-8")
    (scripts / "realpolitik").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "TMPDIR")}
    if "PYTHONPATH" in os.environ:
        kept["PYTHONPATH"] = os.pathsep.join(map(os.path.abspath, os.environ["PYTHONPATH"].split(os.pathsep)))
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    still = {"NO_COLOR": "1", "REALPOLITIK_QUIET": "1", "COLUMNS": "100", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    return {**kept, "PATH": path, **still}


def typed(command: str, folder: Path, code: int = 0, program: str = PLAIN) -> tuple[str, int]:
    """What a command prints (both streams) and its exit code; ``$?`` is ``code`` for it."""
    done = subprocess.run(
        ["bash", "-c", f"(exit {code}); {SET_UP.get(command, command)}"],
        cwd=folder,
        env=environment(folder, program),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    return done.stdout.decode("utf-8"), done.returncode


def wrong_console(block: Block, folder: Path, program: str = PLAIN) -> list[str]:
    """What is wrong with a console block, in words; an empty list when all is as shown."""
    wrong: list[str] = []
    pairs = commands(block.body)
    code = 0
    for number, (command, shown) in enumerate(pairs):
        got, code = typed(command, folder, code, program)
        if not same(shown, got):
            wrong.append(f"$ {command}\n--- the page shows\n{shown}--- the program prints\n{got}")
        asked = number + 1 < len(pairs) and pairs[number + 1][0] == "echo $?"
        if code != 0 and not asked:
            wrong.append(f"$ {command}\nends with exit code {code}")
    return wrong


def write(block: Block, folder: Path) -> None:
    """Write a block to the file it is marked with, or add it there."""
    if block.mark in ("file", "added to") and block.value:
        with (folder / block.value).open("w" if block.mark == "file" else "a", encoding="utf-8") as file:
            file.write(block.body)


def same(shown: str, got: str) -> bool:
    """Whether output is as shown, ``...`` standing for anything; spaces at line ends do not count."""

    def tidy(text: str) -> str:
        lines = "".join(line.rstrip() + "\n" for line in text.splitlines())
        return re.sub(r"^\.\.\.\n", "...", lines, flags=re.MULTILINE)  # alone on a line: any lines, also none

    return doctest.OutputChecker().check_output(tidy(shown), tidy(got), doctest.ELLIPSIS)


def wrong_python(block: Block, page: Path, names: dict[str, object]) -> list[str]:
    """What is wrong with a doctest block; names live on from block to block of one page."""
    test = doctest.DocTestParser().get_doctest(block.body, names, page.name, str(page), block.line)
    if not test.examples:
        return [f"line {block.line}: a python block without >>> cannot be checked"]
    test.globs = names
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE, verbose=False).run(
        test, out=told.append, clear_globs=False
    )
    return told


def refresh(page: Path) -> int:
    """Write into a page what its commands print now; the number of outputs that differed."""
    text, differed, at = page.read_text(encoding="utf-8"), 0, 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "page"
        folder.mkdir()
        for block in blocks(page):
            write(block, folder)
            if block.kind != "console" or block.mark == "not run":
                continue
            body, code = "", 0
            for command, shown in commands(block.body):
                got, code = typed(command, folder, code)
                differed += not same(shown, got)
                body += f"$ {command}\n" + (shown if same(shown, got) else got.replace(str(folder), "..."))
            at = text.index(block.body, at)
            text = text[:at] + body + text[at + len(block.body) :]
            at += len(body)
    page.write_text(text, encoding="utf-8")
    return differed


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(f"{name}: {refresh(Path(name))} outputs written anew")
