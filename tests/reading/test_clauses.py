"""Clauses of opinion, demand and attempt: what is only wanted, feared, tried, hindered or told of is no happening."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.case.loading import load_text
from realpolitik.reading.drafting.draft import draft

from .article import coded, parser, read

pytestmark = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")
DAY = datetime.date(2024, 5, 1)


def told(text: str) -> list[str]:
    """Every event of a text in one line: type, who, whom, mode."""
    lines = []
    for one in read(text, DAY).events:
        kind, who, whom = coded(one.event)
        lines.append(f"{kind} {'+'.join(who) or '-'} {'+'.join(whom) or '-'} {one.event.mode}")
    return lines


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # demanded of somebody: the demand is told, not the doing
        ("Uganda pushed Kenya to sign the treaty.", ["DEMAND UGA KEN demanded"]),
        ("Uganda urged Kenya to attack Somalia.", ["DEMAND UGA KEN demanded"]),
        ("Egypt asked Sudan to expel the rebels and close the border.", ["DEMAND EGY SDN demanded"]),
        ("Egypt wanted Sudan to release the hostages.", ["DEMAND EGY SDN demanded"]),
        ("Ecuador would like Peru to withdraw.", ["DEMAND ECU PER demanded"]),
        ("Laos called on Vietnam to withdraw.", ["DEMAND LAO VNM demanded"]),
        ("France wants Turkey to stop buying gas from Iran.", ["DEMAND FRA TUR demanded", "AGREE TUR IRN intended"]),
        # wanted by oneself
        ("Chile wanted to attack Peru.", ["THREATEN CHL PER intended"]),
        ("Chile hoped to visit Peru.", ["AGREE CHL PER intended"]),
        ("Kenya threatened to close the border and expel diplomats.", ["THREATEN KEN - threatened"]),
        (
            "Kenya threatened to close the border and expelled the Ugandan ambassador.",
            ["THREATEN KEN - threatened", "SANCTION KEN UGAGOV happened"],
        ),
        # failed, refused, hindered
        ("Peru failed to attack Chile.", ["FIGHT PER CHL denied"]),
        ("Peru failed to ratify the treaty.", ["REJECT PER - refused"]),
        ("Peru failed to impress Chile.", []),
        ("Chad refused to release the hostages.", ["REJECT TCD - refused"]),
        ("Mali prevented Niger from attacking Benin.", ["COERCE MLI NER happened", "FIGHT NER BEN denied"]),
        ("Mali kept Niger from arresting Beninese ministers.", ["COERCE NER BENGOV denied"]),
        ("Ghana discouraged Togo from visiting Benin.", ["CONSULT TGO BEN denied"]),
        ("Greece tried to persuade Turkey to withdraw.", ["AGREE TUR - possible"]),
        # led to it: it came to be
        ("Morocco persuaded Spain to release the prisoners.", ["CONCEDE ESP ---CVL happened"]),
        ("Spain was persuaded by Morocco to meet Portugal.", ["CONSULT ESP PRT happened"]),
        ("Morocco forced Spain to withdraw.", ["COERCE MAR ESP happened", "RETREAT ESP - happened"]),
        # what somebody is accused of, blamed or thanked for
        (
            "Ethiopia was accused of sheltering rebels from Eritrea.",
            ["DISAPPROVE - ETH happened", "AID ETH ERIREB alleged"],
        ),
        (
            "Ethiopia accused Eritrea of sheltering rebels, arming militias and shelling villages.",
            [
                "DISAPPROVE ETH ERI happened",
                "AID ERI ---REB alleged",
                "AID ERI - alleged",
                "FIGHT ERI ---CVL alleged",
            ],
        ),
        ("Libya blamed Chad for the bombing of Tripoli.", ["DISAPPROVE LBY TCD happened", "FIGHT TCD LBYGOV alleged"]),
        ("Nepal thanked Bhutan for sheltering refugees.", ["SUPPORT NPL BTN happened", "AID BTN ---REF happened"]),
        ("Morocco warned that Algeria might attack Tunisia.", ["THREATEN DZA TUN possible"]),
        ("Morocco warned Algeria not to attack Tunisia.", ["THREATEN MAR DZA threatened"]),
        ("Egypt denied having armed the rebels in Chad.", ["REJECT EGY - happened", "AID EGY TCDREB denied"]),
        # an end of something
        ("Turkey stopped buying gas from Iran.", ["SANCTION TUR IRN happened"]),
        ("Turkey stopped shelling Syria.", ["RETREAT TUR SYR happened"]),
    ],
)
def test_what_is_only_wanted_or_told_of(text: str, events: list[str]) -> None:
    assert told(text) == events


@pytest.mark.parametrize("helper", ["may have", "could have", "might have", "must have", "is said to have"])
def test_a_modal_of_the_past_keeps_actor_target_and_mode(helper: str) -> None:
    mode = "alleged" if helper in ("must have", "is said to have") else "doubted"
    assert told(f"Pakistan {helper} bombed Iraq.") == [f"FIGHT PAK IRQ {mode}"]
    assert told(f"Pakistan {helper} closed its border with Iran.") == [f"SANCTION PAK IRN {mode}"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Egypt condemned the seizure of a tanker by Iran and demanded the ship's release.",
            ["DISAPPROVE EGY IRN happened", "DEMAND EGY IRN demanded", "COERCE IRN - happened"],
        ),
        (
            "Finland met Estonian envoys and shared intelligence with Latvia.",
            ["CONSULT FIN ESTGOV happened", "COOPERATE FIN LVA happened"],
        ),
        ("Qatar paid for the construction of a port in Somalia.", ["AID QAT SOM happened"]),
        ("Libya paid rebels in Chad.", ["AID LBY TCDREB happened"]),
        ("Iraq was, according to officials, bombed by Iran.", ["FIGHT IRN IRQ happened"]),
        ("Iraq was, officials said, bombed by Iran.", ["FIGHT IRN IRQ happened"]),
        ("Two ships of Kenya were, despite the truce, seized by Somalia.", ["COERCE SOM KEN happened"]),
        ("Three Malian soldiers were killed, police said, by a bomb from Chad.", ["ASSAULT TCD MLIMIL happened"]),
        ("The bombing of Odesa by Russia continued.", ["FIGHT RUS UKR happened"]),
        ("The arrest of Chad's president by the army continued.", ["COERCE TCDMIL TCDGOV happened"]),
        ("The attempted arrest of Peru's president by Chile ended.", ["COERCE CHL PERGOV attempted"]),
        ("The treaty that Angola signed with Zambia was short.", ["SUPPORT AGO ZMB happened"]),
        ("Officers whom Chad had arrested went to Niger.", ["COERCE TCD ---MIL happened"]),
        ("Norway, which had armed Finland, met Sweden.", ["CONSULT NOR SWE happened", "AID NOR FIN happened"]),
        ("Police in Lima beat two students.", ["ASSAULT PERCOP PEREDU happened"]),
        ("Thousands of students marched through Nairobi.", ["PROTEST KENEDU - happened"]),
        ("Chile and Peru met in Quito.", ["CONSULT CHL+PER - happened"]),
    ],
)
def test_events_in_rows_nouns_and_relative_clauses(text: str, events: list[str]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    "text",
    [
        "Uganda pushed Kenya to attack Somalia on 3 April 2024.",
        "Uganda wanted Kenya to attack Somalia on 3 April 2024.",
        "Kenya is accused of attacking Somalia on 3 April 2024.",
        "Kenya hoped to attack Somalia on 3 April 2024.",
        "Kenya failed to attack Somalia on 3 April 2024.",
        "Uganda prevented Kenya from attacking Somalia on 3 April 2024.",
        "Kenya must have attacked Somalia on 3 April 2024.",
    ],
)
def test_none_of_it_is_drafted_as_evidence_of_the_act(text: str) -> None:
    case = load_text(draft([read(text, DAY)], "x.txt").text)
    assert not [i.id for i in case.evidence if "FIGHT" in (i.because or "")]
