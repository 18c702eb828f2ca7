"""Who is named in a text: a dictionary of states, organisations, leaders and groups, and what context decides."""
