"""Conflicts of GMCR+ in and out: the same states, the same numbers, the same wishes, whatever the version."""

from __future__ import annotations

import json
from itertools import groupby, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import realpolitik
from realpolitik.case.loading import load, load_text
from realpolitik.cli.main import app
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.solving import graph_of, solve
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.formats import gmcr
from realpolitik.library import shelf

PUBLISHED = json.loads((Path(__file__).parent / "golden/published_gmcr.json").read_text(encoding="utf-8"))
RANKED = [case for case in PUBLISHED if "states" in case]


def holds(statement, state: str) -> bool:
    """Whether a statement of a file holds in a state written as Y and N."""
    if isinstance(statement, dict):
        return any(holds(member, state) for member in statement["members"])
    return all(state[option] == taken for option, taken in statement)


def meaning(document: dict) -> tuple[list[str], list[list[list[int]]]]:
    """A file's states in its order, and each decision maker's classes of state numbers, best first: from the file."""
    count = len(document["options"])
    every = ["".join(reversed(bits)) for bits in product("NY", repeat=count)]
    states = [s for s in every if not any(holds(i, s) for i in document["infeasibles"])]
    orders = []
    for maker in document["decisionMakers"]:
        if document.get("useManualPreferenceRanking") or document.get("useManualPreferenceVectors"):
            ranking = maker.get("preferenceRanking") or maker["preferenceVector"]
            orders.append([sorted(n) if isinstance(n, list) else [n] for n in ranking])
            continue
        said = {n: [holds(p, s) for p in maker["preferences"]] for n, s in enumerate(states, start=1)}
        best_first = sorted(said, key=lambda n: said[n], reverse=True)
        orders.append([sorted(equals) for _, equals in groupby(best_first, key=lambda n: said[n])])
    return states, orders


def order_of(space: StateSpace, graph: Graph, actor: int) -> list[list[int]]:
    ranks = space.feasible_only(graph.ranks[actor])
    return [(np.flatnonzero(ranks == r) + 1).tolist() for r in np.unique(ranks)[::-1]]


def assert_says_the_same(text: str, document: dict) -> StateSpace:
    space = StateSpace.of(load_text(text))
    graph = graph_of(space, {})
    states, orders = meaning(document)
    assert ["".join("NY"[v] for v in row) for row in space.table.tolist()] == states
    movers = [k for k, maker in enumerate(document["decisionMakers"]) if maker["options"]]
    assert [order_of(space, graph, i) for i in range(len(graph.actors))] == [orders[k] for k in movers]
    words = {"both": "both", "fwd": "forward", "back": "back"}
    assert list(graph.moves) == [words[o["permittedDirection"]] for o in document["options"]]
    return space


@pytest.mark.parametrize("case", RANKED, ids=lambda c: c["name"])
def test_published_conflicts_come_in(case: dict) -> None:
    text = gmcr.read(json.dumps(case["file"]), "published.gmcr")
    assert_says_the_same(text, case["file"])
    states, orders = meaning(case["file"])
    assert states == case["states"]
    assert orders == [
        [sorted(n) if isinstance(n, list) else [n] for n in ranking] for ranking in case["rankings"].values()
    ]
    solved = solve(load_text(text), concepts=list(case["equilibria"]))
    found = {c: (solved.types[0].equilibria(c) + 1).tolist() for c in case["equilibria"]}
    assert found == case["equilibria"]


@pytest.mark.parametrize("name", ["1962-cuba", "1975-syria-iraq", "milk-river", "prisoners-dilemma"])
def test_shipped_conflicts_go_out_as_the_published_files(name: str) -> None:
    written = json.loads(gmcr.write(realpolitik.load(shelf.path(name))))
    short = {"1962-cuba": "Cuban", "1975-syria-iraq": "SyriaIraq", "milk-river": "MilkRiver"}.get(name, "Prisoners")
    (published,) = (case["file"] for case in PUBLISHED if case["name"] == short)
    assert meaning(written) == meaning(published)
    for key in ("options", "decisionMakers"):
        assert len(written[key]) == len(published[key])
    assert [o["permittedDirection"] for o in written["options"]] == [
        o["permittedDirection"] for o in published["options"]
    ]


def test_misperceptions_become_states_thought_impossible_and_come_back() -> None:
    (misread,) = (case["file"] for case in PUBLISHED if case["name"] == "SyriaIraq_misperception")
    case = load_text(gmcr.read(json.dumps(misread), "misread.gmcr"))
    space = StateSpace.of(case)
    seen = [
        (np.flatnonzero(space.feasible_only(space.holds(a.thinks_impossible[0]))) + 1).tolist()
        for a in case.actors.values()
    ]
    assert seen == [[2, 5], [1, 4]]
    written = json.loads(gmcr.write(case))
    assert [m["misperceptions"] for m in written["decisionMakers"]] == [
        m["misperceptions"] for m in misread["decisionMakers"]
    ]


