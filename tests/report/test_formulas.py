"""Formulas in words."""

from __future__ import annotations

import pytest

from realpolitik.analysis.result import Analysis
from realpolitik.report.formulas import Speaker


@pytest.mark.parametrize(
    ("formula", "owner", "said"),
    [
        ("armenia.road == without_russia", None, "“The road through Syunik” (Armenia) is without Russia"),
        ("road != closed", "armenia", "“The road through Syunik” is not closed"),
        ("not escalate", "azerbaijan", "Not “Keep up the campaign against Russia”"),
        ("escalate if nature.pashinyan_falls", "azerbaijan",
         "“Keep up the campaign against Russia”, if “The Armenian prime minister loses office”"),
        ("not (azerbaijan.invade and russia.defend)", None,
         "Not (“Take Syunik by force” (Azerbaijan) and “Come to Armenia's defence” (Russia))"),
        ("us_deal and impulse != own_accord", None,
         "“Did Washington agree to let Ankara and Baku settle Armenia's future?” is yes and "
         "“What set the escalation going?” is not own accord"),
        ("not us_deal", None, "“Did Washington agree to let Ankara and Baku settle Armenia's future?” is no"),
        ("impulse in [ordered, implied]", None, "“What set the escalation going?” is ordered or implied"),
        ("armenia.road not in [closed]", None, "“The road through Syunik” (Armenia) is not closed"),
        ("war and not thaw", None, "“Azerbaijan takes Syunik by force” and not “Baku and Moscow make up”"),
        ("someone.does_it", None, "“does it” (someone)"),
        ("nature.war_in_armenia", None, "“war in Armenia”"),
        ("at least 2 of (war, thaw)", None,
         "at least 2 of (“Azerbaijan takes Syunik by force”, “Baku and Moscow make up”)"),
    ],
)  # fmt: skip
def test_said(analysis: Analysis, formula: str, owner: str | None, said: str) -> None:
    assert Speaker(analysis).say(formula, owner) == said


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("impulse == ordered", "“What set the escalation going?” is not ordered"),
        ("impulse in [ordered, implied]", "“What set the escalation going?” is neither ordered nor implied"),
        ("us_deal", "“Did Washington agree to let Ankara and Baku settle Armenia's future?” is no"),
        ("quarrel and feud", "not (“Does Baku hold a grievance of its own over migrants and the airliner?” is yes and "
         "“Did rival clans set off the raid in Yekaterinburg?” is yes)"),
    ],
)  # fmt: skip
def test_denied(analysis: Analysis, formula: str, said: str) -> None:
    assert Speaker(analysis).is_false(formula) == said


@pytest.mark.parametrize("formula", ["not", "a ==", "in [", "a in [b", "((", "\u00e9t\u00e9 == b"])
def test_odd_text_does_not_stop_the_page(analysis: Analysis, formula: str) -> None:
    assert isinstance(Speaker(analysis).say(formula), str)
