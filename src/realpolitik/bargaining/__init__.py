"""Where an issue on a scale settles."""
