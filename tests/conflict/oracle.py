"""Stability straight from the definitions: sets of states, explicit legal sequences. Shares no code with the program.

Slow on purpose. A state is a tuple of value indices; ``moves[i][s]`` is R_i(s), ``better[i][s]`` is R_i+(s).
"""

from __future__ import annotations

from itertools import product


class Oracle:
    def __init__(self, values, owner, ranks, feasible, moves, may_set, may_undo):
        self.count = len(ranks)
        self.owner = owner
        self.known = {}
        self.rank = ranks  # rank[i][s]
        everywhere = list(product(*(range(n) for n in values)))
        self.states = [s for s in everywhere if feasible(s)]
        can_be = set(self.states)
        self.number = {s: k for k, s in enumerate(sorted(self.states, key=lambda s: s[::-1]))}
        self.can_ever_move = []
        self.moves = []
        self.better = []
        for i in range(self.count):
            reach = {}
            own_ways = [
                (moves[k] in ("both", "forward") and any(may_set(k, s) for s in everywhere))
                or (moves[k] in ("both", "back") and any(may_undo(k, s) for s in everywhere))
                for k, n in enumerate(values)
                if owner[k] == i and n > 1
            ]
            for s in self.states:
                choices = []
                for k, n in enumerate(values):
                    here = [s[k]]
                    if owner[k] == i:
                        if moves[k] in ("both", "forward") and may_set(k, s):
                            here += range(s[k] + 1, n)
                        if moves[k] in ("both", "back") and may_undo(k, s):
                            here += range(s[k])
                    choices.append(here)
                reach[s] = {t for t in product(*choices) if t != s and t in can_be}
            self.can_ever_move.append([bool(free) for free in own_ways])
            self.moves.append(reach)
            self.better.append({s: {t for t in reach[s] if ranks[i][t] > ranks[i][s]} for s in self.states})

    def by_sequences(self, movers, start, arcs, rule="legal"):
        """States that sequences from ``start`` reach by the rule, at least one step.

        ``legal``: nobody moves twice in a row. ``once``: nobody moves twice. ``single``: one step only.
        """
        seen = set()
        frontier = [(start, None, frozenset())]
        while frontier:
            s, last, moved = frontier.pop()
            for j in movers:
                if (
                    (rule == "legal" and j == last)
                    or (rule == "once" and j in moved)
                    or (rule == "single" and last is not None)
                ):
                    continue
                for t in arcs[j][s]:
                    after = (t, j, moved | {j} if rule == "once" else frozenset())
                    if after not in seen:
                        seen.add(after)
                        frontier.append(after)
        return {t for t, _, _ in seen}

    def others(self, group):
        return [j for j in range(self.count) if j not in group]

    def nash(self, i, s):
        return not self.better[i][s]

    def gmr(self, i, s, rule="legal", arcs=None):
        r = self.rank[i]
        return all(
            any(r[s2] <= r[s] for s2 in self.by_sequences(self.others([i]), s1, arcs or self.moves, rule))
            for s1 in self.better[i][s]
        )

    def seq(self, i, s, rule="legal"):
        return self.gmr(i, s, rule, self.better)

    def smr(self, i, s, rule="legal", arcs=None):
        r = self.rank[i]
        return all(
            any(
                r[s2] <= r[s] and all(r[s3] <= r[s] for s3 in self.moves[i][s2])
                for s2 in self.by_sequences(self.others([i]), s1, arcs or self.moves, rule)
            )
            for s1 in self.better[i][s]
        )

    def judged(self, concept, i, s, tempts, punishes, steps):
        """A concept with any comparisons ``tempts(i, to, from)``, ``punishes(i, to, from)``, ``steps(j, to, from)``."""
        arcs = self.moves
        if concept in ("SEQ", "SSEQ"):
            arcs = [{x: {y for y in reach[x] if steps(j, y, x)} for x in reach} for j, reach in enumerate(self.moves)]

        def deters(s2):
            lasting = concept not in ("SMR", "SSEQ") or all(punishes(i, s3, s) for s3 in self.moves[i][s2])
            return punishes(i, s2, s) and lasting

        def answered(s1):
            return concept != "Nash" and any(map(deters, self.by_sequences(self.others([i]), s1, arcs)))

        return all(answered(s1) for s1 in self.moves[i][s] if tempts(i, s1, s))

    def sseq(self, i, s, rule="legal"):
        return self.smr(i, s, rule, self.better)

    def sim(self, i, s):
        def joined(s1, answers):
            at = list(s)
            for who, state in [(i, s1), *answers]:
                for k, owner in enumerate(self.owner):
                    if owner == who:
                        at[k] = state[k]
            return tuple(at)

        r, others = self.rank[i], self.others([i])
        for s1 in self.better[i][s]:
            met = False
            for choice in product(*([s, *self.better[j][s]] for j in others)):
                if any(t != s for t in choice):
                    end = joined(s1, list(zip(others, choice, strict=True)))
                    met = met or (end in r and end in self.number and r[end] <= r[s])
            if not met:
                return False
        return True

    def outlook(self, h, i, s):
        """G_h(i, s)."""
        if h == 0:
            return s
        if (h, i, s) not in self.known:
            r = self.rank[i]
            movers = [j for j in self.others([i]) if any(self.can_ever_move[j])]
            ends = []
            for s1 in self.moves[i][s]:
                answers = [self.outlook(h - 1, j, s1) for j in movers] if h > 1 and movers else [s1]
                ends.append(min(answers, key=lambda t: (r[t], self.number[t])))
            best = min(ends, key=lambda t: (-r[t], self.number[t]), default=s)
            self.known[h, i, s] = best if r[best] > r[s] else s
        return self.known[h, i, s]

    def l_h(self, h, i, s):
        return self.outlook(h, i, s) == s

    def nm(self):
        """Which (actor, state) is stable at every horizon of the cycle in which all maps together end."""
        pairs = [(i, s) for i in range(self.count) for s in self.states]
        history = []
        for h in range(1, 10_000):
            maps = tuple(self.outlook(h, i, s) for i, s in pairs)
            if maps in history:
                cycle = history[history.index(maps) :]
                return {pair for k, pair in enumerate(pairs) if all(m[k] == pair[1] for m in cycle)}
            history.append(maps)
        raise AssertionError("no cycle")

    def coalition(self, concept, group, s):
        """CNash, CGMR, CSMR, CSEQ or CSSEQ of one coalition."""
        ranks = [self.rank[i] for i in group]

        def liked(t):
            return all(r[t] > r[s] for r in ranks)

        arcs = self.better if concept in ("CSEQ", "CSSEQ") else self.moves
        for s1 in filter(liked, self.by_sequences(group, s, self.moves)):
            if concept == "CNash":
                return False
            answers = self.by_sequences(self.others(group), s1, arcs)
            punishing = [s2 for s2 in answers if any(r[s2] <= r[s] for r in ranks)]
            if concept in ("CSMR", "CSSEQ"):
                punishing = [s2 for s2 in punishing if not any(map(liked, self.by_sequences(group, s2, self.moves)))]
            if not punishing:
                return False
        return True
