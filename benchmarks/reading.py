"""How well and how fast articles are read: events against a gold standard, words a second, memory.

    .venv/bin/python benchmarks/reading.py FILE      measure on a file of sentences, print and keep the table
    .venv/bin/python benchmarks/reading.py --smoke   the sentences written for it below, print only

FILE holds one JSON object a line: ``text``, and ``expect`` with ``plover``, ``sources`` and ``targets`` (PLOVER
codes). The half of the PLOVER gold standard that was used during development is CC BY-SA and not shipped. The first
event that is read from a sentence counts. An actor is right when the set of states (or kinds of organisation) is the
expected one, the first three letters of the codes; *with sector* asks for the whole codes. The dictionary and the
patterns were written with that half in sight, so on other sentences expect less.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import time
from importlib import resources
from pathlib import Path
from typing import Any

from realpolitik.reading.actors.dictionary import shipped
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.events.event import Event, Party
from realpolitik.reading.grammar.sentence import Grammar
from realpolitik.reading.grammar.spacy import grammar
from realpolitik.reading.texts import read_text

RESULT = Path(__file__).parent / "results" / "reading.txt"
#: Letters that the gold standard writes in its own way.
OWN = {"ITL": "ITA", "JAP": "JPN"}
#: Written for the smoke run: type, sources, targets, sentence.
SENTENCES = (
    ("FIGHT", "FRAMIL", "DEU", "French troops attacked Germany on Monday."),
    ("AGREE", "PERGOV", "CHL", "Peru's president promised to visit Chile."),
    ("REJECT", "KEN", "UGAGOV", "Kenya refused to meet the president of Uganda."),
    ("DEMAND", "ESP", "MAR", "Spain demanded that Morocco withdraw its troops."),
    ("SUPPORT", "NOR SWE", "", "Norway and Sweden signed a treaty."),
    ("SANCTION", "OMN", "YEM", "Oman suspended all flights to Yemen."),
    ("THREATEN", "KEN", "UGA", "Kenya threatened to close its border with Uganda."),
    ("COERCE", "INDCOP", "NPLCVL", "Indian police arrested twelve Nepalese activists."),
)


def sentences(file: Path | None) -> list[dict[str, Any]]:
    """The sentences with what is expected of each."""
    if file is None:
        return [
            {"text": text, "expect": [{"plover": kind, "sources": a.split(), "targets": b.split()}]}
            for kind, a, b, text in SENTENCES
        ]
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def states(codes: list[str], *, whole: bool = False) -> set[str]:
    """The codes' states, or the whole codes; what the gold standard marks as open (``***``) is left out."""
    found = [OWN.get(c[:3], c[:3]) + c[3:].replace("***", "") for c in codes if c]
    return {c[:6] if whole else c[:3] for c in found}


def codes(side: list[Party]) -> list[str]:
    """The codes of the parties whose state is known."""
    return [p.code for p in side if p.code and p.state != "---"]


def scores(rows: list[dict[str, Any]], parser: Grammar) -> list[tuple[str, str]]:
    """Precision and recall of types, and shares of sentences with everything right."""
    total = {"type": 0, "source": 0, "target": 0, "all three": 0, "all three with sector": 0, "none read": 0}
    by_type: dict[str, list[int]] = {}
    for row in rows:
        told = read_text("sentence", row["text"], shipped(), parser).events
        event: Event | None = told[0].event if told else None
        wanted = row["expect"][0]
        kinds = (wanted["plover"], event.kind if event else "", wanted["plover"])
        hit, made, asked = (by_type.setdefault(k, [0, 0, 0]) for k in kinds)
        asked[2] += 1
        if event is None:
            total["none read"] += 1
            continue
        made[1] += 1
        kind = event.kind == wanted["plover"]
        hit[0] += kind
        sides = ((codes(event.sources), wanted["sources"]), (codes(event.targets), wanted["targets"]))
        source, target = (states(said) == states(there) for said, there in sides)
        whole = all(states(said, whole=True) == states(there, whole=True) for said, there in sides)
        total["type"] += kind
        total["source"] += source
        total["target"] += target
        total["all three"] += kind and source and target
        total["all three with sector"] += kind and whole
    n = len(rows)
    lines = [(f"{name}, share of {n} sentences", f"{count / n:.3f}") for name, count in total.items()]
    read = n - total["none read"]
    lines.append(("precision of types over what was read", f"{total['type'] / max(read, 1):.3f}"))
    lines.append(("recall of types", f"{total['type'] / n:.3f}"))
    for name, (right, said, there) in sorted(by_type.items()):
        if there:
            shares = f"{right / max(said, 1):.2f}  {right / there:.2f}  {there:3}"
            lines.append((f"  {name}: precision, recall, sentences", shares))
    return lines


def speed(parser: Grammar, repeats: int) -> list[tuple[str, str]]:
    """Words a second from text to draft, after the model is loaded; CPU time of this process."""
    text = (resources.files("realpolitik.reading") / "data" / "example.txt").read_text(encoding="utf-8")
    head, body = text.split("20 May 1975\n\n")
    long = head + "20 May 1975\n\n" + body.split("2 comments")[0] * repeats
    start = time.process_time()
    made = read_text("long", long, shipped(), parser)
    draft([made], "long.txt")
    words = len(long.split())
    return [(f"words a second, {words:,} words, text to draft", f"{words / (time.process_time() - start):,.0f}")]


def table(file: Path | None) -> str:
    """The whole table."""
    lines = [f"Python {platform.python_version()}; sentences: {file.name if file else 'written for the smoke run'}", ""]
    rows = sentences(file)
    for parser in (grammar(), grammar("none")):
        list(parser.sentences("", []))
        read_text("warm up", "Kenya met Uganda.", shipped(), parser)
        found = [*scores(rows, parser), *speed(parser, 2 if file is None else 20)]
        lines += [parser.title, *(f"  {name:<52}{value:>16}" for name, value in found), ""]
    lines.append(f"Most memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="sentences, one JSON object a line")
    parser.add_argument("--smoke", action="store_true", help="the few sentences of this file, keep nothing")
    asked = parser.parse_args()
    if asked.file is None and not asked.smoke:
        sys.exit("give a file of sentences, or --smoke")
    shown = table(None if asked.smoke else asked.file)
    print(shown, end="")
    if not asked.smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
