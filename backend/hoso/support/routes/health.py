"""Health: whether the process lives, and whether a sign-in would succeed."""

from pydantic import BaseModel
from sqlalchemy import text

from hoso.support.http.edge import PUBLIC, Call, may, stage_router

router = stage_router("Hệ thống")


class Health(BaseModel):
    """`demo` is told to the page, which then says on every screen that it is a demo."""

    status: str
    demo: bool


@router.get("/health", operation_id="health", openapi_extra=may(PUBLIC))
def health(call: Call) -> Health:
    """The process answers."""
    return Health(status="ok", demo=call.state.settings.demo)


@router.get("/ready", operation_id="ready", openapi_extra=may(PUBLIC))
def ready(call: Call) -> Health:
    """The database answers and is migrated."""
    call.db.execute(text("select 1 from person limit 1"))
    return Health(status="ready", demo=call.state.settings.demo)
