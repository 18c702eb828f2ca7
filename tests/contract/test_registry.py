"""Walks the ideas the registry finds, and names what is missing from each."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

from realpolitik.registry import ideas

ROOT = Path(__file__).resolve().parent.parent.parent
FIGURE_SECTIONS = ("What it says", "When to use it", "When it misleads")
FORMAT_SECTIONS = ("What it holds", "What is lost", "Reference")
SECTIONS = ("Claim", "Definition", "When to use it", "When it misleads", "Shapes", "Reference")


def modules(package: str) -> list[object]:
    """The idea modules of a package as parameters named after them."""
    return [pytest.param(module, id=name) for name, module in ideas(package).items()]


def written_keys() -> list[str]:
    """The keys of ``docs/references.bib`` as they stand there, doubles included."""
    text = (ROOT / "docs/references.bib").read_text(encoding="utf-8")
    return re.findall(r"^@\w+\{([^,\s]+),", text, re.MULTILINE)


def reference_keys() -> set[str]:
    """The keys of ``docs/references.bib``."""
    return set(written_keys())


def section(text: str, name: str) -> str:
    """The indented text under a heading of a manual page; empty when there is none."""
    found = re.search(rf"^{re.escape(name)}\n((?:[ \t]+\S.*\n|\n)+)", text + "\n", re.MULTILINE)
    return found[1].strip() if found else ""


@pytest.mark.parametrize("concept", modules("realpolitik.conflict.stability"))
def test_stability_concept_is_complete(concept: ModuleType) -> None:
    page = inspect.cleandoc(concept.__doc__ or "")
    missing = [f"the docstring's section {name!r}" for name in SECTIONS if not section(page, name)]
    missing += [
        f"the attribute {name}" for name in ("NAME", "ORDER", "TITLE", "REFERENCE") if not hasattr(concept, name)
    ]
    if ">>> " not in page:
        missing.append("an example (>>>) in the docstring")
    keys = set(re.findall(r"\b[a-z]+\d{4}[a-z]?\b", section(page, "Reference"))) | {getattr(concept, "REFERENCE", "")}
    missing += [f"the key {key} in docs/references.bib" for key in sorted(keys - reference_keys() - {""})]
    if list(inspect.signature(concept.stable).parameters)[:2] != ["graph", "actor"]:
        missing.append("the function stable(graph, actor)")
    assert not missing, f"{concept.__name__} misses " + ", ".join(missing)


def test_the_concepts_of_the_literature_are_there() -> None:
    found = ideas("realpolitik.conflict.stability")
    wanted = {"Nash", "SEQ", "SMR", "GMR", "SSEQ", "SIM", "L_h", "NM", "CNash", "CGMR", "CSMR", "CSEQ", "CSSEQ"}
    assert wanted <= set(found)
    assert [name for name, module in found.items() if getattr(module, "BY_DEFAULT", False)] == [
        "Nash",
        "SEQ",
        "SMR",
        "GMR",
    ]


@pytest.mark.parametrize("structure", modules("realpolitik.conflict.structures"))
def test_structure_of_preferences_is_complete(structure: ModuleType) -> None:
    page = inspect.cleandoc(structure.__doc__ or "")
    missing = [f"the docstring's section {name!r}" for name in SECTIONS if not section(page, name)]
    missing += [
        f"the attribute {name}" for name in ("NAME", "ORDER", "TITLE", "REFERENCE") if not hasattr(structure, name)
    ]
    if ">>> " not in page:
        missing.append("an example (>>>) in the docstring")
    if structure.REFERENCE not in reference_keys():
        missing.append(f"the key {structure.REFERENCE} in docs/references.bib")
    if list(inspect.signature(structure.variants).parameters)[:3] != ["space", "graph", "when"]:
        missing.append("the function variants(space, graph, when)")
    assert not missing, f"{structure.__name__} misses " + ", ".join(missing)


@pytest.mark.parametrize("command", modules("realpolitik.cli.commands"))
def test_command_is_complete(command: ModuleType) -> None:
    missing = [f"the attribute {name}" for name in ("ORDER", "command") if not hasattr(command, name)]
    if not inspect.getdoc(command.command):
        missing.append("a docstring of command (its help)")
    for name, parameter in inspect.signature(command.command, eval_str=True).parameters.items():
        if not any(getattr(mark, "help", None) for mark in getattr(parameter.annotation, "__metadata__", ())):
            missing.append(f"a help text for {name}")
    assert not missing, f"{command.__name__} misses " + ", ".join(missing)


def test_the_commands_are_there() -> None:
    assert {"demo", "check", "weigh", "solve", "verify", "play", "report", "library"} <= set(
        ideas("realpolitik.cli.commands")
    )


@pytest.mark.parametrize(
    "package",
    [
        "realpolitik.conflict.stability",
        "realpolitik.conflict.structures",
        "realpolitik.cli.commands",
        "realpolitik.figures",
        "realpolitik.formats",
    ],
)
def test_no_two_ideas_claim_the_same_place(package: str) -> None:
    orders = [module.ORDER for module in ideas(package).values()]
    assert len(orders) == len(set(orders)), f"two modules of {package} have the same ORDER: {sorted(orders)}"


@pytest.mark.parametrize("figure", modules("realpolitik.figures"))
def test_figure_is_complete(figure: ModuleType) -> None:
    page = inspect.cleandoc(figure.__doc__ or "")
    missing = [f"the docstring's section {name!r}" for name in FIGURE_SECTIONS if not section(page, name)]
    missing += [f"the attribute {name}" for name in ("NAME", "ORDER", "TITLE") if not hasattr(figure, name)]
    missing += [f"the function {name}" for name in ("data", "spec") if not callable(getattr(figure, name, None))]
    assert not missing, f"{figure.__name__} misses " + ", ".join(missing)


@pytest.mark.parametrize("file_format", modules("realpolitik.formats"))
def test_format_is_complete(file_format: ModuleType) -> None:
    page = inspect.cleandoc(file_format.__doc__ or "")
    missing = [f"the docstring's section {name!r}" for name in FORMAT_SECTIONS if not section(page, name)]
    missing += [
        f"the attribute {name}" for name in ("NAME", "ORDER", "TITLE", "ENDINGS") if not hasattr(file_format, name)
    ]
    if not any(callable(getattr(file_format, name, None)) for name in ("read", "write")):
        missing.append("a function read(text, file) or write(case)")
    if not (ROOT / "tests/formats" / f"test_{file_format.__name__.rpartition('.')[2]}.py").exists():
        missing.append("a test of its own in tests/formats")
    assert not missing, f"{file_format.__name__} misses " + ", ".join(missing)


def test_what_a_figure_misses_is_named() -> None:
    figure = ModuleType("pie", "A pie.\n\nWhat it says\n    Slices.\n")
    with pytest.raises(AssertionError, match=r"pie misses .*section 'When to use it'.* the function spec"):
        test_figure_is_complete(figure)


def test_reference_keys_are_unique() -> None:
    assert len(written_keys()) == len(reference_keys())
