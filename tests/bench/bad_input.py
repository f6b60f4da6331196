"""`python -m tests.bench.bad_input http://127.0.0.1:<api port> <process id of the API>`: what each hostile file costs the running demo.

Every case is sent over HTTP; wall time, status and code, the most that a process which opens files took, and what the API grew by.
Not part of the tests: those prove the refusals, this gives the figures of docs/measurements.md.
"""

import io
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pikepdf
from hoso.support.settings import DEMO_PASSWORD as PASSWORD
from PIL import Image

from tests.hostile import ordinary, pdf, quarantined, refused, word
from tests.watching import largest_below, resident

EDXML = Path(__file__).resolve().parents[1] / "samples" / "edxml" / "refuse"
LETTER = {"type_code": "CV", "issuer_name": "Sở Tư pháp", "abstract": "Tệp thử"}
WORDS = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>chữ {n}</w:t></w:r></w:p>"


def pages(count: int) -> bytes:
    """A PDF of so many pages, each with a line."""

    def change(made: pikepdf.Pdf) -> None:
        font = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
        for _ in range(count - 1):
            made.add_blank_page()
        for page in made.pages:
            page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj["/Contents"] = pikepdf.Stream(made, b"BT /F 12 Tf 72 700 Td (So: 12/KH-UBND) Tj ET")

    return pdf(change)


def blank_png(side: int) -> bytes:
    """A picture of one colour, small as a file."""
    packer = zlib.compressobj(9)
    rows = b"".join([*(packer.compress(b"\x00" + bytes(side)) for _ in range(side)), packer.flush()])

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def tiff(frames: int, size: tuple[int, int] = (2480, 3508)) -> bytes:
    """A scan of so many blank pages (A4 at 300 dpi) in black and white."""
    first = Image.new("1", size, 1)
    out = io.BytesIO()
    first.save(out, "TIFF", compression="group4", save_all=True, append_images=[first] * (frames - 1), dpi=(300, 300))
    return out.getvalue()


HEAVY: dict[str, tuple[str, Callable[[], bytes]]] = {
    "1.500 trang PDF": ("a.pdf", lambda: pages(1500)), "DOCX, 29 MB XML": ("a.docx", lambda: word(WORDS * 270_000)),
    "DOCX, 19.000 đoạn": ("a.docx", lambda: word(WORDS * 19_000)), "DOCX, một bảng 20.000 ô": ("a.docx", lambda: word("<w:tbl>" + ("<w:tr>" + f"<w:tc>{WORDS}</w:tc>" * 4 + "</w:tr>") * 5000 + "</w:tbl>")),
    "DOCX, bảng trong bảng": ("a.docx", lambda: word("<w:tbl><w:tr><w:tc>" * 60 + WORDS + "</w:tc></w:tr></w:tbl>" * 60)),
    "DOCX, một đoạn 20 MB": ("a.docx", lambda: word("<w:p><w:r><w:t>" + "chữ " * 4_000_000 + "</w:t></w:r></w:p>")),
    "PNG 17.000 × 17.000": ("a.png", lambda: blank_png(17_000)), "PNG 12.000 × 12.000": ("a.png", lambda: blank_png(12_000)), "TIFF 300 trang": ("a.tif", lambda: tiff(300)),
}  # fmt: skip


class House:
    """The running demo and the process of its API."""

    def __init__(self, address: str, pid: int) -> None:
        self.address, self.pid = f"{address}/api/v1", pid
        self.clerk, self.officer = self._signed_in("vanthu.snv"), self._signed_in("chuyenvien.snv")

    def _signed_in(self, who: str) -> httpx.Client:
        client = httpx.Client(base_url=self.address, timeout=300)
        token = client.post("/auth/token", data={"username": who, "password": PASSWORD}).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    def timed(self, client: httpx.Client, method: str, path: str, what: dict[str, Any], case: str) -> httpx.Response:
        """The answer, after a line of the table was written."""
        Path(f"/proc/{self.pid}/clear_refs").write_text("5")  # the peak begins anew
        before, began = resident(self.pid), time.monotonic()
        with largest_below(self.pid) as peak:
            answer = client.request(method, path, **what)
        wall, grown = time.monotonic() - began, resident(self.pid) - before
        code = answer.json().get("code", "") if answer.headers["content-type"].endswith("json") else ""
        sys.stdout.write(f"| {case} | {answer.status_code} {code} | {wall:.2f} | {peak.megabytes:.0f} | {grown:.0f} |\n")
        sys.stdout.flush()
        return answer

    def send(self, client: httpx.Client, name: str, data: bytes, case: str) -> str:
        return str(self.timed(client, "POST", "/files", {"files": {"file": (name, data)}}, case).json().get("sha256", ""))


Question = tuple[str, httpx.Client, str, str, dict[str, Any]]


def heavy(house: House) -> Iterator[Question]:
    """What is let in is asked everything that opens it."""
    clerk, officer = house.clerk, house.officer
    for case, (name, made) in HEAVY.items():
        digest = house.send(clerk, name, made(), f"{case}: tải lên")
        if not digest:
            continue
        files = [{"sha256": digest, "name": name}]
        if name.endswith(("docx", "pdf")):
            yield f"{case}: gợi ý", clerk, "POST", f"/files/{digest}/suggestions", {}
            yield f"{case}: thể thức", clerk, "POST", "/layout-checks", {"json": {"sha256": digest}}
            drafted = {"type_code": "CV", "abstract": "Thử", "recipients": [{"name": "Bộ"}], "files": files}
            draft = officer.post("/outgoing-documents", json=drafted).json().get("id", "")
            second = officer.post("/files", files={"file": ("b.docx", word(WORDS * 100))}).json()["sha256"]
            officer.patch(f"/outgoing-documents/{draft}", json={"files": [{"sha256": second, "name": "b.docx"}]})
            yield f"{case}: so sánh", officer, "GET", f"/outgoing-documents/{draft}/versions/1/comparison/2", {}
        if name.endswith("pdf"):
            yield f"{case}: chữ ký", clerk, "POST", f"/files/{digest}/signature-check", {}
        document = clerk.post("/incoming-documents", json={**LETTER, "files": files}).json()["id"]
        yield f"{case}: dấu đến", clerk, "GET", f"/incoming-documents/{document}/arrival-stamp", {}
        yield f"{case}: bản in", clerk, "GET", f"/documents/{document}/files/{digest}/print", {}


def main(address: str, pid: int) -> int:
    """The table, a line as soon as it is known."""
    house = House(address, pid)
    house.send(house.clerk, "a.pdf", ordinary()["a paper"][1](), "khởi động")
    wanted = sys.argv[3:] or ["refused", "quarantined", "ordinary", "edxml", "heavy"]
    for kind, cases in (("refused", refused()), ("quarantined", quarantined()), ("ordinary", ordinary())):
        for case, (name, made, *_) in (cases if kind in wanted else {}).items():  # type: ignore[attr-defined]
            house.send(house.clerk, name, made(), f"{kind}: {case}")
    for path in sorted(EDXML.iterdir()) if "edxml" in wanted else ():
        house.timed(house.clerk, "POST", "/exchange-messages", {"files": {"file": (path.name, path.read_bytes())}}, f"edxml: {path.name}")
    for case, client, method, asked, what in heavy(house) if "heavy" in wanted else ():
        house.timed(client, method, asked, what, case)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2])))
