"""Refusals as RFC 9457 problem details: one table from kinds to status codes."""

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from hoso.support import errors

STATUS: dict[type[errors.Refusal], int] = {
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.RuleBroken: 409,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.Malformed: 422,
    errors.OutOfStorage: 507,
}


class Fault(BaseModel):
    """A field of the payload at fault."""

    field: str
    reason: str


class Problem(BaseModel):
    """RFC 9457 problem details with a stable `code`; further members are facts of the refusal."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    instance: str
    faults: list[Fault] = []
    model_config = {"extra": "allow"}


def status_of(refusal: errors.Refusal) -> int:
    """The HTTP status of a refusal, by its kind."""
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def problem(request: Request, status: int, code: str, detail: str, **facts: Any) -> JSONResponse:
    """A problem answer."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail,
            "instance": request.url.path, "faults": [], **facts}  # fmt: skip
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(body, status, headers=headers, media_type="application/problem+json")


def refusal_answer(request: Request, refusal: errors.Refusal) -> JSONResponse:
    """The problem answer of a refusal; its facts stand beside `code`."""
    facts = {k: v if isinstance(v, (str, int, float, bool, list, dict, type(None))) else str(v) for k, v in refusal.facts.items()}
    if "field" in facts:
        facts["faults"] = [{"field": str(facts.pop("field")), "reason": refusal.detail}]
    return problem(request, status_of(refusal), refusal.code, refusal.detail, **facts)


def malformed_answer(request: Request, error: RequestValidationError) -> JSONResponse:
    """422 with the fields at fault."""
    faults = [{"field": ".".join(str(p) for p in e["loc"][1:]), "reason": str(e["msg"])} for e in error.errors()]
    return problem(request, 422, "malformed", "Dữ liệu gửi lên chưa đúng.", faults=faults)


_OWN_ANSWERS = {
    400: (422, "malformed", "Nội dung gửi lên không đọc được. Gửi lại đúng định dạng JSON hoặc biểu mẫu."),
    404: (404, "no_such_path", "Không có địa chỉ này trên hệ thống."),
    405: (405, "wrong_method", "Địa chỉ này không nhận thao tác đó."),
}


def http_answer(request: Request, error: HTTPException) -> JSONResponse:
    """Starlette's own refusals (no such path, wrong method, a body that cannot be read) in the same shape."""
    status, code, detail = _OWN_ANSWERS.get(error.status_code, (error.status_code, "http_error", "Yêu cầu không thực hiện được."))
    answer = problem(request, status, code, detail)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description, "content": {"application/problem+json": {}}}
    for status, description in {
        401: "Chưa đăng nhập", 403: "Không được phép", 404: "Không tìm thấy", 409: "Vướng quy tắc hoặc trạng thái",
        412: "Đã có người sửa trước", 422: "Dữ liệu chưa đúng",
        503: "Cơ sở dữ liệu tạm thời không trả lời", 507: "Hết chỗ lưu trữ",
    }.items()
}  # fmt: skip
