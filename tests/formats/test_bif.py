"""The Interchange Format for Bayesian networks: what is read, what is refused and where, and the two commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load_text
from realpolitik.errors import BadInput
from realpolitik.evidence.weighing import weigh
from realpolitik.formats import bif

GOLDEN = json.loads((Path(__file__).parent.parent / "evidence/golden/evidence_cases.json").read_text())["cases"]

DOG = """// the dog problem of JavaBayes, shortened: a table lists the variable itself slowest
network "Dog-Problem" { property author = somebody ; }
variable "light-on" { type discrete[2] { true false }; property observed = true ; }
variable "family-out" { type discrete [ 2 ] { true, false }; }
variable bowel { type discrete [ 3 ] { if, and, "not yet" }; }
/* two ways to write a table */
probability ( "light-on" | "family-out" ) { table 0.6 0.05 0.4 0.95 ; }
probability ( "family-out" ) { table 0.15 0.85 ; }
probability ( bowel | "family-out" ) { (true) 0.2, 0.3, 0.5; default 1.0, 0.0, 0.0; }
"""


def test_a_network_is_read_and_weighed() -> None:
    network = bif.parse(DOG)
    assert network.name == "Dog-Problem"
    light = network.variables[0]
    assert light.observed == "true"
    assert light.table.tolist() == [[0.6, 0.4], [0.05, 0.95]]
    assert network.variables[2].table.tolist() == [[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]]
    case = load_text(bif.read(DOG, "dog.bif"))
    assert list(case.factors["bowel"].values) == ["if_", "and_", "not_yet"]
    result = weigh(case, draws=0)
    assert result.factors["family_out"]["yes"] == pytest.approx(0.15 * 0.6 / (0.15 * 0.6 + 0.85 * 0.05), abs=1e-12)


@pytest.mark.parametrize("name", ["bn_asia", "bn_cancer"])
def test_published_networks_go_through_the_format(name: str) -> None:
    golden = GOLDEN[name]
    lines = [f"network {name} {{ }}"]
    for v, table in golden["cpts"].items():
        observed = f" property observed = {golden['evidence'][v]} ;" if v in golden["evidence"] else ""
        states = ", ".join(table["states"][v])
        lines.append(f"variable {v} {{ type discrete [ {len(table['states'][v])} ] {{ {states} }};{observed} }}")
    for v, table in golden["cpts"].items():
        cells = str(table["values_first_axis_is_the_variable"]).replace("[", "").replace("]", "")
        lines.append(
            f"probability ( {' | '.join([v, ', '.join(table['variables'][1:])]).rstrip(' |')} ) {{ table {cells} ; }}"
        )
    result = weigh(load_text(bif.read("\n".join(lines), "x.bif")), draws=0)
    for variable, expected in golden["expected"]["posterior"].items():
        found = list(result.factors[variable].values())
        assert found == pytest.approx(list(expected.values()), abs=golden["tolerance"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "no variable is in it"),
        ("variable a { type discrete [ 2 ] { x, y }; }", "no probabilities for a"),
        (DOG.replace("0.15 0.85", "0.15 0.86"), r"x.bif:8:.* does not sum to 1"),
        (DOG.replace("0.15 0.85", "0.15"), r"x.bif:8:.* 2 numbers belong here"),
        (DOG.replace("discrete [ 3 ]", "discrete [ 2 ]"), r"x.bif:5:.* should have 2 different states"),
        (DOG.replace('bowel | "family-out"', "bowel | nobody"), r"x.bif:9:.* no variable nobody"),
        (DOG.replace("(true) 0.2", "(maybe) 0.2"), r"x.bif:9:.*\(maybe\) are not states"),
        (DOG.replace("default 1.0, 0.0, 0.0;", ""), "leaves out a combination"),
        (DOG.replace("observed = true", "observed = green"), "none of its states"),
        (DOG[: DOG.rindex("}")], "ends too early"),
        (DOG + "\nprobability ( bowel ) { table 1 0 0; }", r"x.bif:11:1 .*two tables"),
        (DOG.replace('( "family-out" ) { table', '( "family-out" | bowel ) { default'), "in a circle"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(wrong: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        bif.read(wrong, "x.bif")


def test_a_case_without_evidence_is_no_network() -> None:
    case = load_text("realpolitik: 1\ncase: t\ntitle: T\nactors: {a: {options: {x: X}, prefers: [x]}}\n")
    with pytest.raises(BadInput, match="t: it has no factors, so there is no evidence to write as a network; nothing"):
        bif.write(case)


def test_import_and_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from realpolitik.cli.main import app

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app(), list(arguments))
        return done.exit_code, " ".join(done.output.split())

    monkeypatch.chdir(tmp_path)
    Path("dog.bif").write_text("\ufeff" + DOG, encoding="utf-8")
    code, said = run("import", "dog.bif", "-o", "dog.yaml")
    assert code == 0
    assert "realpolitik weigh dog.yaml" in said
    assert run("export", "dog.yaml", "-o", "again.bif")[0] == 0
    assert "probability ( light_on | something_else" not in Path("again.bif").read_text()
    assert run("import", "again.bif") == run("import", "again.bif", "--as", "bif")
    assert run("import", "dog.bif", "-o", "dog.yaml")[0] == 2
    assert run("import", "dog.yaml")[0] == 2
    assert "Name one with --as: " in run("import", "dog.yaml")[1]
    assert run("export", "dog.yaml", "--as", "visio")[0] == 2
    Path("latin.bif").write_bytes(b"network \xe9 {}")
    assert "not UTF-8" in run("import", "latin.bif")[1]
    assert "cannot read nowhere.bif" in run("import", "nowhere.bif")[1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again.bif", "dog.bif", "dog.yaml", "latin.bif"]