#: Rankings under their old name, options that cannot go back, no state without an option, names that repeat.
OLD = {
    "useManualPreferenceVectors": True,
    "options": [
        {"name": "Delay", "permittedDirection": "back"},
        {"name": "Accept", "permittedDirection": "both"},
        {"name": "delay!", "permittedDirection": "fwd"},
    ],
    "decisionMakers": [
        {"name": "2 Firms", "options": [0, 1], "preferences": [[[1, "Y"]]], "preferenceVector": [2, [1, 3], 4]},
        {"name": "nature", "options": [2], "preferences": [], "preferenceVector": [[1, 2, 3, 4]]},
    ],
    "infeasibles": [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "N"]]],
    "coalitions": [[0, 1]],
}


def test_an_old_file_with_rankings() -> None:
    text = gmcr.read(json.dumps(OLD), "old.gmcr")
    space = assert_says_the_same(text, OLD)
    assert space.status_quo == (1, 0, 0)  # nothing taken cannot be
    case = space.case
    assert [axis.name for axis in space.axes] == ["actor_1.delay", "actor_1.accept", "actor_2.delay"]
    assert case.actors["actor_1"].name == "2 Firms"
    assert case.actors["actor_1"].ranking == ("state_2", "actor_1_place_2")
    assert list(case.coalitions.values()) == [("actor_1", "actor_2")]
    written = json.loads(gmcr.write(case))
    assert written["useManualPreferenceRanking"]
    assert written["coalitions"] == [[0, 1]]
    assert meaning(written) == meaning(OLD)
    assert written["decisionMakers"][0]["preferenceVector"] == [2, [1, 3], 4]


def test_options_that_do_not_stand_by_decision_maker_keep_their_numbers() -> None:
    mixed = OLD | {"decisionMakers": [OLD["decisionMakers"][0] | {"options": [0, 2]},
                                      OLD["decisionMakers"][1] | {"options": [1]}]}  # fmt: skip
    text = gmcr.read(json.dumps(mixed), "mixed.gmcr")
    space = assert_says_the_same(text, mixed)
    assert [axis.name for axis in space.axes] == ["actor_1.delay", "actor_2.accept", "actor_1.delay_2"]
    written = json.loads(gmcr.write(space.case))
    assert [m["options"] for m in written["decisionMakers"]] == [[0, 2], [1]]
    assert meaning(written) == meaning(mixed)
    assert "option_order" not in gmcr.read(json.dumps(OLD), "old.gmcr")


def test_what_a_file_does_not_carry_is_told_part_by_part() -> None:
    case = load_text(
        "realpolitik: 1\ncase: t\ntitle: T\n"
        "sources: {s: {title: S}}\n"
        "actors:\n"
        "  a:\n    options: {x: {text: X, now: yes}}\n    prefers: [{that: x, sure: 60%}, b.y]\n"
        "    thinks: {b: {prefers: [y]}}\n    attitudes: {b: negative}\n    pace: weekly\n"
        "  b: {options: {y: Y}, prefers: [not y], does_not_see: [a.x]}\n"
        "nature: {storm: {rate: 10% per year, now: yes}}\n"
    )
    assert gmcr.lost(case) == [
        "actors.a: thinks, how it sees the others; `solve --views` needs them.",
        "actors.a: attitudes; `solve --preferences attitudes` needs them.",
        "actors.a.prefers: how sure wish 1 is; it counts from 50 % on, else not at all.",
        "actors.a: pace, which only the forecast uses.",
        "actors.b: does_not_see, how it sees the others; `solve --views` needs them.",
        "nature.storm: nature's events stay as they are now.",
        "Today's state (a.x): a .gmcr file has none.",
        "sources: a .gmcr file has the conflict alone.",
        "Numbers of states: 5 is 1 there, 6 is 2 there, 7 is 3 there, 8 is 4 there.",
    ]
    plain = load_text("realpolitik: 1\ncase: t\ntitle: T\nactors: {a: {options: {x: X}, prefers: [x]}}\n")
    assert gmcr.lost(plain) == []


@pytest.mark.parametrize("name", ["1962-cuba", "1975-syria-iraq", "milk-river", "prisoners-dilemma"])
def test_states_keep_their_numbers_out_and_in_again(name: str) -> None:
    case = load(shelf.path(name))
    assert not [said for said in gmcr.lost(case) if said.startswith("Numbers")]
    text = gmcr.write(case)
    assert gmcr.remarks(text, "x.gmcr") == []
    back = load_text(gmcr.read(text, "x.gmcr"))
    assert StateSpace.of(back).table.tolist() == StateSpace.of(case).table.tolist()


