"""The analysis as Markdown: whole, escaped, tables with as many cells as heads, the same every time."""

from __future__ import annotations

import re

from typer.testing import CliRunner

from realpolitik.analysis.result import Analysis
from realpolitik.cli.main import app
from realpolitik.report.markdown import escaped, markdown


def test_every_section_stands_there_in_order(analysis: Analysis) -> None:
    heads = re.findall(r"^## (.+)$", markdown(analysis), re.MULTILINE)
    assert heads == [
        "Bottom line", "Scenarios", "Explanations", "What it leans on", "What to watch", "Questions with a date",
        "Levers and advice", "Key assumptions", "Sources", "How it was computed",
    ]  # fmt: skip


def test_tables_are_even(analysis: Analysis) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", markdown(analysis), re.MULTILINE)
    assert len(tables) >= 8
    for table in tables:
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(cells) == 1, table


def test_what_the_case_wrote_is_no_markup(analysis: Analysis) -> None:
    assert escaped("a | b <b>*x*</b> [y](z) #1") == r"a \| b \<b\>\*x\*\</b\> \[y\](z) \#1"
    title = "*Bold* <script>alert(1)</script> | cell"
    changed = analysis.model_copy(update={"case": analysis.case.model_copy(update={"title": title})})
    assert "<script>" not in markdown(changed).replace(r"\<script\>", "")


def test_the_numbers_are_the_pages(analysis: Analysis) -> None:
    text = markdown(analysis)
    lead = next(e for e in analysis.explanations if e.leading)
    assert f"| {round(100 * lead.posterior)} % |" in text
    assert markdown(analysis) == text


def test_a_case_with_nothing_is_short(bare: Analysis) -> None:
    text = markdown(bare)
    assert text.startswith("# ")
    assert "How it was computed" in text


def test_the_command_prints_it_and_tells_how_to_print_a_pdf() -> None:
    run = CliRunner().invoke(app(), ["report", "prisoners-dilemma", "--format", "md"])
    assert run.exit_code == 0
    assert run.stdout.startswith("# ")
    asked = CliRunner().invoke(app(), ["report", "prisoners-dilemma", "--format", "pdf"])
    assert asked.exit_code == 2
    assert "print it to a PDF" in asked.output
