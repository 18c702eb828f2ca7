"""From what was read to a case that loads: every judgement neutral, every item quoted, what is uncertain marked."""
