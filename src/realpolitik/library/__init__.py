"""The shipped cases, data first: one folder a case, with ``case.yaml``, ``expected.yaml`` and ``NOTES.md``."""
