"""The commands check and explain, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.faults import MEANINGS
from realpolitik.cli.main import app

SKETCH = Path(__file__).parent / "data" / "sketch.yaml"
BROKEN = "case: x\ntitle: y\nactors:\n  azerbaijan: {pace: monthlyy}\n  b: {part_off: azerbaijan}\n"


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call."""
    done = CliRunner().invoke(app(), list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_a_good_case_is_counted() -> None:
    code, out, err = run("check", str(SKETCH))
    assert (code, err) == (0, "")
    for words in ("2 factors, 6 worlds", "13 axes make 18,432 states, 12,288 of them can exist", "2 preference types",
                  "to run     weigh under a second, play about 20 s, report about 20 s on one core",
                  "not used by this version", "actors.armenia.does_not_see", "now-from-events",
                      "No errors; 3 warnings."):  # fmt: skip
        assert words in out


def test_all_faults_of_all_files_are_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BROKEN, encoding="utf-8")
    code, out, err = run("check", str(bad), str(SKETCH))
    assert code == 2
    assert "No errors" in out
    assert "bad.yaml:4:22  bad-pace  actors.azerbaijan.pace: 'monthlyy' is not a pace" in err
    assert (
        "    4 |   azerbaijan: {pace: monthlyy}\n      |                      ^^^^^^^^  did you mean 'monthly'?" in err
    )
    assert "bad.yaml:5:7  unknown-key" in err
    assert err.rstrip().endswith("2 errors in 1 file; nothing was run.    realpolitik explain bad-pace")


def test_check_as_json(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(BROKEN, encoding="utf-8")
    code, out, _ = run("check", str(SKETCH), str(bad), "--format", "json")
    assert code == 2
    good, broken = json.loads(out)["files"]
    assert (good["ok"], good["feasible_states"], good["preference_types"]) == (True, 12288, 2)
    assert good["estimated_time"]["weigh"] == "under a second"
    assert len(good["axes"]) == 13
    assert (broken["ok"], [f["slug"] for f in broken["faults"]]) == (False, ["bad-pace", "unknown-key"])


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    code, _, err = run("check", str(tmp_path / "none.yaml"))
    assert code == 2
    assert "none.yaml" in err


@pytest.mark.parametrize("slug", ["unknown-actor", "comma-in-braces"])
def test_explain_says_what_and_how_to_mend_it(slug: str) -> None:
    code, out, _ = run("explain", slug)
    assert code == 0
    assert MEANINGS[slug].what in out
    assert MEANINGS[slug].mend in out


def test_explain_offers_the_nearest_name() -> None:
    code, _, err = run("explain", "unknown-acter")
    assert code == 2
    assert "did you mean 'unknown-actor'" in err
    assert len(json.loads(run("explain", "--format", "json")[1])) == len(MEANINGS)
