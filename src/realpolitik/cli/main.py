"""The program ``realpolitik``: builds the command line from the command files and guards every command.

Exit codes: 0 done, 1 findings, 2 bad input, 3 our bug; 130 stopped by Ctrl-C, 141 the reader went away.
No engine is imported before a command needs it, so ``--help`` is quick.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer

from realpolitik.errors import BadInput, CaseFaults
from realpolitik.registry import ideas

COMMANDS = "realpolitik.cli.commands"
FINDINGS, OUR_BUG, STOPPED, READER_GONE = 1, 3, 130, 141
DEBUG = "REALPOLITIK_DEBUG"
LINEAR_ALGEBRA = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  #: in the environment: threads of numpy's library
EPILOG = "Exit codes: 0 done, 1 findings, 2 bad input, 3 our bug."


def app() -> typer.Typer:
    """The command line with one command per module of ``realpolitik.cli.commands``."""
    program = typer.Typer(
        name="realpolitik",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    program.callback(invoke_without_command=True, epilog=EPILOG)(_program)
    for name, module in ideas(COMMANDS).items():
        program.command(name.replace("_", "-"))(guarded(module.command))
    return program


def _show_version(asked: bool) -> None:
    if asked:
        from realpolitik import __version__

        typer.echo(f"realpolitik {__version__}")
        raise typer.Exit


def _program(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Make a geopolitical thesis executable: a case in, a page out."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """``command`` with every exception turned into a message and an exit code; no traceback reaches a user.

    ``REALPOLITIK_DEBUG=1`` lets the exception through.
    """

    @functools.wraps(command)
    def guard(*args: Any, **options: Any) -> Any:
        try:
            return command(*args, **options)
        except BadInput as error:
            _complain(error, as_json=options.get("format") == "json")
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as error:
            raise typer.Exit(READER_GONE) from error
        except KeyboardInterrupt as error:
            typer.echo("Stopped; nothing more was written.", err=True)
            raise typer.Exit(STOPPED) from error
        except OSError as error:
            if os.environ.get(DEBUG) == "1":
                raise
            typer.echo(f"{error.filename or 'a file'}: {error.strerror or error}; nothing more was done.", err=True)
            raise typer.Exit(BadInput.exit_code) from error
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if os.environ.get(DEBUG) == "1":
                raise
            typer.echo(f"This is a bug in realpolitik, not in your input: {type(error).__name__}: {error}", err=True)
            typer.echo(f"Please report it with the case file and the text you get with {DEBUG}=1.", err=True)
            raise typer.Exit(OUR_BUG) from error

    return guard


def _complain(error: BadInput, *, as_json: bool) -> None:
    from realpolitik.cli.complaint import complaint_json, complaint_text
    from realpolitik.cli.opening import placed

    if isinstance(error, CaseFaults):
        error = placed(error)
    if as_json:
        typer.echo(complaint_json(error))
    else:
        typer.echo(complaint_text(error), err=True)


def run() -> NoReturn:
    """Entry point of the installed program."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that only knows ASCII gets "?" for a dash instead of a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    for name in LINEAR_ALGEBRA:  # draws share the processors; threads within each would only fight over them
        os.environ.setdefault(name, "1")
    code: Any = 0
    try:
        app()(prog_name="realpolitik")
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        code = STOPPED
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Without this the interpreter complains once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = READER_GONE
    raise SystemExit(code)
