"""Stability straight from the definitions: sets of states, explicit legal sequences. Shares no code with the program.

Slow on purpose. A state is a tuple of value indices; ``moves[i][s]`` is R_i(s), ``better[i][s]`` is R_i+(s).
"""

from __future__ import annotations

from itertools import product


class Oracle:
    def __init__(self, values, owner, ranks, feasible, moves, may_set, may_undo):
        self.count = len(ranks)
        self.rank = ranks  # rank[i][s]
        self.states = [s for s in product(*(range(n) for n in values)) if feasible(s)]
        can_be = set(self.states)
        self.moves = []
        self.better = []
        for i in range(self.count):
            reach = {}
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
            self.moves.append(reach)
            self.better.append({s: {t for t in reach[s] if ranks[i][t] > ranks[i][s]} for s in self.states})

    def by_sequences(self, movers, start, arcs):
        """States that legal sequences from ``start`` reach: at least one step, nobody moves twice in a row."""
        seen = set()
        frontier = [(start, None)]
        while frontier:
            s, last = frontier.pop()
            for j in movers:
                if j == last:
                    continue
                for t in arcs[j][s]:
                    if (t, j) not in seen:
                        seen.add((t, j))
                        frontier.append((t, j))
        return {t for t, _ in seen}

    def others(self, i):
        return [j for j in range(self.count) if j != i]

    def nash(self, i, s):
        return not self.better[i][s]

    def gmr(self, i, s, arcs=None):
        r = self.rank[i]
        return all(
            any(r[s2] <= r[s] for s2 in self.by_sequences(self.others(i), s1, arcs or self.moves))
            for s1 in self.better[i][s]
        )

    def seq(self, i, s):
        return self.gmr(i, s, self.better)

    def smr(self, i, s):
        r = self.rank[i]
        return all(
            any(
                r[s2] <= r[s] and all(r[s3] <= r[s] for s3 in self.moves[i][s2])
                for s2 in self.by_sequences(self.others(i), s1, self.moves)
            )
            for s1 in self.better[i][s]
        )
