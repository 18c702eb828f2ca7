"""The hand-made analysis as a fixture."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from realpolitik.analysis.result import Analysis

sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """An analysis with every part."""
    from sample import sample

    return sample()


@pytest.fixture(scope="session")
def bare() -> Analysis:
    """An analysis of a case that has nothing but a title."""
    from sample import nothing

    return nothing()
