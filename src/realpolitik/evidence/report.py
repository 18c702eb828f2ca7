"""What a source says, given what happened and what kind of source it is."""

from __future__ import annotations

import numpy as np

from realpolitik.evidence.numbers import Floats

#: The hidden states of a source, in the order of every array of shares.
STATES = ("reliable", "noise", "deceptive")


def report_probability(said_anyway: Floats, credibility: float | Floats) -> Floats:
    """P(the source reports it | it happened or not, the source's state).

    ``said_anyway`` f has any shape, ``credibility`` one that fits it; the result adds two axes: happened (no, yes) and
    state (reliable, noise, deceptive). With k = ``credibility``, the chance that a reliable source got it right:

    * reliable: k 1[happened] + (1 - k) f
    * noise: f, whatever happened
    * deceptive: where f <= 1/2, f / (1 - f) if it did not happen and 0 if it did; where f > 1/2, 1 if it did not
      and (2f - 1) / f if it did.

    If the happening has probability f, the report has probability f in every state: an item weighs by how its
    likelihood differs between worlds, not by how rare it is. Reliability as a hidden variable of the source
    follows Bovens and Hartmann, Bayesian Epistemology (2003), ch. 3, here with a third, deceptive state.
    """
    f = np.asarray(said_anyway, dtype=np.float64)
    k = credibility
    low = f <= 0.5
    deceptive_no = np.where(low, f / np.where(low, 1.0 - f, 1.0), 1.0)
    deceptive_yes = np.where(low, 0.0, (2.0 * f - 1.0) / np.where(low, 1.0, f))
    not_happened = np.stack([(1.0 - k) * f, f, deceptive_no], axis=-1)
    happened = np.stack([k + (1.0 - k) * f, f, deceptive_yes], axis=-1)
    return np.stack([not_happened, happened], axis=-2)
