"""Give up an electronic copy that was numbered and never signed: its row stays in the register with the reason, the number is never given again.

Never touches a copy that is signed, nor one on paper, which is signed by hand outside the system.
"""

import uuid
from typing import Annotated

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.correspondence.actions.copy_desk import awaiting_copy, give_up_copy
from hoso.correspondence.tables import DocumentCopy
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.text import FilledText


class VoidCopy(BaseModel):
    """Why."""

    model_config = {"extra": "forbid"}
    reason: Annotated[FilledText, Field(min_length=10, max_length=500)]


def void_copy(db: Session, actor: Actor, copy_id: uuid.UUID, command: VoidCopy, moment: Moment) -> DocumentCopy:
    """The void copy. Raises NotFound, OutOfReach, WrongState."""
    row, _ = awaiting_copy(db, actor, copy_id)
    give_up_copy(db, actor, row, command.reason, moment)
    return row
