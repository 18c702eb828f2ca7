"""Questions frozen, resolved and scored."""
