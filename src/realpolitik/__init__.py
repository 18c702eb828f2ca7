"""realpolitik makes a geopolitical thesis executable.

>>> import realpolitik
>>> case = realpolitik.load("syunik.yaml")  # doctest: +SKIP
>>> realpolitik.analyse(case, seed=1)       # doctest: +SKIP

Nothing heavy is imported here: each public name is fetched when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from realpolitik import conflict, errors, evidence, figures, play
    from realpolitik.analysis.result import Analysis
    from realpolitik.analysis.run import analyse
    from realpolitik.case.case import Case
    from realpolitik.case.loading import load, load_text
    from realpolitik.errors import BadInput, CaseFaults, RealpolitikError

__version__ = "0.1.0"

#: Public name -> (module, attribute; None: the module itself).
_HOME: dict[str, tuple[str, str | None]] = {
    "Analysis": ("realpolitik.analysis.result", "Analysis"),
    "BadInput": ("realpolitik.errors", "BadInput"),
    "Case": ("realpolitik.case.case", "Case"),
    "CaseFaults": ("realpolitik.errors", "CaseFaults"),
    "RealpolitikError": ("realpolitik.errors", "RealpolitikError"),
    "analyse": ("realpolitik.analysis.run", "analyse"),
    "conflict": ("realpolitik.conflict", None),
    "errors": ("realpolitik.errors", None),
    "evidence": ("realpolitik.evidence", None),
    "figures": ("realpolitik.figures", None),
    "load": ("realpolitik.case.loading", "load"),
    "load_text": ("realpolitik.case.loading", "load_text"),
    "play": ("realpolitik.play", None),
}

__all__ = [
    "Analysis",
    "BadInput",
    "Case",
    "CaseFaults",
    "RealpolitikError",
    "__version__",
    "analyse",
    "conflict",
    "errors",
    "evidence",
    "figures",
    "load",
    "load_text",
    "play",
]


def __getattr__(name: str) -> Any:
    """Fetch a public name when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module 'realpolitik' has no attribute '{name}'")
    module_name, attribute = _HOME[name]
    module = importlib.import_module(module_name)
    value = module if attribute is None else getattr(module, attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return __all__
