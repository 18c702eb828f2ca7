"""A server on this machine that answers as an endpoint of the OpenAI chat protocol does, with what a test gives it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """``answer`` sends an answer for a request; ``asked`` keeps every request."""

    daemon_threads = True
    answer: Callable[[Handler], None]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        """The address for ``--llm-url``."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    """Keeps a request and lets the test answer it."""

    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, "headers": dict(self.headers.items()), "body": body})
        try:
            self.server.answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the program has had enough

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send(self, code: int, body: bytes, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(code)
        given = {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
        for name, value in given.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def completion(content: str) -> bytes:
    """A chat completion with this content."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    return json.dumps(
        {"id": "1", "object": "chat.completion", "created": 1, "model": "fake", "choices": [choice]}
    ).encode()


def says(answer: object) -> Callable[[Handler], None]:
    """Answers with JSON, or with a text as it is."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return lambda handler: handler.send(200, completion(content))


def refuses(code: int, words: str, **headers: str) -> Callable[[Handler], None]:
    """Answers with a status and the words of an error."""
    return lambda handler: handler.send(code, json.dumps({"error": {"message": words}}).encode(), **headers)


def never_ends(handler: Handler) -> None:
    """Sends an answer without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


def trickles(handler: Handler) -> None:
    """Sends a letter now and then, and never comes to the end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


@contextmanager
def serving() -> Iterator[Server]:
    """A running server."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
