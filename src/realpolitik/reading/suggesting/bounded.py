"""HTTP that carries only what is needed, follows nothing, and reads an answer up to a size."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx2

#: Headers that are sent; a library's own about the machine, or about accounts of another service, are not.
SENT = frozenset({"host", "authorization", "accept", "content-type", "content-length", "connection"})


class TooLong(Exception):
    """An answer goes on beyond the bound."""


class Bounded(httpx2.AsyncBaseTransport):
    """A transport that ends an answer after ``most`` bytes; ``exceeded`` tells that it did, ``status`` with
    which status the endpoint answered (0: it did not).
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.exceeded = False
        self.status = 0
        self._inner = httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send without needless headers; the answer must come as it is, since what is compressed has no bound."""
        for name in list(request.headers):
            if name.lower() not in SENT:
                del request.headers[name]
        request.headers["accept-encoding"] = "identity"
        request.headers["user-agent"] = "realpolitik"
        response = await self._inner.handle_async_request(request)
        self.status = response.status_code
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            await response.aclose()
            self.exceeded = True
            raise TooLong
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Stream(self, response.stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


class _Stream(httpx2.AsyncByteStream):
    def __init__(self, owner: Bounded, inner: httpx2.AsyncByteStream) -> None:
        self._owner, self._inner = owner, inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        total = 0
        async for chunk in self._inner:
            total += len(chunk)
            if total > self._owner.most:
                self._owner.exceeded = True
                raise TooLong
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
