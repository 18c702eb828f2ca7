"""``python -m realpolitik`` is the program ``realpolitik``."""

from realpolitik.cli.main import run

run()
