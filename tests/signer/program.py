"""The program itself: a loopback server that speaks docs/signing-protocol.md, for one origin, with the keys that it was given."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from tests.signer.keys import Key, NoDevice, WrongPin


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def certificates(keys: list[Key]) -> dict[str, Any]:
    """What `GET /v1/certificates` answers."""
    return {"items": [{"id": str(i), "certificate": _text(k.certificate), "chain": [_text(c) for c in k.chain]} for i, k in enumerate(keys)]}


def signatures(keys: list[Key], asked: dict[str, Any]) -> dict[str, Any]:
    """What `POST /v1/signatures` answers: one signature for each item, in their order. Raises KeyError, IndexError, WrongPin, NoDevice."""
    key = keys[int(asked["certificate_id"])]
    return {"signatures": [_text(key.sign(base64.b64decode(item["to_be_signed"], validate=True))) for item in asked["items"]]}


class Refused(Exception):
    """The person pressed "Hủy" (`cancelled`), or something else that the page has a sentence for."""


class _Handler(BaseHTTPRequestHandler):
    origin: ClassVar[str] = ""
    keys: ClassVar[list[Key]] = []
    refuse: ClassVar[str] = ""

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self._allow()
        self.end_headers()
        self.wfile.write(data)

    def _allow(self) -> None:
        self.send_header("Access-Control-Allow-Origin", self.origin)
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Vary", "Origin")

    def _is_stranger(self) -> bool:
        if self.headers.get("Origin") == self.origin:
            return False
        self._answer(403, {"code": "wrong_origin", "detail": "Trang này không được phép gọi chương trình ký."})
        return True

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self._allow()
        self.end_headers()

    def do_GET(self) -> None:
        if not self._is_stranger():
            self._answer(200, certificates(self.keys)) if self.keys else self._answer(404, {"code": "no_device", "detail": "Chưa cắm thiết bị ký."})

    def do_POST(self) -> None:
        if self._is_stranger():
            return
        try:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.refuse:
                self._answer(409, {"code": self.refuse, "detail": ""})
            else:
                self._answer(200, signatures(self.keys, asked))
        except WrongPin:
            self._answer(409, {"code": "wrong_pin", "detail": "Sai mã PIN."})
        except NoDevice:
            self._answer(404, {"code": "no_device", "detail": "Không thấy thiết bị ký."})
        except (KeyError, IndexError, ValueError) as error:
            self._answer(422, {"code": "malformed", "detail": str(error)})

    def log_message(self, *_: Any) -> None:
        """Says nothing: what is signed is nobody else's business."""


def serve(keys: list[Key], origin: str, port: int = 0, refuse: str = "") -> ThreadingHTTPServer:
    """A running program on 127.0.0.1; `shutdown()` ends it."""
    handler = type("Handler", (_Handler,), {"origin": origin, "keys": keys, "refuse": refuse})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
