"""From a text to a draft of a case."""
