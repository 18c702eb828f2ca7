"""The play straight from its definition: states as dictionaries, a dense generator, flags for what has been."""

from __future__ import annotations

import datetime
import math
from itertools import product

import numpy as np
from scipy.linalg import expm

from realpolitik.case.worlds import Worlds

MONTH = 365.25 / 12


class Oracle:
    """One case in one world: ``world`` maps factors to values, None is "something else". Central numbers."""

    def __init__(self, case, world):
        self.case = case
        self.world = world
        self.options = {}
        for a, actor in case.actors.items():
            for o, option in actor.options.items():
                self.options[f"{a}.{o}"] = (a, option)
        for o, event in case.nature.items():
            self.options[f"nature.{o}"] = ("nature", event)
        self.names = list(self.options)
        everything = product(*(self.values(n) for n in self.names))
        self.states = [dict(zip(self.names, s, strict=True)) for s in everything]
        self.states = [s for s in self.states if self.can_be(s)]
        self.place = {self.key(s): k for k, s in enumerate(self.states)}
        self.now = {n: option.now or option.values[0] for n, (_, option) in self.options.items()}
        self.known = {}
        self.worths = {}

    def key(self, s):
        return tuple(s[n] for n in self.names)

    def values(self, name):
        option = self.options[name][1]
        return (option.now or option.values[0],) if option.moves == "no" else option.values

    def can_be(self, s):
        for rule in self.case.rules:
            if rule.never is not None and rule.never.truth(s):
                return False
            if rule.needs is not None and rule.for_.truth(s) and not rule.needs.truth(s):
                return False
        return True

    def asks(self, formula, s, world=...):
        """A formula over factors and options; false in "something else" if it mentions a factor."""
        if formula is None:
            return True
        world = self.world if world is ... else world
        if formula.mentions() & set(self.case.factors):
            return world is not None and formula.truth({**s, **world})
        return formula.truth(s)

    def worth(self, a, s):
        """What a state is worth to an actor that chooses: its utility, or what the others would make of it."""
        if self.case.actors[a].foresight == 1:
            return self.utility(a, s)
        if ("ahead", a, self.key(s)) not in self.worths:
            self.worths["ahead", a, self.key(s)] = self.worth_by_definition(a, s)
        return self.worths["ahead", a, self.key(s)]

    def worth_by_definition(self, a, s):
        others = [b for b, other in self.case.actors.items() if b != a and other.options and other.pace.value > 0]
        if not others:
            return self.utility(a, s)
        total = sum(self.case.actors[b].pace.value for b in others)
        out = 0.0
        for chance, world in self.views(a):
            key = ("view", str(world))
            seen = self.worths.setdefault(key, self if world == self.world else Oracle(self.case, world))
            for b in others:
                chosen = seen.choices(b, s, seen.utility)
                expected = sum(p * self.utility(a, dict(zip(self.names, t, strict=True))) for t, p in chosen.items())
                out += chance * self.case.actors[b].pace.value / total * expected
        return out

    def views(self, a):
        """The worlds that an actor thinks possible with what it believes, given this one: (chance, world)."""
        believes = self.case.actors[a].believes
        if self.world is None or not believes:
            return [(1.0, self.world)]
        out = [(1.0, dict(self.world))]
        for factor, value in believes.items():
            values = list(self.case.factors[factor].values)
            if isinstance(value, dict):
                shares = [float(str(value.get(v, "0%")).strip("%")) / 100 for v in values]
            else:
                p = float(str(value).strip("%")) / 100
                shares = [p, *[(1 - p) / (len(values) - 1)] * (len(values) - 1)]
            out = [
                (q * share / sum(shares), {**world, factor: v})
                for q, world in out
                for v, share in zip(values, shares, strict=True)
            ]
        return out

    def choices(self, a, s, worth):
        """{state's key: chance} of an actor's choice from s, staying included."""
        actor = self.case.actors[a]
        here = worth(a, s)
        found = {self.key(s): 1.0}
        for t, d, extra in self.changes(a, s):
            gain = actor.resolve.value * (worth(a, t) - here)
            found[self.key(t)] = math.exp(gain - actor.inertia.value * d - extra)
        total = sum(found.values())
        return {t: w / total for t, w in found.items()}

    def utility(self, a, s):
        if (a, self.key(s)) not in self.worths:
            self.worths[a, self.key(s)] = self.utility_by_definition(a, s)
        return self.worths[a, self.key(s)]

    def utility_by_definition(self, a, s):
        actor = self.case.actors[a]
        if actor.utility:
            return sum(w for f, w in actor.utility.items() if f.truth(s))
        if actor.ranking:
            listed = list(actor.ranking) if "else" in actor.ranking else [*actor.ranking, "else"]
            if listed[-1] == "else" and all(self.first_of(listed, t) != "else" for t in self.states):
                listed.pop()  # a last class without states leaves no gap
            return 1 - listed.index(self.first_of(listed, s)) / max(len(listed) - 1, 1)
        parts = len(actor.prefers) + bool(actor.serves)
        rest, weights = 1.0, []
        for _ in range(parts):
            weights.append(rest * 0.75)
            rest -= weights[-1]
        weights = [w / sum(weights) for w in weights]
        total = 0.0
        for w, wish in zip(weights, actor.prefers, strict=False):
            if (wish.sure is None or wish.sure.value >= 0.5) and wish.that.truth(s):
                total += w * sum(p for p, seen in self.views(a) if Oracle.asks(self, wish.when, s, seen))
        if actor.serves:
            shares = {b: p.value for b, p in actor.serves.items()}
            total += weights[-1] * sum(p * self.utility(b, s) for b, p in shares.items()) / sum(shares.values())
        return total

    def changes(self, a, s):
        """Every state actor ``a`` can go to from s in one move, with its friction: (state, d, extra cost)."""
        own = [n for n in self.names if self.options[n][0] == a]
        for chosen in product(*(self.values(n) for n in own)):
            after = {**s, **dict(zip(own, chosen, strict=True))}
            changed = [n for n in own if after[n] != s[n]]
            if not changed or not self.can_be(after):
                continue
            extra, legal = 0.0, True
            for n in changed:
                option = self.options[n][1]
                up = option.values.index(after[n]) > option.values.index(s[n])
                gate = option.if_ if up else option.undo_if
                legal &= option.moves in (("both", "forward") if up else ("both", "back"))
                legal &= gate is None or gate.truth(s)
                if not up and option.public and option.backing_down is not None:
                    extra += option.backing_down.value
            if legal:
                yield after, len(changed), extra

    def first_of(self, listed, s):
        return next((n for n in listed if n != "else" and self.case.scenarios[n].that.truth(s)), "else")

    def rates(self, s, time):
        """{state's key: rate} out of s, ``time`` months after as_of (None: in the watch)."""
        if (self.key(s), time) not in self.known:
            self.known[self.key(s), time] = self.rates_by_definition(s, time)
        return self.known[self.key(s), time]

    def rates_by_definition(self, s, time):
        out = {}
        for a, actor in self.case.actors.items():
            for t, p in self.choices(a, s, self.worth).items():
                if t != self.key(s):
                    out[t] = actor.pace.value * p
        for n in self.names:
            owner, event = self.options[n]
            if owner != "nature" or event.moves == "no" or not self.asks(event.if_, s):
                continue
            k = event.values.index(s[n]) + 1
            if k == len(event.values):
                continue
            after = {**s, n: event.values[k]}
            hazard = self.hazard(event, s, time)
            if hazard > 0 and self.can_be(after):
                out[self.key(after)] = hazard
        return out

    def hazard(self, event, s, time):
        if event.by:
            if time is None:
                return 0.0
            begin, before = 0.0, 0.0
            for date in sorted(event.by):
                end, p = self.months(date), event.by[date].value
                hazard = (math.log1p(-before) - math.log1p(-p)) / (end - begin)
                if time < end:
                    return hazard
                begin, before = end, p
            return hazard
        return next((b.p.value for b in event.rate if self.asks(b.if_, s)), 0.0)

    def months(self, date):
        return (date - self.case.as_of).days / MONTH

    def pieces(self, dates):
        """Stretches of constant rates up to the last of ``dates``, cut at every one of them."""
        cuts = {self.months(d) for d in dates} | {
            self.months(d) for e in self.case.nature.values() for d in e.by if e.moves != "no"
        }
        last = max(self.months(d) for d in dates)
        return sorted(c for c in cuts if 0 < c <= last)

    def follow(self, update, flags, dates):
        """Distributions over (state, flag) at ``dates``; ``update(flag, state, time)`` is the flag on being there."""
        n = len(self.states)
        reached = self.reached()
        live = np.repeat(reached, flags)
        p = np.zeros((n, flags))
        p[self.place[self.key(self.now)], update(0, self.now, 0.0)] = 1
        out, begin = {}, 0.0
        wanted = {self.months(d): d for d in dates}
        for end in self.pieces(dates):
            q = np.zeros((n * flags, n * flags))
            for k in np.flatnonzero(reached):
                s = self.states[k]
                for to, rate in self.rates(s, begin).items():
                    t = self.place[to]
                    for flag in range(flags):
                        i, j = k * flags + flag, t * flags + update(flag, self.states[t], begin)
                        q[i, j] += rate
                        q[i, i] -= rate
            moved = np.zeros(n * flags)
            moved[live] = p.reshape(-1)[live] @ expm(q[np.ix_(live, live)] * (end - begin))
            p = moved.reshape(n, flags)
            begin = end
            if end in wanted:
                out[wanted[end]] = p.copy()
        return out

    def reached(self):
        """Which states can be reached from ``now`` at any time."""
        found, todo = {self.key(self.now)}, [self.now]
        times = [0.0, *(self.months(d) for e in self.case.nature.values() for d in e.by)]
        while todo:
            s = todo.pop()
            for t in times:
                for to in self.rates(s, t):
                    if to not in found:
                        found.add(to)
                        todo.append(dict(zip(self.names, to, strict=True)))
        return np.array([self.key(s) in found for s in self.states])

    def mass(self, p, formula, flags=None):
        keep = np.array([formula.truth(s) for s in self.states])
        return p[keep].sum() if flags is None else p[keep][:, flags].sum()

    def at(self, formula, dates):
        found = self.follow(lambda flag, s, t: 0, 1, dates)
        return {d: self.mass(p, formula) for d, p in found.items()}

    def ever(self, formula, dates):
        found = self.follow(lambda flag, s, t: int(flag or formula.truth(s)), 2, dates)
        return {d: p[:, 1].sum() for d, p in found.items()}

    def answer(self, question):
        """(numerator, denominator) of a question."""
        happens, until = question.happens, question.until
        f, g = happens.first, happens.second
        if happens.kind == "at":
            return self.at(f, [until])[until], 1.0
        if happens.kind == "ever":
            return self.ever(f, [until])[until], 1.0
        if happens.kind == "never":
            return 1 - self.ever(f, [until])[until], 1.0
        if happens.kind == "before":

            def first_of(flag, s, t):
                return flag or (2 if g.truth(s) else 1 if f.truth(s) else 0)

            return self.follow(first_of, 3, [until])[until][:, 1].sum(), 1.0
        by = happens.first_by or until
        stop = self.months(by)

        def both(flag, s, t):
            x, y = flag & 1, flag & 2
            return (x or (t < stop and f.truth(s))) + (2 if y or g.truth(s) else 0)

        p = self.follow(both, 4, sorted({by, until}))[until]
        below = p[:, [1, 3]].sum()
        above = p[:, 3].sum() if happens.second_kind == "ever" else self.mass(p, g, [1, 3])
        return above, below


def worlds_of(case):
    """Every world as a dictionary, "something else" (None) last."""
    worlds = Worlds.of(case)
    return [*(dict(zip(worlds.factors, v, strict=True)) for v in product(*worlds.values)), None]


def month_ends(start, end):
    """The last days of months between two days, and the second day."""
    out = [start + datetime.timedelta(days=k) for k in range(1, (end - start).days)]
    return [d for d in out if (d + datetime.timedelta(days=1)).day == 1] + [end]
