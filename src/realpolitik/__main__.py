"""``python -m realpolitik`` is the program ``realpolitik``; so is the installed one, which begins here."""

from __future__ import annotations

STOPPED = 130  #: the exit code after Ctrl-C


def run() -> None:
    """Start the program. Ctrl-C is answered without a traceback also while it is still being read in."""
    try:
        from realpolitik.cli.main import run as program

        program()
    except KeyboardInterrupt:
        raise SystemExit(STOPPED) from None


if __name__ == "__main__":
    run()
