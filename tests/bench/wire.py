"""A light load generator: keep-alive connections on raw sockets, one thread, latencies in seconds.

Its own CPU is not part of any figure. It never retries: an answer that is not 2xx ends the run.
"""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# From a number that counts the requests to (method, path, token, body).
Ask = Callable[[int], tuple[str, str, str, bytes]]


@dataclass
class Load:
    """What a batch took: `latencies` of each request, `seconds` of the whole."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    answer_bytes: int = 0

    def percentile(self, share: float) -> float:
        """The latency (milliseconds) under which `share` of the requests stayed."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def rate(self) -> float:
        """Requests in a second."""
        return len(self.latencies) / self.seconds


class _Client:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started = 0.0
        self.got = b""

    def send(self, method: str, path: str, token: str, body: bytes) -> None:
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        head = f"{method} /api/v1{path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n{kind}\r\n"
        self.got, self.started = b"", time.perf_counter()
        self.socket.sendall(head.encode() + body)

    def receive(self) -> bytes | None:
        """The whole answer, or None while it is under way. Raises AssertionError for a refusal."""
        self.got += self.socket.recv(1 << 18)
        head, found, body = self.got.partition(b"\r\n\r\n")
        if not found:
            return None
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(body) < length:
            return None
        assert head[9:10] == b"2", self.got[:600]
        return body


def run_load(port: int, clients: int, requests: int, ask: Ask, first: int = 0) -> Load:
    """Ask `requests` times from `clients` connections, each sending as soon as it was answered."""
    load, sent = Load(), 0
    chooser = selectors.DefaultSelector()
    begun = time.perf_counter()
    for client in [_Client(port) for _ in range(min(clients, requests))]:
        chooser.register(client.socket, selectors.EVENT_READ, client)
        client.send(*ask(first + sent))
        sent += 1
    while len(load.latencies) < requests:
        for key, _ in chooser.select():
            client = key.data
            body = client.receive()
            if body is None:
                continue
            load.latencies.append(time.perf_counter() - client.started)
            load.answer_bytes = len(body)
            if sent < requests:
                client.send(*ask(first + sent))
                sent += 1
    load.seconds = time.perf_counter() - begun
    for key in list(chooser.get_map().values()):
        key.data.socket.close()
    chooser.close()
    return load


def fetch(port: int, path: str, token: str) -> bytes:
    """One GET."""
    client = _Client(port)
    client.send("GET", path, token, b"")
    body = None
    while body is None:
        body = client.receive()
    client.socket.close()
    return body
