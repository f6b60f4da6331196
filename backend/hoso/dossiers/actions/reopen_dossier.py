"""Reopen a closed or returned dossier with a reason; never after acceptance."""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.dossiers.actions.dossier_desk import dossier_for
from hoso.dossiers.tables import Dossier
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.text import FilledText
from hoso.support.trail import record


class ReopenDossier(BaseModel):
    """Why."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def reopen_dossier(db: Session, actor: Actor, dossier_id: uuid.UUID, command: ReopenDossier, moment: Moment) -> Dossier:
    """The open dossier. Raises NotYourTask, WrongState."""
    dossier = dossier_for(db, actor, dossier_id, "reopenDossier")
    dossier.state, dossier.ended_on, dossier.closed_at = "open", None, None
    touch(dossier, actor, moment)
    record(db, actor, moment, "dossier:reopened", dossier.id, {"reason": command.reason})
    return dossier
