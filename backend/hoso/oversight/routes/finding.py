"""HTTP of the search on all fields: the page, its count, its export."""

import uuid
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, Field

from hoso.correspondence.queries.columns import COLUMNS, USUAL
from hoso.oversight.actions.export_documents import ExportDocuments, export_documents
from hoso.oversight.queries.finding import COUNTED, DocumentQuery, columns_of, found_count, found_page
from hoso.support.http.edge import Call, may, stage_router

router = stage_router("Tìm kiếm")


class FindDocuments(DocumentQuery):
    """The search with its page; `count`: say how many there are in all."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Annotated[str, Field(max_length=500)] | None = None
    count: bool = False


class ColumnName(BaseModel):
    """A column that may be chosen."""

    name: str
    label: str
    usual: bool


class FoundPage(BaseModel):
    """Rows with the chosen columns; `total` only where it was asked for, `more_than` when there are more than are counted."""

    items: list[dict[str, Any]]
    columns: list[str]
    next_cursor: str | None = None
    total: int | None = None
    more_than: int | None = None


class ColumnNames(BaseModel):
    """The columns of both kinds in the order in which they are offered."""

    incoming: list[ColumnName]
    outgoing: list[ColumnName]


class ExportJob(BaseModel):
    """The job that writes the file: follow it at /jobs/{id}; its item names the file."""

    job_id: uuid.UUID


@router.get("/document-search", operation_id="searchDocuments", openapi_extra=may("search"))
def search_documents(call: Call, query: Annotated[FindDocuments, Query()]) -> FoundPage:
    """Tìm trên mọi trường thông tin đầu vào và trong nội dung tệp (PL VI III.6.d–g)."""
    columns = columns_of(query)
    rows, more = found_page(call.db, call.actor, query, columns, query.limit, query.cursor, call.moment)
    total = found_count(call.db, call.actor, query, call.moment) if query.count else None
    known = {"total": min(total, COUNTED), "more_than": COUNTED if total > COUNTED else None} if total is not None else {}
    return {"items": rows, "columns": columns, "next_cursor": more, "total": None, "more_than": None, **known}  # type: ignore[return-value]


@router.get("/document-search/columns", operation_id="listColumns", openapi_extra=may("search"))
def list_columns(call: Call) -> ColumnNames:
    """Các cột có thể chọn."""
    del call
    named = {
        kind: [ColumnName(name=n, label=c.label, usual=n in USUAL[kind]) for n, c in columns.items()] for kind, columns in COLUMNS.items()
    }
    return ColumnNames(**named)


@router.post("/document-search/exports", operation_id="exportDocuments", status_code=202, openapi_extra=may("search"))
def export_documents_route(call: Call, command: ExportDocuments) -> ExportJob:
    """Kết xuất kết quả tìm kiếm ra xlsx, docx, doc, pdf."""
    return ExportJob(job_id=export_documents(call.db, call.actor, command, call.moment).id)
