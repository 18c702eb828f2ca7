"""How long weighing takes, against its targets and beside pyAgrum on the same model in the same run.

    .venv/bin/python benchmarks/evidence.py           measure, print and keep the table (about half a minute)
    .venv/bin/python benchmarks/evidence.py --smoke   small sizes, one run of each, print only

One hypothesis of eight values and "something else", 200 items with random tables, five from each of 40 sources of three
hidden states. CPU time of one thread, the least of several runs. Targets were set for a quiet machine. pyAgrum (the
extra `bn`) is asked for the posterior of the hypothesis given all reports, by lazy propagation; its network has no
happenings of their own, so it is smaller than ours.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np

from realpolitik.case.loading import load_text
from realpolitik.evidence.batch import Batch, terms_of
from realpolitik.evidence.bounds import bounds
from realpolitik.evidence.elimination import safe_log
from realpolitik.evidence.items import EvidenceItem
from realpolitik.evidence.model import EvidenceModel
from realpolitik.evidence.report import report_probability
from realpolitik.evidence.weighing import weigh

RESULT = Path(__file__).parent / "results" / "evidence.txt"
CREDIBILITY = 0.85
Row = tuple[str, float, str, str]  # what, measured, unit, target


def model(hypotheses: int, items: int, sources: int, draws: int | None = None) -> EvidenceModel:
    """The model, at its middles or with draws of every number."""
    rng = np.random.default_rng(1)
    lead = () if draws is None else (draws,)
    prior = np.append(np.full(hypotheses, 0.9 / hypotheses), 0.1)
    shares = rng.dirichlet([6.0, 3.0, 1.0], sources)
    return EvidenceModel(
        np.broadcast_to(prior, (*lead, hypotheses + 1)),
        tuple(
            EvidenceItem.from_table(
                f"e{k}",
                np.arange(hypotheses),
                rng.uniform(0.05, 0.95, (*lead, hypotheses)),
                credibility=CREDIBILITY,
                sources=(k % sources,),
            )
            for k in range(items)
        ),
        (),
        tuple(f"s{k}" for k in range(sources)),
        np.broadcast_to(shares, (*lead, sources, 3)),
    )


def least(run: Callable[[], object], runs: int) -> float:
    """CPU milliseconds of the quickest of several runs."""
    found = []
    for _ in range(runs):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return 1000.0 * min(found)


def arrays(central: EvidenceModel) -> tuple[Callable[[], np.ndarray], Callable[[], np.ndarray]]:
    """Runs on nothing but arrays: the posterior from the tables on, and all posteriors without one item."""
    batch = Batch.of(central.items, 1)
    ordered = {item.name: item for item in central.items}
    likely = np.stack([ordered[name].likelihood for name in batch.names])[None]
    anyway = np.stack([ordered[name].said_anyway for name in batch.names])[None]
    credibility = np.full(len(batch.names), CREDIBILITY)
    log_prior, log_shares = safe_log(central.prior), safe_log(central.shares[list(batch.sources)])[None, :, None]

    def normalised(logs: np.ndarray) -> np.ndarray:
        weights = np.exp(logs - logs.max(axis=-1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=-1, keepdims=True))

    def posterior() -> np.ndarray:
        terms = terms_of(likely, report_probability(anyway, credibility))
        fresh = Batch(batch.names, terms, batch.sources, batch.starts, batch.owner)
        return normalised(log_prior + fresh.log(log_shares)[0])

    def without_each() -> np.ndarray:
        return normalised(log_prior + batch.without_each(log_shares)[0])

    return posterior, without_each


def by_agrum(central: EvidenceModel, runs: int) -> tuple[float, float] | None:
    """(milliseconds a query by pyAgrum, largest difference of the posteriors); None where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pyagrum
    except ImportError:
        return None
    net = pyagrum.BayesNet()
    worlds = central.prior.size
    net.add(pyagrum.LabelizedVariable("h", "h", worlds))
    net.cpt("h").fillWith(central.prior.tolist())
    for name, share in zip(central.sources, central.shares, strict=True):
        net.add(pyagrum.LabelizedVariable(name, name, 3))
        net.cpt(name).fillWith(share.tolist())
    for item in central.items:
        net.add(pyagrum.LabelizedVariable(item.name, item.name, 2))
        source = central.sources[item.sources[0]]
        net.addArc("h", item.name)
        net.addArc(source, item.name)
        report = report_probability(item.said_anyway, item.credibility)
        said = item.likelihood[:, None] * report[1] + (1.0 - item.likelihood)[:, None] * report[0]  # W, states
        table = np.stack([1.0 - said, said], axis=-1)
        order = list(net.cpt(item.name).names)[1:]
        net.cpt(item.name).fillWith((table if order == [source, "h"] else table.swapaxes(0, 1)).reshape(-1).tolist())

    asked = pyagrum.LazyPropagation(net)
    found: list[np.ndarray] = []

    def query() -> None:
        asked.eraseAllEvidence()
        asked.setEvidence({item.name: 1 for item in central.items})
        asked.eraseAllTargets()
        asked.addTarget("h")
        asked.makeInference()
        found.append(np.asarray(asked.posterior("h").toarray()))

    spent = least(query, runs)
    return spent, float(np.abs(found[-1] - central.posterior).max())