LATER = (
    "realpolitik: 1\ncase: t\ntitle: T\nactors:\n"
    "  a: {options: {road: {values: [closed, tolled, free], moves: MOVES}, x: X}, prefers: [WISH]MORE}\n"
    "  b: {options: {y: Y}, prefers: [not a.x, y]}\n"
    "  crowd: {prefers: [a.road == free]}\n"
    "nature: {storm: {rate: 10% per year}}\n"
    "rules:\n  - never: a.road == tolled and b.y\n  - {needs: a.x, for: a.road == free}\n"
)


def later(wish: str = "x", moves: str = "forward", more: str = ""):
    return load_text(LATER.replace("WISH", wish).replace("MOVES", moves).replace("MORE", more))


@pytest.mark.parametrize("wish", ["road in [closed, free]", "at least 2 of (x, b.y, road == free)",
                                  "x iff road == free", "not (b.y implies x)",
                                  "not (x iff (b.y or nature.storm))"])  # fmt: skip
def test_what_gmcr_does_not_have_is_put_in_its_terms(wish: str) -> None:
    case = later(f"'{wish}'")
    written = json.loads(gmcr.write(case))
    space = StateSpace.of(case)
    graph = graph_of(space, {})
    states, orders = meaning(written)
    axes = [k for k, axis in enumerate(space.axes) if axis.actor != "nature"]
    still = [k for k, axis in enumerate(space.axes) if axis.actor == "nature"]
    rows = [row for row in space.table.tolist() if not any(row[k] for k in still)]  # nature stays as it is now
    assert states == ["NYY"[r[axes[0]]] + "NNY"[r[axes[0]]] + "NY"[r[axes[1]]] + "NY"[r[axes[2]]] for r in rows]
    assert orders[:2] == [_classes(graph.ranks[i], rows) for i in (0, 1)]
    assert [o["permittedDirection"] for o in written["options"]] == ["fwd", "fwd", "both", "both"]
    assert [m["name"] for m in written["decisionMakers"]] == ["a", "b", "crowd"]


def _classes(ranks: np.ndarray, rows: list[list[int]]) -> list[list[int]]:
    values = [int(ranks[tuple(row)]) for row in rows]
    return [[n for n, v in enumerate(values, start=1) if v == r] for r in sorted(set(values), reverse=True)]


