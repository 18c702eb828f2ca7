"""The program, started once: every command then runs in a copy of this process, which has everything imported.

``python started.py SOCKET`` waits for commands, ``ready(SOCKET)`` starts that and gives the text of a program
that hands a command to it: arguments, folder, variables and the three streams. Copying a process takes a hundredth of
the time in which Python starts and imports what a command needs, and the pages of the documentation hold 150.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: What is imported beforehand: the engines, and what they import only when they are used.
EVERYTHING = (
    "realpolitik.analysis.run", "realpolitik.case.loading", "realpolitik.case.saving", "realpolitik.cli.complaint",
    "realpolitik.conflict.solving", "realpolitik.evidence.weighing", "realpolitik.ledger", "realpolitik.play.playing",
    "realpolitik.report.html.page", "scipy.sparse",
)  # fmt: skip
CLIENT = """#!{python} -IS
import json, os, socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect({address!r})
sent = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(line, [len(sent).to_bytes(8, "big")], [0, 1, 2])
line.sendall(sent)
sys.exit(int(line.makefile().read() or 1))
"""


@contextmanager
def ready(address: Path, environment: dict[str, str]) -> Iterator[str]:
    """Start the program; the text of a file that, made executable, stands for it."""
    server = subprocess.Popen([sys.executable, "-P", __file__, str(address)], env=environment)
    try:
        while not address.exists():
            assert server.poll() is None, "the program did not start"
            time.sleep(0.02)
        yield CLIENT.format(python=sys.executable, address=str(address))
    finally:
        server.terminate()
        server.wait()


def serve(address: str) -> None:
    """Run commands in copies of this process until it is ended."""
    import importlib

    from realpolitik.cli import main

    main.app()
    for name in EVERYTHING:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the copies: each tells its own exit code
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{address}.part")
        listening.listen()
        Path(f"{address}.part").rename(address)  # whoever sees it can connect
        while True:
            line, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                one(line)
            line.close()


def one(line: socket.socket) -> None:
    """One command in this copy, which ends with it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = 1
    try:
        head, streams, _, _ = socket.recv_fds(line, 8, 3)
        with line.makefile("rb") as reading:
            arguments, folder, variables = json.loads(reading.read(int.from_bytes(head, "big")))
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(variables)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, "w" if n else "r", encoding="utf-8") for n in range(3))
        sys.argv = ["realpolitik", *arguments]
        code = command()
    finally:
        line.sendall(str(code).encode())
        line.shutdown(socket.SHUT_RDWR)
        os._exit(code)


def command() -> int:
    """The exit code of the program with ``sys.argv``."""
    from realpolitik.cli import main

    try:
        main.run()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    serve(sys.argv[1])
