"""A short valid example of each part of a case; a whole case once ``HEAD`` stands above it."""

from __future__ import annotations

HEAD = "case: example\ntitle: An example\nas_of: 2025-07-02\n"

#: The model's name -> lines of a case file that use it.
EXAMPLES: dict[str, str] = {
    "Case": """\
horizon: 2026-12
something_else: 10%
watched_from: 2025-06-27
actors:
  north: {options: {close: Close the road}}
  south: {options: {arm: Arm}}
option_order: [south.arm, north.close]
""",
    "Source": """\
factors:
  censorship: {asks: Are reporters kept away?, prior: 20%}
sources:
  paper: {title: A paper on the crisis, kind: opinion, date: 2025-07-01, grade: C}
  wire: {title: A wire report, kind: report, reliable: 97%, deceptive: 0%}
  echo: {title: A site that reprints the wire, grade: D, repeats: [wire]}
  local:
    title: A local paper
    reliable:
      - {if: censorship, p: 30%}
      - {else: 80%}
  comment: A comment below the article
""",
    "Citation": """\
sources: {paper: A paper on the crisis, wire: A wire report}
explanations:
  plan: {says: planned, source: [paper p3, wire]}
factors:
  planned: {asks: Was it planned?, prior: {value: 30%, source: paper p4-5}}
""",
    "Judgement": """\
factors:
  planned:
    asks: Was it planned?
    prior: {value: 30%, because: the timing, judged_by: {anna: 20%, ben: likely}}
""",
    "Factor": """\
factors:
  planned: {asks: Was it planned?, prior: unlikely}
  trigger:
    asks: What set it going?
    values: {order: 20%, hint: 30%, accident: 50%}
    given:
      - {if: planned, order: 60%, hint: 30%, accident: 10%}
      - {else: {order: 10%, hint: 30%, accident: 60%}}
""",
    "DistributionBranch": """\
factors:
  planned: {asks: Was it planned?, prior: unlikely}
  known:
    asks: Did the neighbours know?
    prior: 30%
    given: {planned: {yes: 60%, no: 5%}}
""",
    "Explanation": """\
factors:
  planned: {asks: Was it planned?, prior: unlikely}
sources: {paper: A paper on the crisis}
explanations:
  plot: {says: planned, title: It was a plot, held_by: paper}
  chance: not planned
""",
    "Item": """\
sources: {paper: A paper on the crisis, wire: A wire report}
factors:
  planned: {asks: Was it planned?, prior: unlikely}
evidence:
  - id: raid
    what: The police raid an office
    seen: 2025-06-30
    source: [paper p3, wire]
    credibility: 2
    likelihood: {planned: {yes: very likely, no: unlikely}}
    said_anyway: 30%
  - {id: no_alert, what: An alert at the border, seen: absent, likelihood: {planned: {yes: 20%, else: 60%}}}
  - {id: report, what: The inquiry reports, seen: not yet, until: 2025-12, likelihood: 50%}
  - {id: reprint, copy_of: raid, source: paper}
""",
    "ProbabilityBranch": """\
factors:
  planned: {asks: Was it planned?, prior: unlikely}
evidence:
  - id: alert
    what: An alert at the border
    seen: not yet
    likelihood:
      - {if: planned, p: likely}
      - {else: 20%}
""",
    "Actor": """\
actors:
  north:
    name: The North
    kind: state
    options: {close: Close the road}
    prefers: [not south.arm, close]
    serves: {voters: 100%}
    pace: monthly
    resolve: purposeful
    inertia: normal
    foresight: 2
  south:
    options: {arm: Arm}
    utility: {arm: 3, north.close: -5}
    does_not_see: [north.close]
    thinks_impossible: [arm and north.close]
    attitudes: {north: negative}
    thinks: {north: {prefers: [close]}}
  voters: {name: Voters of the North, part_of: north, prefers: [not north.close]}
  east: {about: A neighbour, ranking: [calm, else], believes: {planned: almost certain}}
scenarios:
  calm: not north.close and not south.arm
factors:
  planned: {asks: Was it planned?, prior: unlikely}
coalitions:
  all: [north, south]
""",
    "Option": """\
actors:
  north:
    options:
      close: Close the road
      road: {text: The road, values: [closed, tolled, free], now: tolled}
      invade: {text: Invade, moves: forward, if: not south.arm}
      threaten: {text: Threaten in public, public: yes, backing_down: 2, undo_if: not south.arm}
  south: {options: {arm: Arm}}
""",
    "Wish": """\
factors:
  planned: {asks: Was it planned?, prior: unlikely}
actors:
  north:
    options: {close: Close the road}
    prefers:
      - that: not close
        because: it lives off the tolls
        sure: likely
      - {that: close, when: planned}
""",
    "Thought": """\
actors:
  north: {options: {close: Close the road}, prefers: [not close]}
  south: {prefers: [not north.close], thinks: {north: {prefers: [close], resolve: relentless}}}
""",
    "NatureEvent": """\
factors:
  planned: {asks: Was it planned?, prior: unlikely}
nature:
  fall: {text: The government falls, rate: 10% per year}
  report: {text: The inquiry reports, by: {2025-12-31: 40%, 2026: 60%}}
  drought: {text: Drought, values: [none_yet, mild, severe], rate: 15% per year}
""",
    "RateBranch": """\
actors:
  north: {options: {close: Close the road}}
nature:
  shortage:
    text: Bread becomes short
    rate:
      - {if: north.close, p: 40% per month}
      - {else: 2% per year}
""",
    "Rule": """\
actors:
  north: {options: {close: Close the road, toll: Take a toll}}
  south: {options: {sign: Sign}}
rules:
  - never: north.close and north.toll
  - {needs: south.sign, for: north.toll}
""",
    "Scenario": """\
actors:
  north: {options: {close: Close the road}}
scenarios:
  blockade: {that: north.close, title: A blockade}
  open_road: not blockade
""",
    "Event": """\
watched_from: 2025-06-27
actors:
  north: {options: {close: {text: Close the road, now: yes}}}
evidence:
  - {id: closing, what: The road is closed, seen: 2025-06-30}
events:
  - {date: 2025-06-30, by: north, does: close, counts_as: closing}
  - {date: 2022, text: A treaty on the road}
""",
    "Question": """\
actors:
  north: {options: {close: Close the road}}
questions:
  - id: closed
    asks: Will the road be closed this year?
    happens: ever north.close
    until: 2025-12-31
    fine_print: A day without traffic counts
""",
    "BaseRate": """\
actors:
  north: {options: {close: Close the road}}
questions:
  - id: closed
    asks: Will the road be closed this year?
    happens: ever north.close
    until: 2025
    base_rate: {seen: 1, of: 20, per: 1 year, class: Roads between rivals, judged: yes}
""",
    "Resolution": """\
sources: {paper: A paper on the crisis}
actors:
  north: {options: {close: Close the road}}
questions:
  - id: closed
    asks: Will the road be closed this year?
    happens: never north.close
    until: 2025-12-31
    said: {paper: roughly even}
    resolved: {as: no, on: 2025-08-08, source: A press release}
""",
    "Advice": """\
sources: {paper: A paper on the crisis}
actors:
  north: {options: {close: Close the road}}
advice:
  - {to: north, do: not close, by: paper p9}
  - {to: north, text: Keep talking}
""",
    "Issue": """\
actors:
  north: {options: {close: Close the road}}
issues:
  toll:
    scale: {0: No toll, 100: The full toll}
    positions:
      north: {position: 80, capability: [60, 90], salience: 50%}
""",
    "Position": """\
actors:
  south: {options: {arm: Arm}}
issues:
  toll:
    scale: {0: No toll, 100: The full toll}
    positions:
      south: {position: 10, capability: 40, salience: high (NoneLowMedHigh)}
""",
}
