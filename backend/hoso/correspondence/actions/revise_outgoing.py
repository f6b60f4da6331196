"""Revise a draft; any change after a check voids the checks (Đ11.2)."""

import uuid
from typing import Annotated

from pydantic import Field
from sqlalchemy import delete
from sqlmodel import Session, col

from hoso.correspondence.actions.cancel_signature import drop_preparation
from hoso.correspondence.actions.draft_outgoing import OutgoingFacts, Recipients, set_facts, set_recipients
from hoso.correspondence.actions.drafting_desk import drafters_and_heads, tell
from hoso.correspondence.actions.incoming_entry import named_type
from hoso.correspondence.actions.joint_desk import reopen_parts
from hoso.correspondence.actions.keep_version import facts_now, keep_version
from hoso.correspondence.actions.outgoing_desk import make_outgoing_findable, name_files, outgoing_for, void_reviews
from hoso.correspondence.queries.drafting import drafts_here
from hoso.correspondence.tables import Document, Recipient
from hoso.support.actors import Actor
from hoso.support.clock import Moment
from hoso.support.records import touch
from hoso.support.secrecy import permitted_level, refuse_said
from hoso.support.states import require_task
from hoso.support.text import FilledLine
from hoso.support.trail import record


class ReviseOutgoing(OutgoingFacts):
    """What changes; absent fields stay. New files of a role replace the former ones, which stay as drafts."""

    type_code: Annotated[FilledLine, Field(max_length=10)] | None = None
    abstract: Annotated[FilledLine, Field(max_length=500)] | None = None
    recipients: Recipients | None = None


def revise_outgoing(db: Session, actor: Actor, document_id: uuid.UUID, command: ReviseOutgoing, moment: Moment) -> Document:
    """The revised draft. Raises NotYourTask, StateSecret, UnknownType, UnknownFile, UnknownPerson, SignerWithoutAuthority, WrongState."""
    document, outgoing = outgoing_for(db, actor, document_id, "reviseOutgoing")
    before = facts_now(db, document, outgoing)
    mine = actor.id == outgoing.proposed_signer_id or actor.is_head or drafts_here(db, actor, outgoing)
    require_task(mine, "Chỉ người soạn thảo, lãnh đạo đơn vị soạn thảo hoặc người ký được sửa dự thảo.")
    drop_preparation(db, actor, document, outgoing, "Dự thảo được sửa sau khi chuẩn bị ký.", moment)
    refuse_said(db, command.abstract)
    if command.secrecy is not None:
        document.secrecy = permitted_level(db, actor, command.secrecy, drafting=True)
    if command.type_code or command.type_name:
        code = command.type_code or document.type_code
        document.type_name = named_type(db, code, command.type_name)  # asks first: an unknown code is refused, not sent to the database
        document.type_code = code
    if command.abstract:
        document.abstract = command.abstract
    set_facts(db, actor, document, outgoing, command, moment)
    if command.recipients:
        db.execute(delete(Recipient).where(col(Recipient.document_id) == document.id))
        set_recipients(db, actor, document, command.recipients)
    name_files(db, actor, document, command.files)
    voided = void_reviews(db, document, moment)
    reopen_parts(db, document.id, moment)
    document.state = "draft"
    version = keep_version(db, actor, document, outgoing, command.note or "", before, moment)
    if voided or actor.id != outgoing.drafter_id:
        said = f"Dự thảo đã sửa{', duyệt lại từ đầu' if voided else ''}: {document.abstract}"
        tell(db, document, drafters_and_heads(db, outgoing, moment), actor.id, "outgoing:revised", said, moment)
    touch(document, actor, moment)
    make_outgoing_findable(db, document, moment)
    record(db, actor, moment, "outgoing:revised", document.id, {"version": version.number, "voided_reviews": voided, **command.model_dump(mode="json", exclude_unset=True)})
    return document
