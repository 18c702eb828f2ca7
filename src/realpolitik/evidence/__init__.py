"""P(world | what was seen): Bayes over worlds, with sources whose reliability is itself unknown."""
