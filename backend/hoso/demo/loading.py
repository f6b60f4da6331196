"""Loads the demo once, in one transaction: an interrupted loading leaves no row, and its files are cleared by the next.

Never touches an installation that holds an agency already.
"""

import gc
import shutil

from sqlalchemy import event, text
from sqlmodel import Session, func, select

from hoso.correspondence.tables import Document, Incoming, Outgoing
from hoso.demo.authenticity import tell_authenticity
from hoso.demo.people import make_province
from hoso.demo.records import tell_records
from hoso.demo.signing import tell_signing
from hoso.demo.stories import DAYS, Year, load_offices, working_days
from hoso.demo.terms import tell_terms
from hoso.demo.texts import KEYS, agency_text, common_text
from hoso.demo.year import live_a_year
from hoso.dossiers.tables import Dossier
from hoso.support.clock import Moment
from hoso.support.database import open_engine, transaction
from hoso.support.files import beside, open_store
from hoso.support.organisations import Agency, Person, Unit
from hoso.support.reference import DocumentType
from hoso.support.settings import Settings
from hoso.support.signatures import KeyStore
from hoso.support.stored_files import StoredFile

LOOKED_UP = (Agency, Unit, Person, Document, Incoming, Outgoing, Dossier, StoredFile, DocumentType)


def _clear_leftovers(db: Session, settings: Settings) -> None:
    """Remove keys and files that an interrupted loading left: no row names anything yet, and only the demo's own directory is meant."""
    files = settings.data_dir / "files"
    if settings.file_store == f"file://{files}" and not db.exec(select(func.count()).select_from(StoredFile)).one():
        shutil.rmtree(files, ignore_errors=True)
        shutil.rmtree(settings.data_dir / "keys", ignore_errors=True)


def _prepare(db: Session) -> None:
    """Make one long transaction cheap: what is looked up again and again stays at hand, a statement that comes a thousand times is planned once."""
    db.execute(text("set local plan_cache_mode = auto"))
    kept = list[object]()
    for happening in ("loaded_as_persistent", "pending_to_persistent"):
        event.listen(db, happening, lambda _session, row: kept.append(row) if isinstance(row, LOOKED_UP) else None)


def _fill(db: Session, settings: Settings, now: Moment) -> None:
    keys = KeyStore(settings.data_dir / "keys")
    keys.make_authority(now.at)
    plans = [agency_text(key) for key in KEYS]
    days = working_days(db, now.today)
    make_province(db, keys, plans, Moment.on(days[DAYS - 1]), now.at)
    year = Year(db, open_store(settings.file_store), keys, now.today, common_text(), days=days)
    load_offices(year, plans)
    tell_terms(year, now)
    tell_signing(year, now)
    tell_authenticity(year, open_store(settings.quarantine_store or beside(settings.file_store)))
    tell_records(year)
    live_a_year(year)


def load_demo(settings: Settings, now: Moment | None = None) -> bool:
    """Load the province as of today, or of another day; False when an agency is there already."""
    engine = open_engine(settings.database_url, 2)
    collected = gc.isenabled()
    try:
        with transaction(engine) as db:
            if db.exec(select(Agency.id).limit(1)).first():
                return False
            _clear_leftovers(db, settings)
            _prepare(db)
            gc.disable()  # thousands of rows live until the one commit: looking for garbage among them costs a tenth of the time
            _fill(db, settings, now or Moment.now())
        return True
    finally:
        if collected:
            gc.enable()
        engine.dispose()
