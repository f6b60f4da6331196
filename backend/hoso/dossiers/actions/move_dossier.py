"""Move a dossier on its way through the archives; called by the later stages, which decide."""

from sqlmodel import Session

from hoso.dossiers.actions.dossier_desk import make_dossier_findable
from hoso.dossiers.tables import Dossier
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.trail import record


def move_dossier(db: Session, actor: Actor, dossier: Dossier, state: str, moment: Moment, reason: str = "") -> None:
    """The dossier in its new state, in the trail of its own agency."""
    dossier.state = state
    touch(dossier, actor, moment)
    make_dossier_findable(db, dossier)
    record(db, actor, moment, f"dossier:{state}", dossier.id, {"reason": reason} if reason else {}, agency_id=dossier.agency_id)
