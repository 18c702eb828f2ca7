"""Certificates: every true one passes the independent checker, and no change of a single value does."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import realpolitik
from realpolitik.cli.main import app
from realpolitik.conflict import Graph, checker
from realpolitik.conflict.certificates import CERTIFIED, certificate, certified, seal
from realpolitik.conflict.solving import solve
from realpolitik.errors import BadInput
from realpolitik.library import shelf

from .random_conflicts import random_conflict

TAMPERED = 1000


def document_of(graph: Graph) -> dict:
    """A certified result of a graph that belongs to no case."""
    table = np.argwhere(graph.feasible.T)[:, ::-1]
    places = tuple(table.T)

    def conditions(allowed):
        return [
            one if isinstance(one, bool) else np.broadcast_to(one, graph.values)[places].tolist() for one in allowed
        ]

    model = {
        "case": "random",
        "title": "A random conflict",
        "options": list(graph.names),
        "values": [[str(v) for v in range(n)] for n in graph.values],
        "actors": list(graph.actors),
        "owner": list(graph.owner),
        "may_set": conditions(graph.up),
        "may_undo": conditions(graph.down),
        "states": table.tolist(),
        "concepts": dict.fromkeys(CERTIFIED, "a concept"),
        "worlds": [{"ranks": {a: graph.ranks[i][places].tolist() for i, a in enumerate(graph.actors)}}],
    }
    certificates, equilibria = {}, {}
    for concept in CERTIFIED:
        stable = graph.stable(concept)
        certificates[concept] = {
            actor: {k: v.tolist() for k, v in certificate(graph, concept, i).items()}
            | {"stable": stable[i][places].tolist()}
            for i, actor in enumerate(graph.actors)
        }
        equilibria[concept] = np.flatnonzero(stable.all(axis=0)[places]).tolist()
    worlds = [{"certificates": certificates, "equilibria": equilibria}]
    return json.loads(json.dumps({"certified": 1, "model": model, "seal": seal(model), "worlds": worlds}))


def case_document(name: str) -> dict:
    case = realpolitik.load(shelf.path(name))
    return json.loads(json.dumps(certified(solve(case, concepts=CERTIFIED))))


def leaves(node, path=()):
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, (*path, key))
    elif isinstance(node, list):
        for k, child in enumerate(node):
            yield from leaves(child, (*path, k))
    else:
        yield path, node


def changed(value, rng: random.Random):
    """Another value of the same kind, or now and then of another one."""
    if rng.random() < 0.1:
        return rng.choice([None, "y", [], 1.5, f"{value}?"])
    if isinstance(value, bool):
        return rng.choice([not value, int(value)])
    if isinstance(value, int):
        return value + rng.choice([-2, -1, 1, 2, rng.randint(3, 50)])
    if isinstance(value, float):
        return value / 2 + 0.01
    return value + "x"


def test_every_true_certificate_passes() -> None:
    for seed in range(200):
        wrong = checker.check(document_of(Graph(**random_conflict(seed))))
        assert wrong == [], f"conflict {seed}: {wrong[:3]}"
    for name in ("1962-cuba", "1975-syria-iraq", "milk-river", "prisoners-dilemma"):
        assert checker.check(case_document(name)) == []


def test_no_single_changed_value_passes() -> None:
    rng = random.Random(6)
    documents = [case_document(n) for n in ("1962-cuba", "milk-river", "prisoners-dilemma")]
    documents += [document_of(Graph(**random_conflict(seed))) for seed in range(17)]
    places = [list(leaves(document)) for document in documents]
    for _ in range(TAMPERED):
        which = rng.randrange(len(documents))
        path, value = rng.choice(places[which])
        document = copy.deepcopy(documents[which])
        node = document
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = changed(value, rng)
        assert checker.check(document), f"{path}: {value!r} -> {node[path[-1]]!r} was accepted"


def test_a_model_sealed_anew_is_still_checked_by_its_certificates() -> None:
    refused = 0
    for seed in range(60):
        document = document_of(Graph(**random_conflict(seed)))
        ranks = document["model"]["worlds"][0]["ranks"]["actor 0"]
        best, worst = ranks.index(max(ranks)), ranks.index(min(ranks))
        ranks[best], ranks[worst] = ranks[worst], ranks[best]
        document["seal"] = seal(document["model"])
        refused += bool(checker.check(document))
    assert refused > 50  # in a few conflicts nobody can move anywhere and nothing changes


@pytest.mark.parametrize("junk", [None, 3, [], {}, {"certified": 1}, {"certified": True, "model": {}}])
def test_junk_is_refused(junk: object) -> None:
    assert checker.check(junk)


def test_a_sealed_model_of_the_wrong_form_is_refused() -> None:
    document = case_document("prisoners-dilemma")
    for key, value in (("states", []), ("states", 3), ("owner", [0]), ("actors", ["nobody"]), ("worlds", [{}])):
        bad = copy.deepcopy(document)
        bad["model"][key] = value
        bad["seal"] = seal(bad["model"])
        assert checker.check(bad)


def test_the_checker_is_small_and_shares_nothing() -> None:
    text = Path(checker.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    assert "realpolitik" not in text.replace("``realpolitik", "")
    assert "numpy" not in text


def test_only_what_has_a_certificate_is_certified() -> None:
    case = realpolitik.load(shelf.path("1962-cuba"))
    with pytest.raises(BadInput, match="SIM has no certificate"):
        certified(solve(case, concepts=["SIM"]))
    with pytest.raises(BadInput, match="legal sequences only"):
        certified(solve(case, concepts=["SEQ"], sanctions="once"))


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app(), list(words))
    assert result.exit_code == code, result.output
    return result.output


def test_a_result_is_written_and_verified(tmp_path: Path) -> None:
    file = tmp_path / "cuba.json"
    run("solve", "1962-cuba", "--certify", "-o", str(file))
    said = run("verify", str(file), "--case", "1962-cuba")
    assert "verified. 96 verdicts follow from their certificates (12 states, 2 actors" in said
    document = json.loads(file.read_text(encoding="utf-8"))
    stays = document["worlds"][0]["certificates"]["SEQ"]["us"]["stable"]
    stays[0] = not stays[0]
    file.write_text(json.dumps(document), encoding="utf-8")
    assert "not verified" in run("verify", str(file), code=1)
    told = json.loads(run("verify", str(file), "--format", "json", code=1))
    assert told["verified"] is False
    assert "SEQ.us.stable[0]" in told["wrong"][0]


def test_a_result_of_another_case_is_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "cuba.json"
    run("solve", "1962-cuba", "--certify", "--concept", "nash", "-o", str(file))
    assert "not that of 1975-syria-iraq" in run("verify", str(file), "--case", "1975-syria-iraq", code=1)
    file.write_text("{", encoding="utf-8")
    run("verify", str(file), code=2)
    run("verify", str(tmp_path / "none.json"), code=2)
    run("solve", "1962-cuba", "--certify", "--concept", "SIM", code=2)
    run("solve", "1962-cuba", "--certify", "--draws", "3", code=2)
