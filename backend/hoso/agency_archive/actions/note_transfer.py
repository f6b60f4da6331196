"""Note on a holding how far its dossier came on the way to the historical archive; called by that stage, which decides.

The holding stays as a stub that says where the dossier went.
"""

import uuid
from typing import Literal

from sqlmodel import Session, select

from hoso.agency_archive.tables import Holding
from hoso.dossiers.actions.move_dossier import move_dossier
from hoso.dossiers.tables import Dossier
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.trail import record

DOSSIER_STATE = {"held": "accepted", "registered": "transferring", "transferred": "transferred"}
HoldingState = Literal["held", "registered", "transferred"]


def note_transfer(
    db: Session, actor: Actor, dossier_id: uuid.UUID, state: HoldingState, moment: Moment, where: str = "", reason: str = ""
) -> Holding:
    """The holding in its new state: registered for transfer, held again (refused, returned), or transferred with `where` it went."""
    holding = db.exec(select(Holding).where(Holding.id == dossier_id).with_for_update()).one()
    dossier = db.exec(select(Dossier).where(Dossier.id == dossier_id).with_for_update()).one()
    holding.state = state
    if state == "transferred":
        holding.transferred_at, holding.transferred_to = moment.at, where[:300]
    touch(holding, actor, moment)
    detail = {key: value for key, value in (("where", where), ("reason", reason)) if value}
    record(db, actor, moment, f"holding:{state}", holding.id, detail, agency_id=holding.agency_id)
    move_dossier(db, actor, dossier, DOSSIER_STATE[state], moment, reason)
    return holding
