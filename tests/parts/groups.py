"""Groups of records, and metadata added by hand."""

from typing import Any

from tests.people import World

REASON = {"reason": "Quy chế bảo vệ thông tin nội bộ"}


def prepare(made: Any) -> None:
    """A group that holds a document and reads, one whose records are held, an added value."""
    ids = made.ids
    ids["grouped"] = made.incoming()
    ids["group"] = made.post("lanhdao.snv", "/record-groups", {"name": "Tài liệu nội bộ"})["id"]
    made.post("lanhdao.snv", f"/record-groups/{ids['group']}/records", {"act": "add", "subject_ids": [ids["grouped"]], **REASON})
    ids["held_group"] = made.post("lanhdao.snv", "/record-groups", {"name": "Phục vụ thanh tra"})["id"]
    held = made.incoming()
    made.post("lanhdao.snv", f"/record-groups/{ids['held_group']}/records", {"act": "add", "subject_ids": [held], **REASON})
    made.post("lanhdao.snv", f"/record-groups/{ids['held_group']}/holds", REASON)
    answer = made.post("vanthu.snv", f"/records/{ids['grouped']}/added-metadata", {"name": "Nơi lưu bản giấy", "value": "Tủ 3"})
    ids["added_value"] = answer["items"][0]["id"]


def cases(world: World, ids: dict[str, str]) -> list[Any]:
    """The clerk keeps groups, leaders set their rules and hold them; whoever works with a record adds to it."""
    from tests.integrity.who_may import DESK, UNIT, request

    leaders, path = {"lanhdao", "pholanhdao"}, f"/record-groups/{ids['group']}"
    records = {"act": "add", "subject_ids": [ids["assigned"]], **REASON}
    reader = {"act": "grant", "user_id": world.ids["luutru.snv"], "preview": True, **REASON}
    record = f"/records/{ids['assigned']}/added-metadata"
    return [
        request("listRecordGroups", "GET /record-groups", DESK, record=False), request("getRecordGroup", f"GET {path}", DESK),
        request("createRecordGroup", "POST /record-groups", DESK, {"name": "Nhóm mới"}, record=False),
        request("changeGroupRecords", f"POST {path}/records", DESK, records), request("changeGroupReaders", f"POST {path}/readers", leaders, reader),
        request("holdGroup", f"POST {path}/holds", leaders, REASON), request("liftGroupHold", f"POST /record-groups/{ids['held_group']}/lifting", leaders, REASON),
        request("listAddedMetadata", f"GET {record}", DESK | UNIT), request("addMetadata", f"POST {record}", DESK | UNIT, {"name": "Số tờ", "value": "2"}),
        request("withdrawMetadata", f"POST /added-metadata/{ids['added_value']}/withdrawal", DESK, REASON),
    ]  # fmt: skip
