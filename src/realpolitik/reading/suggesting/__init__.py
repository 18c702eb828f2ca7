"""A language model that a person asks for may suggest items; what it answers is checked before it reaches a draft."""