def test_wishes_that_are_no_statements_go_out_as_rankings() -> None:
    case = load_text(LATER.replace("prefers: [WISH]", "utility: {x: 2, b.y: 1}").replace("MOVES", "both")
                     .replace("MORE", ""))  # fmt: skip
    written = json.loads(gmcr.write(case))
    assert written["useManualPreferenceVectors"]
    states, orders = meaning(written)
    worth = [2 * (s[2] == "Y") + (s[3] == "Y") for s in states]
    assert orders[0] == [[n for n, w in enumerate(worth, 1) if w == v] for v in sorted(set(worth), reverse=True)]


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (lambda: later(more="}\n  c: {options: {z: {if: a.x}}"), "depends on the state"),
        (lambda: load_text("realpolitik: 1\ncase: t\ntitle: T\nfactors: {f: {asks: F?, prior: 50%}}\n"
                           "actors: {a: {options: {x: X}, prefers: [{that: x, when: f}]}}\n"), "differ between worlds"),
        (lambda: load_text(LATER.replace("WISH", "x").replace("MOVES", "both").replace("MORE", "")
                           + "coalitions: {ab: [a, b], bc: [b, crowd]}\n"), "is in two of them"),
        (lambda: load_text("realpolitik: 1\ncase: t\ntitle: T\nactors: {a: {}}\n"), "nothing was written"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told(case, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        gmcr.write(case())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"options": 3}, "options: a list is missing"),
        ({"options": [{"name": "X", "permittedDirection": "up"}]}, r"options\[0\].permittedDirection: 'up' is none"),
        ({"infeasibles": [[[7, "Y"]]]}, r"infeasibles\[0\]\[0\]\[0\]: 7 is no option; they are numbered 0 to 2"),
        ({"infeasibles": [[[0, "y"]]]}, r"infeasibles\[0\]\[0\]: expected"),
        ({"infeasibles": [[]]}, "no state is left"),
        ({"coalitions": [[0, 5]]}, r"coalitions\[0\]: 5 is no decision maker"),
        ({"decisionMakers": OLD["decisionMakers"][:1]}, r"options\[2\]: 'delay!' is an option of no decision maker"),
        ({"decisionMakers": [*OLD["decisionMakers"], OLD["decisionMakers"][1]]}, r"options\[2\].*and again"),
        ({"decisionMakers": [OLD["decisionMakers"][0] | {"preferenceVector": [1, 1, 2, 3]},
                             OLD["decisionMakers"][1]]}, "state 1 stands in it 2 times"),
        ({"decisionMakers": [OLD["decisionMakers"][0] | {"preferenceVector": [1, 2]},
                             OLD["decisionMakers"][1]]}, "state 3 is missing"),
        ({"decisionMakers": [OLD["decisionMakers"][0] | {"preferenceVector": [1, 9]},
                             OLD["decisionMakers"][1]]}, "there is no state 9"),
        ({"useManualPreferenceVectors": "yes"}, "must be true or false"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place(change: dict, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        gmcr.read(json.dumps(OLD | change), "bad.gmcr")


def test_what_is_no_json_is_told_with_line_and_column() -> None:
    with pytest.raises(BadInput, match=r"bad.gmcr:2:3  no JSON"):
        gmcr.read('{"options": [],\n  oops}', "bad.gmcr")
    with pytest.raises(BadInput, match=r"save them again"):
        gmcr.read("cdata_01\nConflict", "old.gmcr")
    with pytest.raises(BadInput, match="one JSON object"):
        gmcr.read("[]", "bad.gmcr")


@st.composite
def files(draw) -> dict:
    """Random files of any version."""
    count = draw(st.integers(1, 5))
    makers = draw(st.integers(1, min(3, count)))
    owner = draw(st.permutations([*range(makers), *draw(st.lists(st.integers(0, makers - 1), min_size=count - makers,
                                                                 max_size=count - makers))]))  # fmt: skip
    term = st.lists(st.integers(0, count - 1), min_size=1, max_size=3, unique=True).flatmap(
        lambda options: st.tuples(*(st.sampled_from([[o, "Y"], [o, "N"]]) for o in options)).map(list)
    )
    statement = term | st.lists(term, min_size=1, max_size=3).map(lambda m: {"compound": True, "members": m})
    names = st.sampled_from(["Go", "go", "Stay out", "42", "not", "Ö", '"', "state_1", "nature"])
    document: dict = {
        "options": [
            {"name": draw(names), "permittedDirection": draw(st.sampled_from(["both", "fwd", "back"]))}
            for _ in range(count)
        ],
        "decisionMakers": [
            {
                "name": draw(names),
                "options": [o for o in range(count) if owner[o] == k],
                "preferences": draw(st.lists(statement, max_size=4)),
                "misperceptions": draw(st.lists(statement, max_size=1)),
            }
            for k in range(makers)
        ],
        "infeasibles": draw(st.lists(term, max_size=2)),
    }
    states, orders = meaning(document)
    if not states:
        document["infeasibles"] = []
    if draw(st.booleans()):
        states, orders = meaning(document)
        flag, key = draw(st.sampled_from([("useManualPreferenceRanking", "preferenceRanking"),
                                          ("useManualPreferenceVectors", "preferenceVector")]))  # fmt: skip
        document[flag] = True
        for maker, order in zip(document["decisionMakers"], orders, strict=True):
            maker[key] = [c if len(c) > 1 else c[0] for c in draw(st.permutations(order))]
    if draw(st.booleans()):
        document["coalitions"] = [list(range(makers))] if makers > 1 else [0]
    return document


@given(files())
@settings(max_examples=60)
def test_any_file_comes_in_and_goes_out_again(document: dict) -> None:
    space = assert_says_the_same(gmcr.read(json.dumps(document), "any.gmcr"), document)
    written = json.loads(gmcr.write(space.case))
    assert meaning(written) == meaning(document)
    again = gmcr.read(json.dumps(written), "any.gmcr")
    assert_says_the_same(again, document)
    for old, new in zip(document["decisionMakers"], written["decisionMakers"], strict=True):
        assert new["options"] == old["options"]
        for state in meaning(document)[0]:
            assert any(holds(s, state) for s in new["misperceptions"]) == any(
                holds(s, state) for s in old["misperceptions"]
            )
    kept = [c for c in written["coalitions"] if isinstance(c, list)]
    assert kept == [c for c in document.get("coalitions", []) if isinstance(c, list)]


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")  # one row a concept, however narrow the terminal

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app(), list(words))
        return done.exit_code, done.output

    assert run("export", "1962-cuba", "-o", "cuba.gmcr")[0] == 0
    assert "Not in the file:" in run("export", "1962-cuba", "-o", "cuba.gmcr")[1]
    code, said = run("import", "cuba.gmcr", "-o", "case.yaml")
    assert code == 0
    assert "Next: realpolitik solve case.yaml" in said
    for case in ("case.yaml", "1962-cuba"):
        (row,) = [x for x in run("solve", case, "--concept", "SEQ")[1].splitlines() if x.startswith("SEQ equi")]
        assert row.split()[2:] == list("....EEE.....")
    Path("bad.gmcr").write_text("{", encoding="utf-8")
    code, said = run("import", "bad.gmcr", "-o", "not-made.yaml")
    assert code == 2
    assert "bad.gmcr:1:2" in said
    assert not Path("not-made.yaml").exists()
