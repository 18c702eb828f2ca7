"""What-ifs against whole analyses of a case whose text was changed; fragility against its own definition."""

from __future__ import annotations

import numpy as np
import pytest

from play.random_cases import random_text  # the tests' own random cases
from realpolitik.analysis import whatif
from realpolitik.analysis.crossings import _edge
from realpolitik.analysis.deeper import what_if
from realpolitik.analysis.difference import read_off
from realpolitik.analysis.headlines import band
from realpolitik.analysis.inputs import base_rate_inputs, evidence_inputs, measure, play_inputs, unmeasure
from realpolitik.analysis.run import analyse
from realpolitik.case.editing import edited
from realpolitik.case.loading import load_text
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel, posterior_draws
from realpolitik.play.parameters import parameters
from realpolitik.play.path import counted_as_moves
from realpolitik.play.playing import play


def texts(count):
    found = []
    for seed in range(400):
        text = random_text(np.random.default_rng([40, seed]))
        try:
            load_text(text)
        except BadInput:
            continue
        found.append(text)
        if len(found) == count:
            return found
    raise AssertionError("too few random cases load")


def asked(case, draws):
    counted = counted_as_moves(case)
    before = EvidenceModel.of(case, without=counted).posterior
    drawn = posterior_draws(case, draws, 1, without=counted) if draws else None
    played = play(case, before, draws=draws, seed=1, world_draws=drawn)
    return what_if(case, before, counted, played, plays=None), played


def inputs_of(case, played):
    blended = [name for name, f in played.questions.items() if f.blended]
    return [
        *evidence_inputs(case),
        *play_inputs(case, list(parameters(case, StateSpace.of(case)))),
        *base_rate_inputs(case, blended),
    ]


def headlines_of(text, draws):
    numbers = read_off(analyse(load_text(text), draws=draws, deep=False))
    return {key: p for key, (_, p) in numbers.items()}


def same_headline(key, numbers):
    """The number that ``read_off`` has under a headline's key: scenarios' curves are both looked up."""
    section, name = key.split(".", 1)
    if section == "scenarios":
        return {numbers["scenario at", name], numbers["scenario ever", name]}
    kind = {"explanations": "explanation", "questions": "question"}[section]
    return {numbers[kind, name]} if (kind, name) in numbers else set()  # a question may have become unanswerable


@pytest.mark.parametrize("draws", [0, 3])
def test_one_changed_input_equals_the_case_with_its_text_changed(draws, monkeypatch):
    monkeypatch.setattr(whatif, "LEFT_OUT", -1.0)  # follow every state
    kinds = set()
    for text in texts(6):
        case = load_text(text)
        try:
            answers, played = asked(case, draws)
        except BadInput:
            continue
        for one in inputs_of(case, played):
            if (
                one.kind == "base rate"
                or (one.kind == "prior" and "prior" not in one.path)
                or one.path.endswith("grade")
            ):
                continue
            if one.kind == "sure" and draws:
                continue  # answered by weighting the draws, not by running them again
            value = round(unmeasure(measure(one.value, one.scale) + 0.4, one.scale), 6)
            written = f"{100 * value:.6f}%" if one.scale == "probability" else f"{value}"
            if one.kind == "rate":
                written = f"{100 * value:.6f}% per year"
            if one.kind == "pace":
                written = f"{value} per month"
            try:
                changed = edited(text, one.path, written).text
                expected = headlines_of(changed, draws)
            except BadInput:
                continue
            got = answers.ask([(one, value)])[0]
            for key, p in zip(answers.headlines.keys, got, strict=True):
                near = min((abs(p - other) for other in same_headline(key, expected)), default=0.0)
                assert near < 2e-6, (one.path, key, p, expected)
            kinds.add(one.kind)
    assert kinds >= {"prior", "pace", "resolve", "inertia", "rate"}, kinds


def test_nothing_changed_is_the_analysis_itself():
    for text in texts(6):
        case = load_text(text)
        try:
            answers, _ = asked(case, 2)
        except BadInput:
            continue
        expected = headlines_of(text, 2)
        for key, p in zip(answers.headlines.keys, answers.now, strict=True):
            assert min(abs(p - other) for other in same_headline(key, expected)) < 1e-9


def test_an_edge_is_where_the_printed_word_changes():
    for now, end in ((0.193, 0.4), (0.6, 0.3), (0.5, 0.9), (0.03, 0.2)):
        edge = _edge(now, end, band(now))
        step = 1e-9 if end > now else -1e-9
        assert band(edge + step) != band(now)
        assert band(edge - 10 * step) == band(now)
