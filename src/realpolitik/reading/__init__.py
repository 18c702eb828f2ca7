"""From text to a draft case: structure, actors, events, claims, and a case that a person finishes."""
