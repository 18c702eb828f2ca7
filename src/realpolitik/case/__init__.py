"""What the analyst asserts: one YAML file, read with its places, checked, and with every formula bound.

``loading.load(path)`` goes from bytes to a ``Case`` in four steps, each of which tells all its faults at once:
``document`` (YAML to a tree of nodes with places), ``shorthand`` (short forms to long ones), ``parts`` and ``shape``
(the pydantic models), ``meaning`` (names, shares, dates, moves, worlds, states).
"""