def case_text(ranges: int) -> str:
    """A case with as many ranges, each item of a sure source, so that all combinations are tried up to 20."""
    text = (
        "realpolitik: 1\ncase: bench\ntitle: A benchmark\nfactors: {h: {asks: So?, values: {a: 30%, b: 30%, c: 40%}}}\n"
    )
    text += "explanations: {x: {says: h == a}, y: {says: h == b}}\nevidence:\n"
    return text + "".join(
        f"  - {{id: e{k}, seen: seen, likelihood: {{h: {{a: {30 + k}-{50 + k}%, b: 50%, c: {60 - k}%}}}}}}\n"
        for k in range(ranges)
    )


def rows(smoke: bool) -> list[Row]:
    """The measurements."""
    size, draws, runs = ((4, 20, 5), 100, 1) if smoke else ((8, 200, 40), 2_000, 200)
    what = f"{size[0]} explanations, {size[1]} items, {size[2]} sources"
    central = model(*size)
    posterior, without_each = arrays(central)
    if np.abs(posterior() - central.posterior).max() > 1e-12:
        raise SystemExit("the arrays and the model give different posteriors")
    out: list[Row] = [
        (f"posterior, {what}", least(posterior, runs), "ms", "0.2"),
        ("every posterior without one item", least(without_each, runs), "ms", "2"),
        (
            f"{draws:,} draws of every number",
            least(lambda: model(*size, draws).posterior, 1 if smoke else 3) / 1e3,
            "s",
            "1",
        ),
    ]
    other = by_agrum(central, 1 if smoke else 20)
    if other is None:
        print("pyAgrum is not installed (the extra `bn`): nothing to compare with")
    else:
        out.append(("pyAgrum, one posterior of the same model", other[0], "ms", "20"))
        out.append(("largest difference from it", other[1], "", "1e-12"))
    ranges = 6 if smoke else 20
    case = load_text(case_text(ranges))
    out.append((f"bounds, all ends of {ranges} ranges", least(lambda: bounds(case), 1 if smoke else 3), "ms", ""))
    chain = "realpolitik: 1\ncase: chain\ntitle: A chain\nfactors:\n  f0: {asks: So?, prior: 30%}\n"
    length = 18 if smoke else 60
    for k in range(1, length):
        chain += f"  f{k}: {{asks: So?, prior: 50%, given: [{{if: f{k - 1}, p: 80%}}, {{else: 10%}}]}}\n"
    chain += f"explanations: {{x: {{says: f{length - 1}}}}}\nevidence:\n"
    chain += "".join(
        f"  - {{id: e{k}, seen: seen, likelihood: {{f{k}: {{yes: 70%, no: 20%}}}}}}\n" for k in range(0, length, 3)
    )
    large = load_text(chain)
    out.append(
        (f"weigh, 2^{length} worlds in a chain", least(lambda: weigh(large, draws=0), 1 if smoke else 3), "ms", "")
    )
    return out


def table(smoke: bool) -> str:
    """The table as text."""
    lines = [
        f"Python {platform.python_version()}, numpy {np.__version__}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}",
        "",
        f"{'':<58}{'measured':>14}{'target':>10}",
    ]
    for what, found, unit, target in rows(smoke):
        shown = f"{found:.2g}" if found < 0.01 else f"{found:,.3f}" if found < 10 else f"{found:,.0f}"
        lines.append(f"{what:<58}{f'{shown} {unit}'.strip():>14}{target:>10}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table, and keep it unless this is a smoke run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--smoke", action="store_true", help="small sizes, one run of each, keep nothing")
    smoke = parser.parse_args().smoke
    shown = table(smoke)
    print(shown, end="")
    if not smoke:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(shown, encoding="utf-8")


if __name__ == "__main__":
    main()
