"""Sign-in, refresh, sign-out and who I am."""

import uuid
from typing import Annotated

from fastapi import Form, Response
from pydantic import BaseModel, Field
from sqlmodel import col, select

from hoso.support.accounts import change_own_password, refresh, sign_in, sign_out
from hoso.support.http.edge import BEFORE_CHANGE, PUBLIC, Call, may, stage_router
from hoso.support.http.problems import refusal_answer
from hoso.support.organisations import Unit
from hoso.support.text import Password

router = stage_router("Đăng nhập")


class TokenAnswer(BaseModel):
    """A short access token (Bearer) and the refresh token that rotates."""

    access_token: str
    token_type: str = "bearer"  # noqa: S105 the OAuth2 token type
    expires_in: int
    refresh_token: str


class RefreshCommand(BaseModel):
    """The refresh token as it was given."""

    refresh_token: str = Field(max_length=200)


class Named(BaseModel):
    """A thing with a code and a name."""

    id: uuid.UUID
    code: str
    name: str


class Me(BaseModel):
    """Who is signed in; `mode`: ordinary (networked) or isolated (state secrets, no outbound address)."""

    id: uuid.UUID
    full_name: str
    position: str
    agency: Named
    unit: Named | None
    roles: list[str]
    permissions: list[str]
    is_head: bool
    must_change_password: bool
    demo: bool
    mode: str


def _answer(call: Call, outcome: object) -> TokenAnswer | Response:
    from hoso.support.accounts import Tokens

    if isinstance(outcome, Tokens):
        return TokenAnswer(access_token=outcome.access, expires_in=outcome.expires_in, refresh_token=outcome.refresh)
    return refusal_answer(call.request, outcome)  # type: ignore[arg-type]  # committed: the failed attempt counts


@router.post("/auth/token", operation_id="signIn", openapi_extra=may(PUBLIC), response_model=TokenAnswer)
def sign_in_route(
    call: Call,
    username: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=200)],
    grant_type: Annotated[str | None, Form(pattern="^password$")] = None,
) -> TokenAnswer | Response:
    """OAuth2 password flow. Five failures lock the account."""
    return _answer(call, sign_in(call.db, call.state.settings, username, password, call.moment))


@router.post("/auth/refresh", operation_id="refreshToken", openapi_extra=may(PUBLIC), response_model=TokenAnswer)
def refresh_route(call: Call, command: RefreshCommand) -> TokenAnswer | Response:
    """Exchange a refresh token; one that was used before ends the whole family."""
    return _answer(call, refresh(call.db, call.state.settings, command.refresh_token, call.moment))


@router.post("/auth/sign-out", operation_id="signOut", status_code=204, openapi_extra=may(PUBLIC))
def sign_out_route(call: Call, command: RefreshCommand) -> Response:
    """End the family of the refresh token."""
    sign_out(call.db, command.refresh_token, call.moment)
    return Response(status_code=204)


@router.get("/me", operation_id="whoAmI", openapi_extra=may(BEFORE_CHANGE))
def who_am_i(call: Call) -> Me:
    """The caller, their agency, unit, roles and permissions."""
    actor = call.actor
    unit = call.db.exec(select(Unit).where(col(Unit.id).in_(actor.unit_ids)).order_by(Unit.code)).first() if actor.unit_ids else None
    return Me(
        id=actor.id, full_name=actor.full_name, position=actor.position,
        agency=Named(id=actor.agency_id, code=actor.agency_code, name=actor.agency_name),
        unit=Named(id=unit.id, code=unit.code, name=unit.name) if unit else None,
        roles=sorted(actor.roles), permissions=sorted(actor.permissions), is_head=actor.is_head,
        must_change_password=actor.must_change_password, demo=call.state.settings.demo,
        mode=call.state.settings.mode,
    )  # fmt: skip


class ChangeOwnPassword(BaseModel):
    """The password now and the new one; the session of `refresh_token` stays, every other one of the person ends."""

    model_config = {"extra": "forbid"}
    current_password: Password
    new_password: Password
    refresh_token: Annotated[str, Field(pattern=r"^[\w-]{1,200}$")] | None = None


@router.post("/me/password", operation_id="changeOwnPassword", status_code=204, openapi_extra=may(BEFORE_CHANGE))
def change_own_password_route(call: Call, command: ChangeOwnPassword) -> Response:
    """Đổi mật khẩu của mình. A wrong current password counts as a failed sign-in."""
    current, new = command.current_password.get_secret_value(), command.new_password.get_secret_value()
    refused = change_own_password(call.db, call.state.settings, call.actor.id, current, new, command.refresh_token, call.moment)
    return refusal_answer(call.request, refused) if refused else Response(status_code=204)
