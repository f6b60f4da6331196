"""HTTP of terms: what is suggested for a new document, with its basis."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from hoso.correspondence.queries.terms import suggested_term
from hoso.support.days import Day
from hoso.support.http.edge import SIGNED_IN, Call, may, stage_router

router = stage_router("Lịch làm việc và hạn", "/terms")


class TermSuggestion(BaseModel):
    """`source`: agency (its regulation), law, or none: then nothing is suggested and a person decides."""

    model_config = {"from_attributes": True}
    source: str
    due_on: date | None
    due_at: datetime | None
    working_days: int | None
    working_hours: int | None
    basis: str
    certainty: str


@router.get("/suggestion", operation_id="suggestTerm", openapi_extra=may(SIGNED_IN))
def suggest_term(
    call: Call, type_code: Annotated[str, Query(max_length=10)] = "",
    urgency: Annotated[str, Query(pattern="^(normal|urgent|very_urgent|express)$")] = "normal", received_on: Day | None = None,
) -> TermSuggestion:  # fmt: skip
    """Hạn giải quyết gợi ý cho loại văn bản và độ khẩn: theo quy chế của cơ quan, hoặc theo luật khi luật ấn định."""
    return TermSuggestion.model_validate(suggested_term(call.db, call.actor, type_code, urgency, received_on, call.moment))
