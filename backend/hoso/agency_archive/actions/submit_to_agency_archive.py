"""Submit closed dossiers to the agency's archive (Đ30, Đ31.3)."""

import uuid
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlmodel import Session

from hoso.agency_archive.rules import submission_code
from hoso.agency_archive.tables import Submission, SubmissionLine
from hoso.correspondence.actions.freeze_document import freeze_document
from hoso.dossiers.actions.dossier_desk import dossier_for, share_document
from hoso.dossiers.actions.move_dossier import move_dossier
from hoso.dossiers.queries import documents_of
from hoso.dossiers.rules import may_be_submitted
from hoso.support.access import let_read
from hoso.support.actors import Actor
from hoso.support.base import new_id
from hoso.support.clock import Moment
from hoso.support.errors import RuleBroken
from hoso.support.numbering import next_number
from hoso.support.trail import record


class TermTooShort(RuleBroken):
    """Only dossiers of five years or more go into the archive (Đ31.3.c)."""

    code = "term_too_short"


class SubmitToAgencyArchive(BaseModel):
    """Which dossiers, in which order."""

    model_config = {"extra": "forbid"}
    dossier_ids: Annotated[list[uuid.UUID], Field(min_length=1, max_length=500)]


def submit_to_agency_archive(db: Session, actor: Actor, command: SubmitToAgencyArchive, moment: Moment) -> Submission:
    """The submission on the archivist's desk. Raises NotFound, NotYourTask, WrongState, TermTooShort."""
    who: dict[str, Any] = {"created_at": moment.at, "created_by": actor.id, "changed_at": moment.at, "changed_by": actor.id}
    number = next_number(db, actor.agency_id, "submission", moment.year)
    submission = Submission.model_validate({
        "id": new_id(), "agency_id": actor.agency_id, "state": "submitted", "code": submission_code(actor.agency_code, moment.year, number),
        "submitter_id": actor.id, "unit_id": next(iter(sorted(actor.unit_ids)), None), "submitted_on": moment.today, **who,
    })  # fmt: skip
    db.add(submission)
    db.flush()
    let_read(db, actor.agency_id, submission.id, person_id=actor.id, unit_id=None)
    let_read(db, actor.agency_id, submission.id, role="luutru")
    if submission.unit_id:
        let_read(db, actor.agency_id, submission.id, unit_id=submission.unit_id)
    # Locked in one order, so that two submissions that share dossiers cannot wait for each other.
    wanted = list(dict.fromkeys(command.dossier_ids))
    dossiers = {id_: dossier_for(db, actor, id_, "submitToAgencyArchive") for id_ in sorted(wanted)}
    for ordinal, dossier_id in enumerate(wanted, start=1):
        dossier = dossiers[dossier_id]
        if not may_be_submitted(dossier.retention_kind, dossier.retention_years):
            raise TermTooShort(f"Hồ sơ {dossier.code} có thời hạn dưới 05 năm, không nộp lưu (Điều 31.3.c).", dossier_id=str(dossier.id))
        db.add(SubmissionLine.model_validate({"submission_id": submission.id, "dossier_id": dossier.id, "ordinal": ordinal}))
        let_read(db, actor.agency_id, dossier.id, role="luutru")
        documents = [d["id"] for d in documents_of(db, dossier.id)]
        for document_id in documents:
            share_document(db, dossier, document_id)
        freeze_document(db, documents, moment)
        move_dossier(db, actor, dossier, "submitted", moment)
    record(db, actor, moment, "submission:submitted", submission.id, {"code": submission.code, "dossiers": [d.code for d in dossiers.values()]})
    return submission
