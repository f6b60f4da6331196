"""Refusals: facts with a stable code that the program states when a request may not be carried out.

Stages declare their own refusals beside the action that raises them. This module never knows HTTP:
`support.http.problems` maps the five kinds to status codes.
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """A request that was understood and is not carried out; nothing was changed."""

    code: ClassVar[str] = "refused"
    noted_as: ClassVar[str] = ""  # trail tag under which the refusal itself is kept (who, when), though nothing else of the request is

    def __init__(self, detail: str, **facts: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.facts = facts


class NotFound(Refusal):
    """There is no such record, or it belongs to another agency."""

    code = "not_found"


class NotAllowed(Refusal):
    """The caller may not do this; the detail says who may."""

    code = "not_allowed"


class NotSignedIn(Refusal):
    """No valid sign-in came with the request."""

    code = "not_signed_in"


class Conflict(Refusal):
    """The record is in a state, or another record exists, with which the request clashes."""

    code = "conflict"


class RuleBroken(Conflict):
    """A rule of law or of the agency forbids it."""

    code = "rule_broken"


class Stale(Refusal):
    """The record was changed since the caller read it."""

    code = "stale"


class Malformed(Refusal):
    """The payload names something that cannot be taken; `field` says which."""

    code = "malformed"


class OutOfStorage(Refusal):
    """The store of files or the database has no room; nothing was recorded."""

    code = "out_of_storage"
