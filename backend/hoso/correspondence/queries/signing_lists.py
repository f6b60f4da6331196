"""Lists of signing: images in use, hand-overs of devices, copies of a document and the register of copies."""

import uuid
from typing import Any

from sqlmodel import Session, col, select

from hoso.correspondence.rules import written_number
from hoso.correspondence.rules.copies import KIND_NAMES
from hoso.correspondence.tables import DeviceHandover, Document, DocumentCopy, MarkImage
from hoso.support.actors import Actor
from hoso.support.organisations import Person


def names_of(db: Session, ids: set[uuid.UUID | None]) -> dict[uuid.UUID, tuple[str, str]]:
    """(full name, position) of people."""
    wanted = select(Person.id, Person.full_name, Person.position).where(col(Person.id).in_([i for i in ids if i]))
    return {row[0]: (row[1], row[2]) for row in db.exec(wanted)}


def image_rows(db: Session, actor: Actor) -> list[dict[str, Any]]:
    """The images in use, the seal first."""
    wanted = select(MarkImage).where(MarkImage.agency_id == actor.agency_id, col(MarkImage.ended_at).is_(None)).order_by(col(MarkImage.kind), col(MarkImage.id))
    rows = list(db.exec(wanted.limit(500)))
    names = names_of(db, {r.person_id for r in rows})
    return [{**r.model_dump(), "full_name": names[r.person_id][0] if r.person_id else ""} for r in rows]


def handover_rows(db: Session, actor: Actor, limit: int, before: uuid.UUID | None) -> list[dict[str, Any]]:
    """Hand-overs of the agency, the newest first (`limit` + 1 of them)."""
    wanted = select(DeviceHandover).where(DeviceHandover.agency_id == actor.agency_id)
    if before:
        wanted = wanted.where(DeviceHandover.id < before)
    rows = list(db.exec(wanted.order_by(col(DeviceHandover.id).desc()).limit(limit + 1)))
    return with_people(db, rows)


def with_people(db: Session, rows: list[DeviceHandover]) -> list[dict[str, Any]]:
    """The rows with the names of the people in them."""
    names = names_of(db, {i for r in rows for i in (r.from_person_id, r.to_person_id, r.permitted_by)})
    return [
        {**r.model_dump(), "from_name": names[r.from_person_id][0], "to_name": names[r.to_person_id][0], "permitted_by_name": names[r.permitted_by][0]}
        for r in rows
    ]


def copy_item(row: DocumentCopy, document: Document | None = None) -> dict[str, Any]:
    """A copy as lists show it; with the document that it was made of, in the register."""
    source = {"source_number": "", "source_abstract": "", "source_kind": ""}
    if document is not None:
        number = "/".join(p for p in (document.number, document.symbol) if p)
        source = {"source_number": number, "source_abstract": document.abstract, "source_kind": document.kind}
    return {**row.model_dump(), **source, "kind_name": KIND_NAMES[row.kind], "written_number": f"{written_number(row.number)}/{row.symbol}"}


def copies_of(db: Session, document_id: uuid.UUID) -> list[dict[str, Any]]:
    """The copies of a document, the newest first."""
    wanted = select(DocumentCopy).where(DocumentCopy.document_id == document_id).order_by(col(DocumentCopy.id).desc())
    return [copy_item(r) for r in db.exec(wanted.limit(200))]


def copy_rows(db: Session, actor: Actor, year: int, limit: int, below: int | None) -> list[dict[str, Any]]:
    """The register of copies of a year, the highest number first (`limit` + 1 of them)."""
    wanted = select(DocumentCopy, Document).join(Document, col(Document.id) == DocumentCopy.document_id)
    wanted = wanted.where(DocumentCopy.agency_id == actor.agency_id, DocumentCopy.year == year)
    if below is not None:
        wanted = wanted.where(DocumentCopy.number < below)
    return [copy_item(c, d) for c, d in db.exec(wanted.order_by(col(DocumentCopy.number).desc()).limit(limit + 1))]
