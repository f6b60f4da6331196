"""Every door of an ordinary installation, by the interface's own description: no operation takes free words that give a level of secrecy."""

from typing import Any

from tests.integrity.who_may import ACCOUNTS, Case, cases
from tests.prepared import Prepared

Schema = dict[str, Any]
HIDDEN = {"password", "current_password", "new_password"}  # kept as a hash only


def resolved(schema: Schema, whole: Schema) -> Schema:
    """The schema behind references and "or null"."""
    while "$ref" in schema:
        schema = whole["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for way in ("anyOf", "oneOf"):
        for one in schema.get(way, []):
            if one.get("type") != "null":
                return resolved({**one, **{k: v for k, v in schema.items() if k in ("maxLength", "minLength")}}, whole)
    return schema


def free_fields(schema: Schema, whole: Schema, body: Any, path: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], int]]:
    """(where, the least length) of each field of free words: of the body itself, and of what the tried body holds within lists."""
    schema = resolved(schema, whole)
    if schema.get("type") == "string":
        bound = {"enum", "const", "format", "pattern"} & set(schema)
        return [] if bound else [(path, schema.get("minLength", 0))]
    if schema.get("type") == "array":
        inside = schema.get("items", {})
        if resolved(inside, whole).get("type") == "string":
            return free_fields(inside, whole, None, (*path, 0))
        return free_fields(inside, whole, body[0], (*path, 0)) if isinstance(body, list) and body else []
    found = []
    for name, field in schema.get("properties", {}).items():
        if name not in HIDDEN:
            found += free_fields(field, whole, body.get(name) if isinstance(body, dict) else None, (*path, name))
    return found


def with_words(body: Any, path: tuple[Any, ...], words: str) -> Any:
    """The body with these words at the place."""
    if not path:
        return words
    if path[0] == 0:
        return [with_words(body[0] if isinstance(body, list) and body else None, path[1:], words), *(body or [])[1:]]
    held = body if isinstance(body, dict) else {}
    return {**held, path[0]: with_words(held.get(path[0]), path[1:], words)}


def tried(prepared: Prepared, case: Case, body: Any) -> Any:
    account = next(a for a in ACCOUNTS if case.rightful(a))
    with prepared.undone():
        return prepared.world.as_(account).request(case.method, case.path, json=body, params=case.query)


def test_no_operation_takes_free_words_that_give_a_level(prepared: Prepared) -> None:
    whole, doors, open_, unread = prepared.world.app.openapi(), 0, [], list[str]()
    bodies = {o["operationId"]: o["requestBody"]["content"]["application/json"]["schema"] for methods in whole["paths"].values() for o in methods.values()
              if "application/json" in o.get("requestBody", {}).get("content", {})}  # fmt: skip
    for case in cases(prepared.world, prepared.ids):
        if case.operation not in bodies:
            continue
        for path, least in free_fields(bodies[case.operation], whole, case.body):
            words = "MẬT" if least <= 3 else "Độ mật: Tối mật"
            answer = tried(prepared, case, with_words(case.body, path, words))
            if answer.status_code == 422:  # the field wants others beside it: refused before it is read
                unread.append(f"{case.operation} {path}")
                continue
            doors += 1
            if (answer.status_code, answer.json().get("code")) != (409, "state_secret"):
                open_.append(f"{case.operation} {'.'.join(map(str, path))}: {answer.status_code} {answer.text[:140]}")
    assert open_ == [], "\n".join(open_)
    assert doors > 150 and len(unread) < 10, (doors, unread)


def test_titles_and_file_names_that_bear_a_level_are_refused_and_papers_about_secrecy_are_not(prepared: Prepared) -> None:
    officer, clerk = prepared.world.as_("chuyenvien.snv"), prepared.world.as_("vanthu.snv")
    dossier = {"notation": "77.BMNN", "retention": {"kind": "YEARS", "years": 10}, "started_on": "2026-01-05"}
    for title in ("Danh sách cán bộ (Mật)", "[TỐI MẬT] Phương án bảo vệ", "Báo cáo chuyên đề - TUYỆT MẬT", "Tuyệt mật"):
        for answer in (officer.post("/dossiers", json={**dossier, "title": title}),
                       officer.post("/outgoing-documents", json={"type_code": "CV", "abstract": title, "recipients": [{"name": "Bộ Nội vụ"}]})):  # fmt: skip
            assert (answer.status_code, answer.json()["code"]) == (409, "state_secret"), title
    for name in ("TUYỆT_MẬT.txt", "Phương án (mật).txt", "Báo cáo - MẬT.txt"):
        answer = clerk.post("/files", files={"file": (name, b"Noi dung")})
        assert (answer.status_code, answer.json()["code"]) == (409, "state_secret"), name
    for title in ("Hồ sơ về công tác bảo vệ bí mật nhà nước", "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật, Mật", "Phân loại theo độ tuyệt mật - tối mật - mật",
                  "Kế hoạch bảo mật - năm 2026", "Hồ sơ đồng chí Lê Thị Mật", "Tài liệu đã mất (Mặt trận Tổ quốc)"):  # fmt: skip
        with prepared.undone():
            answer = officer.post("/dossiers", json={**dossier, "title": title})
        assert answer.status_code == 201, (title, answer.text)
    for name in ("BẢO_MẬT.txt", "Mật khẩu (mới).txt", "Đơn báo mất.txt", "bí mật nhà nước.txt"):
        assert clerk.post("/files", files={"file": (name, name.encode())}).status_code == 201, name
