"""Rights on one record, looks at it, holds, marked prints."""

from typing import Any

from hoso.support.clock import Moment

from tests.people import World


def prepare(made: Any) -> None:
    """A change of rights that waits, a held document, a hold that may be lifted."""
    world, reason = made.world, "Cần phối hợp xử lý vụ việc"
    made.ids["shared"] = made.incoming()
    body = {"act": "grant", "user_id": world.ids["chuyenvien.snv"], "reason": reason}
    answer = made.post("vanthu.snv", f"/records/{made.ids['shared']}/access", body)
    made.ids["access_change"] = answer["changes"][0]["id"]
    made.ids["held_document"] = made.incoming()
    made.ids["hold"] = made.post("lanhdao.snv", f"/records/{made.ids['held_document']}/holds", {"reason": reason})["holds"][0]["id"]
    made.ids["printable"] = made.ids["file"]


def cases(world: World, ids: dict[str, str]) -> list[Any]:
    """The desk and unit heads change rights; leaders decide, hold and lift."""
    from tests.integrity.who_may import DESK, UNIT, request

    reason = {"reason": "Cần phối hợp xử lý vụ việc"}
    record, today = f"/records/{ids['assigned']}", Moment.now().today.isoformat()
    leaders = {"lanhdao", "pholanhdao"}
    grant = {"act": "grant", "unit_id": world.ids["other-unit:snv"], **reason}
    return [
        request("getAccess", f"GET {record}/access", DESK | UNIT), request("listUses", f"GET {record}/uses", DESK | UNIT),
        request("changeAccess", f"POST {record}/access", DESK | {"truongphong", "phophong"}, grant),
        request("listAccessChanges", "GET /access-changes", leaders, record=False),
        request("decideAccessChange", f"POST /access-changes/{ids['access_change']}/decision", leaders, {"verdict": "confirm"}),
        request("countUses", "GET /access-counts", {"lanhdao", "quantri"}, query={"from": today, "to": today}, record=False),
        request("placeHold", f"POST {record}/holds", leaders, reason), request("liftHold", f"POST /holds/{ids['hold']}/lifting", leaders, reason),
        request("printFile", f"GET /documents/{ids['held_document']}/files/{ids['printable']}/print", DESK),
        request("exportProcess", f"GET /documents/{ids['assigned']}/process", DESK | UNIT),
        request("getMetadata", f"GET /documents/{ids['assigned']}/metadata", DESK | UNIT),
    ]  # fmt: skip
