"""Shared shapes of the stage's commands: the files and facts that a registration names."""

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from hoso.support.clock import Moment
from hoso.support.days import Day, Instant
from hoso.support.text import FileName, FilledLine, Line

Related = Annotated[list[uuid.UUID], Field(max_length=50)]  # documents of the own agency
Secrecy = Literal["none"]


class NamedFile(BaseModel):
    """Bytes by digest, under a name, in a role."""

    model_config = {"extra": "forbid"}
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    name: Annotated[FileName, Field(max_length=255)]
    role: Literal["main", "attachment"] = "main"


class IncomingFacts(BaseModel):
    """Facts of an incoming document that a clerk may give or leave (NĐ 30 PL VI II)."""

    model_config = {"extra": "forbid"}
    type_name: Annotated[Line, Field(max_length=100)] | None = None
    number: Annotated[Line, Field(max_length=11)] | None = None
    symbol: Annotated[Line, Field(max_length=30)] | None = None
    issued_on: Day | None = None
    issuer_code: Annotated[Line, Field(max_length=35)] | None = None
    language: Annotated[Line, Field(max_length=30)] | None = None
    description: Annotated[Line, Field(max_length=500)] | None = None
    document_identifier: Annotated[Line, Field(max_length=60)] | None = None
    channel: Literal["paper", "electronic", "email"] | None = None
    medium: Literal["paper", "electronic"] | None = None
    received_on: Day | None = None
    urgency: Literal["normal", "urgent", "very_urgent", "express"] | None = None
    secrecy: Annotated[Line, Field(max_length=20)] | None = None
    page_count: Annotated[int, Field(ge=0, le=9999)] | None = None
    copies: Annotated[int, Field(ge=0, le=9999)] | None = None
    signer_name: Annotated[Line, Field(max_length=50)] | None = None
    signer_position: Annotated[Line, Field(max_length=100)] | None = None
    due_on: Day | None = None
    due_at: Instant | None = None
    reply_due_on: Day | None = None
    register_id: uuid.UUID | None = None
    envelope_id: uuid.UUID | None = None
    duplicate_confirmed: bool = False

    @model_validator(mode="after")
    def _day_of_the_hour(self) -> "IncomingFacts":
        """Who names the hour names the day."""
        if self.due_at and self.due_on is None:
            self.due_on = Moment(self.due_at).today
        return self


class RegisterIncoming(IncomingFacts):
    """What a clerk writes into the register of văn bản đến."""

    type_code: Annotated[FilledLine, Field(max_length=10)]
    issuer_name: Annotated[FilledLine, Field(max_length=200)]
    abstract: Annotated[FilledLine, Field(max_length=500)]
    files: Annotated[list[NamedFile], Field(max_length=50)] = []
    answers: Related = []
    rests_on: Related = []


class RegisterArrival(IncomingFacts):
    """Registration of what another agency sent: every fact is already there and may be put right."""

    type_code: Annotated[FilledLine, Field(max_length=10)] | None = None
    issuer_name: Annotated[FilledLine, Field(max_length=200)] | None = None
    abstract: Annotated[FilledLine, Field(max_length=500)] | None = None
    files: Annotated[list[NamedFile], Field(max_length=50)] = []
    answers: Related = []
    rests_on: Related = []


DOCUMENT_FACTS = (
    "number", "symbol", "issued_on", "issuer_code", "language", "description", "document_identifier", "medium", "urgency",
    "page_count", "copies", "signer_name", "signer_position", "due_on", "issuer_name", "abstract",
)  # fmt: skip
INCOMING_FACTS = ("channel", "received_on", "due_at", "reply_due_on")
