"""Who says what in a text: speakers, what they hold or deny, and the voice that each becomes."""
