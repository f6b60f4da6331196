"""The format check: of any file that one may read, and of a draft."""

from tests.formats.layout_papers import document, saved
from tests.formats.layout_texts import all_types
from tests.integrity.who_may import DESK, UNIT, Case, request
from tests.people import World
from tests.prepared import Prepared


def prepare(made: Prepared) -> None:
    """A DOCX that everybody who may see the draft may read, and the draft itself."""
    docx = made.upload("chuyenvien.snv", saved(document(all_types()["KH"])), "ke-hoach.docx")
    made.ids["layout_draft"] = made.outgoing(0, files=[{"sha256": docx, "name": "ke-hoach.docx", "role": "main"}])
    made.ids["layout_file"] = docx


def cases(world: World, ids: dict[str, str]) -> list[Case]:
    """One valid request for each operation."""
    path = f"/outgoing-documents/{ids['layout_draft']}/layout-check"
    body = {"sha256": ids["layout_file"], "type_code": "KH"}
    return [
        request("checkLayout", "POST /layout-checks", DESK | UNIT, body, refused_inside=404),
        request("printLayoutCheck", "GET /layout-checks/sheet", DESK | UNIT, query=body, refused_inside=404),
        request("getOutgoingLayout", f"GET {path}", DESK | UNIT), request("checkOutgoingLayout", f"POST {path}", DESK | UNIT),
    ]
