"""What people keep for themselves of lists: named filters, shared with a role of the agency or not, and the columns they look at.

A filter is the query of a page as it stands in the URL. It carries no right: whoever opens it sees what they may see.
Never shows a filter of another agency.
"""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field as Column
from sqlmodel import Session, SQLModel, col, or_, select

from hoso.support.actors import Actor
from hoso.support.base import INSTANT, Row
from hoso.support.clock import Moment
from hoso.support.errors import Conflict, Malformed, NotAllowed, NotFound
from hoso.support.permissions import ROLE_NAMES
from hoso.support.text import FilledLine, Line
from hoso.support.trail import record

Page = Literal["incoming", "outgoing", "search", "report"]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
MOST = 100


class FilterNameTaken(Conflict):
    """The person has a filter of this name on this page already."""

    code = "filter_name_taken"


class TooManyFilters(Conflict):
    """A person keeps at most a hundred filters."""

    code = "too_many_filters"


class NotYourFilter(NotAllowed):
    """A shared filter is changed and removed by the person who saved it."""

    code = "not_your_filter"


class UnknownRole(Malformed):
    """There is no such role."""

    code = "unknown_role"


class SavedFilter(Row, table=True):
    """A named query of a page; `shared_role` = the holders of a role of the agency may use it."""

    __tablename__ = "saved_filter"
    agency_id: uuid.UUID = Column(foreign_key="agency.id", ondelete="RESTRICT")
    person_id: uuid.UUID = Column(foreign_key="person.id", ondelete="RESTRICT")
    page: str = Column(max_length=20)
    name: str = Column(max_length=80)
    query: dict[str, Any] = Column(default_factory=dict, sa_type=JSON)
    columns: list[Any] = Column(default_factory=list, sa_type=JSON)
    shared_role: str | None = Column(default=None, max_length=30)
    created_at: datetime = Column(sa_type=INSTANT)
    __table_args__ = (
        UniqueConstraint("person_id", "page", "name"),
        Index("ix_saved_filter_agency_id_shared_role", "agency_id", "shared_role", "page"),
    )


class ColumnChoice(SQLModel, table=True):
    """The columns that a person looks at on a page, in their order."""

    __tablename__ = "column_choice"
    person_id: uuid.UUID = Column(primary_key=True, foreign_key="person.id", ondelete="RESTRICT")
    page: str = Column(primary_key=True, max_length=20)
    columns: list[Any] = Column(default_factory=list, sa_type=JSON)


class SaveFilter(BaseModel):
    """A filter to keep: the page, its name, the query as name → value, the columns (none: the person's own), whom it is shared with."""

    model_config = {"extra": "forbid"}
    page: Page
    name: Annotated[FilledLine, Field(max_length=80)]
    query: Annotated[dict[Word, Annotated[Line, Field(max_length=400)]], Field(max_length=40)]
    columns: Annotated[list[Word], Field(max_length=40)] = []
    shared_role: Annotated[FilledLine, Field(max_length=30)] | None = None


def save_filter(db: Session, actor: Actor, command: SaveFilter, moment: Moment) -> SavedFilter:
    """The kept filter. Raises UnknownRole, FilterNameTaken, TooManyFilters."""
    if command.shared_role is not None and command.shared_role not in ROLE_NAMES:
        raise UnknownRole("Không có vai trò này.", field="shared_role")
    own = list(db.exec(select(SavedFilter).where(SavedFilter.person_id == actor.id)))
    if any(f.page == command.page and f.name == command.name for f in own):
        raise FilterNameTaken("Anh/chị đã có bộ lọc cùng tên ở trang này. Đặt tên khác hoặc xóa bộ lọc cũ.")
    if len(own) >= MOST:
        raise TooManyFilters(f"Mỗi người giữ tối đa {MOST} bộ lọc. Xóa bớt bộ lọc không dùng.")
    row = SavedFilter.model_validate({
        "agency_id": actor.agency_id, "person_id": actor.id, "created_at": moment.at, **command.model_dump(),
    })  # fmt: skip
    db.add(row)
    db.flush()
    if row.shared_role:
        record(db, actor, moment, "filter:shared", row.id, {"name": row.name, "page": row.page, "role": row.shared_role})
    return row


def filters_of(db: Session, actor: Actor, page: str | None) -> list[SavedFilter]:
    """Own filters and those that are shared with a role of the actor, by name."""
    shared = (col(SavedFilter.agency_id) == actor.agency_id) & col(SavedFilter.shared_role).in_(actor.roles)
    wanted = select(SavedFilter).where(or_(col(SavedFilter.person_id) == actor.id, shared))
    if page:
        wanted = wanted.where(SavedFilter.page == page)
    return list(db.exec(wanted.order_by(col(SavedFilter.name), col(SavedFilter.id))))


def remove_filter(db: Session, actor: Actor, filter_id: uuid.UUID, moment: Moment) -> None:
    """Take the filter away. Raises NotFound (not visible), NotYourFilter."""
    row = db.get(SavedFilter, filter_id)
    if row is None or row.agency_id != actor.agency_id or (row.person_id != actor.id and row.shared_role not in actor.roles):
        raise NotFound("Không tìm thấy bộ lọc.")
    if row.person_id != actor.id:
        raise NotYourFilter("Bộ lọc dùng chung do người khác lưu; người đó xóa được.")
    db.delete(row)
    if row.shared_role:
        record(db, actor, moment, "filter:removed", row.id, {"name": row.name, "page": row.page})


def columns_of(db: Session, person_id: uuid.UUID, page: str) -> list[str]:
    """The chosen columns; none where the person never chose."""
    row = db.get(ColumnChoice, (person_id, page))
    return list(row.columns) if row else []


def choose_columns(db: Session, person_id: uuid.UUID, page: str, columns: list[str]) -> None:
    """Keep the columns of a page for the person."""
    row = insert(ColumnChoice).values(person_id=person_id, page=page, columns=columns)
    db.execute(row.on_conflict_do_update(index_elements=["person_id", "page"], set_={"columns": row.excluded.columns}))
