"""Every fault: a broken snippet, the slug it must give, and the place (marked with a § before it)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import realpolitik.case
from realpolitik.case.faults import MEANINGS
from realpolitik.case.loading import load_bytes, load_text
from realpolitik.errors import CaseFaults, Fault

HEAD = "case: x\ntitle: y\nas_of: 2025-07-02\n"
TWO = """\
actors:
  a:
    options:
      go: Go
      road: {values: [closed, open, wide]}
    prefers: [go]
  b: {options: {hit: Hit}, prefers: [hit]}
"""
FACTORS = """\
factors:
  deal: {asks: A deal?, prior: 30%}
  kind: {asks: What kind?, values: {low: 20%, mid: 30%, high: 50%}}
"""
SOURCES = "sources:\n  s: {title: S}\n"
DEEP_FORMULA = "(" * 70 + "a.go" + ")" * 70

#: slug -> snippets; each holds one § right before the place at which the fault must be noted.
BROKEN: dict[str, list[str]] = {
    # the file
    "control-character": [HEAD + "about: a§\x01b\n", HEAD + "about: a§\u2028b\n", HEAD + "about: a§\x00\n"],
    "yaml-syntax": [
        "case: x\ntitle: a: §b\n".replace("a: §b", "a§: b"),
        "case: x\ntitle: y\nrules: [a, b§\n".replace("§\n", "\n§"),
        "case: x\ntitle: §@y\n",
        "case: x\n§\ttitle: y\n",
    ],
    "yaml-version": ["§%YAML 1.1\n---\ncase: x\ntitle: y\n".replace("§", "").replace("---", "§---")],
    "yaml-tag": [HEAD + "about: §!thing x\n", HEAD + "about: §!!int 3\n"],
    "yaml-alias": [HEAD + "about: §&a x\n", HEAD + "about: §*a\n", HEAD + "§<<: {about: x}\n"],
    "several-documents": ["case: x\ntitle: y\n§---\ncase: z\n"],
    "empty-file": ["§", "§# only a comment\n"],
    "not-a-table": ["§- case: x\n", "§just words\n"],
    "key-not-text": [HEAD + "§? [a, b]\n: c\n".replace("§? ", "? §")],
    "too-deep": [HEAD + "about: " + "[" * 59 + "§" + "[" * 200],
    "double-key": ["case: x\ntitle: y\n§title: z\n", HEAD + "actors:\n  a: {name: A, §name: B}\n"],
    "comma-in-braces": [HEAD + "actors:\n  a: {name: One, §two and three, kind: state}\n"],
    "text-cut-at-hash": [HEAD + "about: We are §#1 in this\n"],
    "empty-value": [HEAD + "§about:\n", HEAD + "actors:\n  a:\n    §options:\n", HEAD + "rules:\n  -§\n"],
    # shape
    "missing-key": [
        "§title: y\n",
        HEAD + "evidence:\n  - §{id: e, what: W}\n",
        HEAD + TWO + "events:\n  - §{date: 2025-07-01, does: a.go}\n",
        HEAD + "events:\n  - §{date: 2025-07-01}\n",
        HEAD + TWO + "questions:\n  - §{id: q, asks: Q, happens: ever a.go}\n",
        HEAD + TWO + "advice:\n  - §{to: a}\n",
    ],
    "unknown-key": [HEAD + "§actor: {}\n", HEAD + "actors:\n  a: {§namee: A}\n",
        HEAD + FACTORS + "actors: {a: {§if: x}}\n"],
    "more-faults": ["§case: x\ntitle: y\n" + "".join(f"k{k}: 1\n" for k in range(501 + 20))],
    "unknown-choice": [
        HEAD + "actors:\n  a: {options: {go: {moves: §onward}}}\n",
        HEAD + "sources: {s: {title: S, grade: §G}}\n",
        HEAD + "evidence: [{id: e, what: W, seen: §maybe}]\n",
    ],
    "wrong-type": [HEAD + "actors: §[a, b]\n", HEAD + "rules: §{never: x}\n", HEAD + "about: §[a]\n",
                   HEAD + TWO + "rules: [{never: §[a]}]\n"],
    "out-of-range": [HEAD + "evidence: [{id: e, what: W, seen: not yet, credibility: §7}]\n"],
    "unknown-version": ["realpolitik: §2\n" + HEAD],
    "bad-name": [
        HEAD + "actors:\n  §north korea: {name: N}\n",
        HEAD + "actors:\n  §nature: {name: N}\n",
        HEAD + "actors:\n  a: {options: {§not: Not}}\n",
        HEAD + "actors:\n  a: {options: {go: {values: [§a-b, c]}}}\n",
        HEAD + "factors: {f: {asks: F, values: {§a b: 50%, c: 50%}}}\n",
        HEAD + "evidence: [{id: §a b, what: W, seen: not yet}]\n",
    ],
    "double-name": [
        HEAD + "evidence: [{id: e, what: W, seen: not yet}, {id: §e, what: W, seen: not yet}]\n",
        HEAD + "actors:\n  a: {options: {go: {values: [x, §x]}}}\n",
        HEAD + TWO + "  c: {ranking: [s, §s]}\nscenarios: {s: a.go}\n",
    ],
    "bad-number": [HEAD + "actors: {a: {options: {go: {backing_down: §much}}}}\n",
                   HEAD + "something_else: §1e999\n",
                   HEAD + "actors: {a: {options: {go: Go}, utility: {go: §nan}}}\n",
                   HEAD + "actors: {a: {options: {go: Go}, utility: {go: §-1e300}}}\n"],
    "bad-probability": [
        HEAD + "something_else: §unlikly\n",
        HEAD + "something_else: {value: §unlikly}\n",
        HEAD + "factors:\n  f: {asks: F, prior: §perhaps}\n",
        HEAD + "something_else: §[1]\n",
    ],
    "not-judged": [
        HEAD + "factors:\n  f: {asks: F, prior: §ask}\n",
        HEAD + "something_else: §'?'\n",
    ],
    "probability-out-of-range": [HEAD + "something_else: §20\n", HEAD + "something_else: §-3%\n"],
    "unknown-scale": [HEAD + "something_else: §likely (FBI)\n"],
    "range-reversed": [HEAD + "something_else: §40-20%\n",
        HEAD + SOURCES + "about: x\nactors: {a: {source: §s p5-3}}\n"],
    "bad-rate": [HEAD + "nature: {n: {rate: {value: 1%, because: x}, moves: §up}}\n".replace("rate: {value: 1%, "
                 "because: x}, moves: §up", "rate: [{else: §{because: x}}]")],
    "rate-without-period": [HEAD + "nature: {n: {rate: §10%}}\n"],
    "rate-certain": [HEAD + "nature: {n: {rate: §100% per year}}\n",
                     HEAD + "nature: {n: {by: {2026-01-01: §100%}}}\n"],
    "bad-period": [HEAD + "nature: {n: {rate: §10% per eon}}\n"],
    "bad-pace": [HEAD + "actors: {a: {pace: §monthlyy}}\n"],
    "bad-resolve": [HEAD + "actors: {a: {resolve: §strong}}\n", HEAD + "actors: {a: {resolve: §-1}}\n"],
    "bad-inertia": [HEAD + "actors: {a: {inertia: §huge}}\n"],
    "bad-date": ["case: x\ntitle: y\nas_of: §2025-02-30\n", "case: x\ntitle: y\nas_of: §2 July 2025\n",
                 "case: x\ntitle: y\nas_of: §1751414400\n",
                 HEAD + TWO + "questions:\n"
                 "  - {id: q, asks: Q, until: 2026-01-01, happens: if a.go by §soon then b.hit}\n"],
    "bad-citation": [HEAD + SOURCES + "actors: {a: {source: §the second page of s}}\n"],
    "bad-happens": [HEAD + TWO + "questions:\n  - {id: q, asks: Q, until: 2026-01-01, happens: §a.go}\n",
                    HEAD + TWO + "questions:\n  - {id: q, asks: Q, until: 2026-01-01, happens: §if a.go}\n"],
    "table-shape": [HEAD + FACTORS + "evidence:\n  - id: e\n    what: W\n    seen: not yet\n    likelihood:\n"
                    "      deal: {yes: 10%, no: 20%}\n      §kind: {low: 1%, mid: 1%, high: 2%}\n"],
    "rule-shape": [HEAD + TWO + "rules:\n  - §{needs: a.go}\n",
        HEAD + TWO + "rules:\n  - §{never: a.go, for: b.hit}\n"],
    # formulas
    "formula-syntax": [
        HEAD + TWO + "scenarios: {s: a.go and §or b.hit}\n",
        HEAD + TWO + "scenarios: {s: §(a.go}\n",
        HEAD + TWO + "scenarios:\n  s: a.go and\n     §)\n",
        HEAD + TWO + "scenarios:\n  s: a.go §b.hit\n",
        HEAD + TWO + "scenarios:\n  s: at least two§\n".replace("two§", "§two"),
        HEAD + TWO + "scenarios:\n  s: 'a.road == closed §== open'\n",
        HEAD + TWO + "scenarios:\n  s: >\n    a.go\n    and b.hit\n    §AND b.hit\n",
    ],
    "unexpected-sign": [
        HEAD + TWO + "scenarios: {s: a.road §= closed}\n",
        HEAD + TWO + "scenarios:\n  s: \"a.go §&& b.hit\"\n",
        HEAD + TWO + "scenarios: {s: a.without§-russia}\n",
    ],
    "chained-condition": [HEAD + TWO + "scenarios: {s: a.go if b.hit §if a.go}\n",
                          HEAD + TWO + "scenarios: {s: a.go implies b.hit §iff a.go}\n"],
    "formula-too-deep": [HEAD + TWO + "scenarios: {s: " + "(" * 60 + "§" + "(" * 10 + "a.go" + ")" * 70 + "}\n"],
    "formula-too-long": [
        HEAD + TWO + "scenarios:\n  s0: a.go and b.hit\n"
        + "".join(f"  s{k}: {'§' if k == 8 else ''}s{k - 1} and (s{k - 1} or s{k - 1})\n" for k in range(1, 14))
    ],
    "at-least-count": [HEAD + TWO + "scenarios:\n  s: at least §3 of (a.go, b.hit)\n",
                       HEAD + TWO + "scenarios:\n  s: at least §0 of (a.go, b.hit)\n"],
    "unknown-name": [HEAD + TWO + "scenarios: {s: a.go and §hit}\n"],
    "unknown-option": [HEAD + TWO + "scenarios: {s: not §a.hit}\n", HEAD + TWO + "scenarios: {s: not §a}\n",
                       HEAD + TWO + "  c: {does_not_see: [§a.hit]}\n"],
    "unknown-value": [
        HEAD + TWO + "scenarios: {s: a.road == §clsed}\n",
        HEAD + TWO + "scenarios:\n  s: a.road in [closed, §shut]\n",
        HEAD + "actors: {a: {options: {go: {now: §maybe}}}}\n",
        HEAD + FACTORS + "evidence: [{id: e, what: W, seen: not yet, likelihood: {kind: {§lw: 1%, else: 2%}}}]\n",
        HEAD + FACTORS + "  more: {asks: M, prior: 10%, given: [{if: deal, §maybe: 3%}]}\n",
    ],
    "value-missing": [HEAD + TWO + "scenarios: {s: not §a.road}\n"],
    "value-of-a-statement": [HEAD + TWO + "scenarios: {s: a.go, t: §s == yes}\n"],
    "ambiguous-name": [HEAD + "actors: {a: {options: {go: Go}, prefers: [§go]}}\nscenarios: {go: a.go}\n"],
    "wrong-scope": [
        HEAD + FACTORS + TWO + "scenarios: {s: §deal}\n",
        HEAD + FACTORS + TWO + "explanations: {e: deal and §a.go}\n",
        HEAD + FACTORS + TWO + "  c: {prefers: [{that: a.go, when: §a.go}]}\n",
    ],
    "circular-name": [
        HEAD + TWO + "scenarios: {s: §s or a.go}\n",
        HEAD + "actors: {a: {part_of: b}, §b: {part_of: a}}\n".replace("{part_of: b}, §b", "{§part_of: b}, b"),
        HEAD + "sources: {s: {title: S, repeats: [§s]}}\n",
        HEAD + "evidence: [{id: e, copy_of: §e}]\n",
    ],
    "own-option-in-condition": [HEAD + "actors: {a: {options: {go: {if: §stop}, stop: Stop}}}\n"],
    "not-a-move": [HEAD + TWO + "events: [{date: 2025-07-01, by: a, does: §go or road == open}]\n",
                   HEAD + TWO + "advice: [{to: a, do: §go and b.hit}]\n"],
    "cyclic-given": [
        HEAD + "factors:\n  f: {asks: F, prior: 1%, given: [{if: §g, p: 2%}]}\n  g: {asks: G, prior: 1%}\n"],
    "else-not-last": [
        HEAD + FACTORS + "evidence: [{id: e, what: W, seen: not yet, likelihood: [§{else: 1%}, {if: deal, p: 2%}]}]\n"
    ],
    "table-incomplete": [
        HEAD + FACTORS + "evidence: [{id: e, what: W, seen: not yet, likelihood: {§kind: {low: 1%, mid: 2%}}}]\n",
        HEAD + FACTORS + "evidence: [{id: e, what: W, seen: not yet, §likelihood: [{if: deal, p: 2%}]}]\n",
        HEAD + "nature:\n  n:\n    §rate:\n      - {if: nature.n, p: 2% per year}\n",
        HEAD + FACTORS + "actors: {a: {believes: {kind: §80%}}}\n",
        HEAD + FACTORS + "actors: {a: {believes: {kind: §{low: 80%}}}}\n",
        HEAD + FACTORS + "  more: {asks: M, values: {a: 1%, b: 99%}, given: [{if: deal, §a: 3%}]}\n".replace(
            "[{if: deal, §a: 3%}]", "[§{if: deal, a: 3%}]"),
    ],
    # meaning
    "unknown-actor": [
        HEAD + TWO + "events: [{date: 2025-07-01, by: §aa, does: a.go}]\n",
        HEAD + TWO + "scenarios: {s: §c.go}\n",
        HEAD + "actors: {a: {part_of: §z}}\n",
        HEAD + "actors: {a: {serves: {§z: 100%}}}\n",
        HEAD + "coalitions: {c: [§z]}\n",
        HEAD + "issues: {i: {scale: {0: a, 1: b}, positions: {§z: {position: 0, capability: 1, salience: 1}}}}\n",
    ],
    "unknown-factor": [
        HEAD + FACTORS + "explanations: {e: deal and §knd == low}\n",
        HEAD + "evidence: [{id: e, what: W, seen: not yet, likelihood: {§f: {yes: 1%, no: 2%}}}]\n",
        HEAD + "actors: {a: {believes: {§f: 1%}}}\n",
    ],
    "unknown-source": [
        HEAD + "evidence: [{id: e, what: W, seen: not yet, source: §s p3}]\n",
        HEAD + SOURCES + "evidence: [{id: e, what: W, seen: not yet, source: [s, §t p1]}]\n",
        HEAD + SOURCES + "something_else: {value: 3%, source: §t}\n",
        HEAD + FACTORS + "explanations: {e: {says: deal, held_by: §z}}\n",
    ],
    "unknown-item": [HEAD + "evidence: [{id: e, copy_of: §f}]\n",
                     HEAD + TWO + "events: [{date: 2025-07-01, by: a, does: go, counts_as: §e}]\n"],
    "unknown-scenario": [HEAD + "actors: {a: {ranking: [§s, else]}}\n"],
    "shares-do-not-sum": [
        HEAD + "factors: {f: {asks: F, §values: {a: 30%, b: 60%}}}\n",
        HEAD + "sources: {s: {title: S, reliable: 90%, deceptive: §20%}}\n",
        HEAD + "actors: {a: {§serves: {b: 30%}}, b: {prefers: [c.go]}, c: {options: {go: Go}}}\n",
    ],
    "shares-fitted": [HEAD + "factors: {f: {asks: F, §values: {a: likely, b: likely}}}\n"],
    "prior-and-values": [HEAD + "factors: {f: {asks: F, §prior: 10%, values: {a: 30%, b: 70%}}}\n"],
    "factor-without-prior": [HEAD + "factors: {§f: {asks: F}}\n"],
    "too-few-values": [HEAD + "actors: {a: {options: {go: {values: §[x]}}}}\n",
                       HEAD + "factors: {f: {asks: F, values: §{a: 100%}}}\n"],
    "rate-and-by": [HEAD + "nature: {n: {rate: 1% per year, §by: {2026-01-01: 20%}}}\n"],
    "nature-without-rate": [HEAD + "nature: {§n: {text: N}}\n"],
    "dates-not-in-order": [
        HEAD + "nature: {n: {by: {2026-01-01: 20%, §2025-12-01: 30%}}}\n",
        HEAD + "horizon: §2025-01-01\n",
        HEAD + "nature: {n: {§by: {2024-01-01: 20%}}}\n",
        HEAD + "watched_from: §2026-01-01\n",
        HEAD + "evidence: [{id: e, what: W, seen: not yet, until: §2025-07-02}]\n",
    ],
    "chance-shrinks": [HEAD + "nature: {n: {by: {2026-01-01: 20%, 2026-12-01: §10%}}}\n",
                       HEAD + "nature: {n: {by: {2026-01-01: 10-50%, 2026-12-01: §45%}}}\n"],
    "several-rankings": [HEAD + TWO + "  c: {prefers: [a.go], §utility: {a.go: 3}}\n"],
    "audience-without-wishes": [HEAD + "actors: {a: {serves: {§b: 100%}}, b: {name: B}}\n"],
    "copy-with-likelihood": [HEAD + FACTORS + "evidence: [{id: e, what: W, seen: not yet}, {id: f, copy_of: e, "
                             "§likelihood: 3%}]\n"],
    "bad-base-rate": [HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: 2026-01-01, "
                      "base_rate: §{seen: 3, of: 2, per: 1 year}}]\n"],
    "bad-answer": [
        HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: 2026, resolved: {as: §perhaps}}]\n",
        HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: 2026, resolved: {as: §120%}}]\n",
    ],
    "answered-before": [HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: 2026, "
                        "resolved: {as: no, on: §2025-07-02}}]\n"],
    "off-the-scale": [HEAD + TWO + "issues: {i: {scale: {0: x, 1: y}, positions: {a: {position: §2, capability: 1, "
                      "salience: 1}}}}\n"],
    "bad-author": [HEAD + TWO + "events: [{date: 2025-07-01, by: §{a: 50%, nature: 50%}, does: go}]\n"],
    "as-of-missing": ["case: x\ntitle: y\n§horizon: 2026-01-01\n",
                      "case: x\ntitle: y\nevidence: [{id: e, what: W, seen: not yet, §until: 2026}]\n"],
    "after-as-of": [HEAD + "evidence: [{id: e, what: W, seen: §2025-07-03}]\n",
                    HEAD + "events: [{date: §2025-07-03, text: T}]\n"],
    "source-after-as-of": [HEAD + "sources: {s: {title: S, date: §2025-08-01}}\n"
                           "evidence: [{id: e, what: W, seen: not yet, source: s}]\n"],
    "until-passed": [HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: §2025-01-01}]\n",
        HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: §2025-07-02}]\n"],
    "until-not-awaited": [HEAD + "evidence: [{id: e, what: W, seen: 2025-07-01, §until: 2025-12-31}]\n",
                          HEAD + "evidence: [{id: e, what: W, seen: absent, §until: 2025-12-31}]\n",
                          HEAD + "evidence: [{id: e, what: W, seen: not yet}, {id: f, copy_of: e, §until: 2026}]\n",
                          HEAD + "evidence: [{id: e, what: W, seen: not yet}, {id: f, seen: not yet, copy_of: e, "
                          "§until: 2026}]\n"],
    "not-their-option": [HEAD + TWO + "events: [{date: 2025-07-01, by: a, does: §b.hit}]\n"],
    "not-watched": [HEAD + TWO + "events: [{date: 2025-07-01, by: a, §does: go}]\n".replace("§does: go", "does: §go")],
    "impossible-move": [
        HEAD + "watched_from: 2025-06-01\nactors: {a: {options: {go: {moves: no}}}}\n"
        "events: [{date: 2025-07-01, by: a, does: §go}]\n",
        HEAD + "watched_from: 2025-06-01\nactors: {a: {options: {go: {moves: forward, now: no}}}}\n"
        "events: [{date: 2025-07-01, by: a, does: §not go}]\n",
    ],
    "move-changes-nothing": [
        HEAD + "watched_from: 2025-06-01\nactors: {a: {options: {go: {now: yes}}}}\n"
        "events: [{date: 2025-06-01, by: a, does: go}, {date: 2025-07-01, by: a, does: §go}]\n"
    ],
    "event-now-mismatch": [HEAD + "watched_from: 2025-06-01\nactors: {a: {options: {go: {now: §no}}}}\n"
                           "events: [{date: 2025-07-01, by: a, does: go}]\n"],
    "now-from-events": [HEAD + "watched_from: 2025-06-01\n" + TWO + "events: [{date: 2025-07-01, by: a, does: §go}]\n"],
    "counted-twice": [
        HEAD + SOURCES + FACTORS + TWO + "watched_from: 2025-06-01\n"
        "evidence: [{id: e, what: W, seen: 2025-07-01, source: s, likelihood: {deal: {yes: 3%, no: 5%}}}]\n"
        "events: [§{date: 2025-07-01, by: a, does: go, source: s}]\n"
    ],
    "statement-is-empty": [HEAD + FACTORS + "explanations: {e: §deal and not deal}\n",
                           HEAD + TWO + "rules: [{never: a.go}]\nscenarios: {s: §a.go and b.hit}\n"],
    "too-many-states": [HEAD + "§actors: {a: {options: {" + ", ".join(f"o{k}: x" for k in range(30)) + "}}}\n"],
    "no-state-left": [HEAD + TWO + "§rules: [{never: a.go}, {never: not a.go}]\n"],
    "infeasible-now": [HEAD + TWO + "rules: [{never: §not a.go}]\n"],
    "rule-blocks-nature": [HEAD + TWO + "nature: {n: {rate: 1% per year}}\nrules: [{never: §nature.n and a.go}]\n"],
    # what a careful colleague would ask
    "factor-unused": [HEAD + "factors: {§f: {asks: F, prior: 30%, because: x}}\n"],
    "option-unmentioned": [HEAD + TWO + "  c: {options: {§lie: Lie}, prefers: [a.go]}\n"],
    "source-uncited": [HEAD + "sources:\n  §s: {title: S}\n"],
    "no-source": [HEAD + "scenarios: {s: a.road == closed}\n" + TWO.replace("[go]", "[§go]"),
                  HEAD + SOURCES + "factors: {§f: {asks: F, prior: 3%}}\nexplanations: {e: {says: f, source: s}}\n",
                  HEAD + "nature: {§n: {rate: 1% per year}}\nscenarios: {s: nature.n}\n"],
    "actor-without-wishes": [HEAD + TWO + "  §c: {options: {lie: Lie}}\nscenarios: {s: c.lie or a.road == closed}\n"],
    "actor-idle": [HEAD + "actors: {§c: {name: C}}\n"],
    "likelihoods-equal": [HEAD + "evidence: [{id: e, what: W, seen: not yet, because: x, §likelihood: 30%}]\n"],
    "explanations-equal": [HEAD + FACTORS + "explanations: {e: deal and kind != low,\n"
                           "  f: §not (not deal or kind == low)}\n"],
    "explanation-nested": [HEAD + FACTORS + "explanations: {e: §deal and kind == low, f: deal}\n"],
    "wish-never-held": [
        HEAD + FACTORS + TWO + "  c: {prefers: [{that: a.go, when: §deal and not deal}]}\n",
        HEAD + TWO + "  c: {prefers: [{that: a.road == closed, sure: §0%}]}\n"],
    "wish-repeats": [HEAD + TWO + "  c: {prefers: [a.go, a.road == open, §(a.go)]}\n"],
    "wish-without-effect": [HEAD + TWO + "  c: {prefers: [a.road == wide, §a.go or not a.go]}\n",
                            HEAD + TWO + "  c: {prefers: [a.road == wide, §a.go and b.hit]}\nrules: [{never: a.go}]\n"],
    "belief-without-effect": [HEAD + FACTORS + "explanations: {e: deal and kind == low}\n" + TWO
                              + "  c: {prefers: [a.road == wide], believes: {§deal: 30%}}\n"],
    "scenario-unreachable": [
        HEAD + TWO.replace("wide]}", "wide], moves: forward, now: open}") + "scenarios: {s: §a.road == closed}\n",
        HEAD + TWO.replace("hit: Hit", "hit: {if: nature.n}") + "nature: {n: {rate: [{if: a.go, p: 0%}, "
        "{else: 0%}]}}\nscenarios: {s: §b.hit, t: a.road == open}\n"],
    "question-settled": [
        HEAD + TWO + "questions: [{id: q, asks: Q, happens: §ever a.road == closed, until: 2026-01-01}]\n",
        HEAD + TWO + "rules: [{never: b.hit and a.go}]\n"
        "questions: [{id: q, asks: Q, happens: §never b.hit and a.go, until: 2026-01-01}]\n"],
    "until-beyond-horizon": [HEAD + "horizon: 2025-12-31\n" + TWO
                             + "questions: [{id: q, asks: Q, happens: ever a.go, until: §2026-01-01}]\n",
                             HEAD + "horizon: 2025-12-31\n"
                             "evidence: [{id: e, what: W, seen: not yet, until: §2026}]\n"],
}  # fmt: skip

SNIPPETS = [(slug, snippet) for slug, snippets in BROKEN.items() for snippet in snippets]


def faults_of(text: str) -> tuple[Fault, ...]:
    """Every fault of a text, whether it loads or not."""
    try:
        return load_text(text, "case.yaml").warnings
    except CaseFaults as error:
        return error.faults


@pytest.mark.parametrize(("slug", "marked"), SNIPPETS, ids=[f"{s}-{k}" for k, (s, _) in enumerate(SNIPPETS)])
def test_each_fault_has_its_slug_and_place(slug: str, marked: str) -> None:
    before, _, after = marked.partition("§")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = faults_of(before + after)
    assert slug in {f.slug for f in found}, found
    assert (line, column) in {(f.line, f.column) for f in found if f.slug == slug}, found
    if slug != "more-faults":
        errors = {(f.line, f.column) for f in found if f.severity == "error"}
        assert len(errors) <= 2, found  # one slip, one fault (at most one that follows)


def test_places_in_bytes_that_are_not_utf8() -> None:
    with pytest.raises(CaseFaults) as caught:
        load_bytes("case: x\ntitle: é".encode("latin-1"), "f.yaml")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.line, fault.column) == ("not-utf8", 2, 8)


def test_a_megabyte_is_the_limit() -> None:
    with pytest.raises(CaseFaults) as caught:
        load_bytes(b"case: x\ntitle: y\nabout: " + b"y" * 1_000_000, "f.yaml")
    assert caught.value.faults[0].slug == "too-large"


def test_the_catalogue_holds_every_slug_that_is_used_and_no_other() -> None:
    folder = Path(realpolitik.case.__file__).parent
    source = "\n".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.py") if p.name != "faults.py")
    quoted = set(re.findall(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"', source)) - {"utf-8", "utf-8-sig"}
    built = {f"unknown-{kind}" for kind in ("actor", "factor", "source", "item", "scenario", "option", "value")}
    assert quoted | built == set(MEANINGS)
    assert set(BROKEN) | {"not-utf8", "too-large"} == set(MEANINGS)


def test_all_faults_of_a_phase_are_told_at_once() -> None:
    text = HEAD + "horizon: soon\nactors:\n  a: {pace: often, namee: A}\nsomething_else: 20\n"
    assert [f.slug for f in faults_of(text)] == ["bad-date", "bad-pace", "unknown-key", "probability-out-of-range"]
    text = HEAD + TWO + "rules: [{never: c.go}, {never: a.road}]\nscenarios: {s: a.road == shut}\n"
    assert [f.slug for f in faults_of(text)] == ["unknown-actor", "value-missing", "unknown-value"]


def test_the_nearest_name_is_offered() -> None:
    (fault,) = faults_of(
        HEAD + "actors: {azerbaijan: {name: A}}\nevents: [{date: 2025-07-01, by: azerbijan, text: T}]\n"
    )
    assert fault.hint == "did you mean 'azerbaijan'?"
    assert fault.path == "events[0].by"
    assert fault.length == len("azerbijan")
    assert fault.text.startswith("events: [")


def test_a_fault_in_a_named_statement_is_told_once() -> None:
    text = HEAD + TWO + "scenarios: {s: c.go}\nrules: [{never: s}]\nnature: {n: {rate: 1% per year, if: s}}\n"
    assert [f.slug for f in faults_of(text)] == ["unknown-actor"]


#: A rule about nature that no reachable state lets it break, however it is prevented.
HARMLESS = [
    "nature: {n: {rate: 1% per year, if: not a.go}}\nrules: [{never: nature.n and a.road == wide}]\n"
    "scenarios: {s: a.go, t: b.hit}\n",  # wide is never reached, below
    "nature: {n: {rate: [{if: a.go, p: 0%}, {else: 3% per year}]}}\nrules: [{never: nature.n and a.go}]\n",
    "nature: {n: {rate: 1% per year, if: not a.go}}\nrules: [{never: nature.n and a.go}]\n",
]


@pytest.mark.parametrize("rule", HARMLESS)
def test_a_rule_that_blocks_nothing_reachable_is_no_question(rule: str) -> None:
    actors = TWO.replace("{values: [closed, open, wide]}", "{values: [closed, open, wide], moves: back, now: open}")
    assert "rule-blocks-nature" not in {f.slug for f in faults_of(HEAD + actors + rule)}


def test_judgements_without_a_source_are_one_warning() -> None:
    (fault,) = [f for f in faults_of(HEAD + FACTORS + TWO) if f.slug == "no-source"]
    assert fault.message.startswith("4 judgements without source or reason: factors.deal, factors.kind, actors.a.pref")
    assert fault.message.endswith("and 1 more")


def test_what_is_asked_about_never_stops_a_case() -> None:
    care = set(list(BROKEN)[list(BROKEN).index("factor-unused") :])
    assert len(care) > 12
    for slug in care:
        for snippet in BROKEN[slug]:
            assert {f.severity for f in faults_of(snippet.replace("§", ""))} <= {"warning", "note"}


def test_what_nobody_writes_is_neither_missed_nor_offered():
    """A period is kept as it was written beside its months; that is no key."""
    text = (
        HEAD + TWO + "questions: [{id: q, asks: Q, happens: ever a.go, until: 2026, base_rate: {seen: 1, of: 2%s}}]\n"
    )
    for more, told in (("", "'per' is missing"), (", per: 1 year, foo: 2", "known here: seen, of, per, class")):
        with pytest.raises(CaseFaults) as caught:
            load_text(text % more)
        (fault,) = caught.value.faults
        assert told in f"{fault.message} {fault.hint}"


def test_no_time_at_all_is_no_length_of_time():
    with pytest.raises(CaseFaults) as caught:
        load_text(HEAD + "nature: {n: {rate: 10% per 0 years}}\n")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.message) == ("bad-period", "'0 year' is no time at all")
