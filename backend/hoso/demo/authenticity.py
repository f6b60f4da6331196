"""What the clerk of Sở Nội vụ finds about received files: originals that wait, one that was altered, one that is kept apart.

Told at the end of the last day, through the same acts; the altered file is a signed one of the demo with a later revision drawn over it.
"""

import io
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from sqlmodel import col, select

from hoso.correspondence.actions.check_signatures import check_by_job
from hoso.correspondence.actions.facts import NamedFile, RegisterIncoming
from hoso.correspondence.actions.register_incoming import register_incoming
from hoso.correspondence.queries.verification import signed_files_of
from hoso.correspondence.tables import Document
from hoso.demo.stories import Story, Year
from hoso.support.clock import Moment
from hoso.support.files import FileStore, read_all
from hoso.support.files.uploads import take_upload
from hoso.support.quarantine import QuarantinedFile, keep_apart

LIMIT = 10 * 1024 * 1024
SHOWN = 6


def _altered(pdf: bytes) -> bytes:
    """The PDF with a white patch over the upper corner of its first page, as a later revision: the signature below stays as it was."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    page = writer.find_page_for_modification(0)[0].get_object()
    patch = writer.add_object(generic.StreamObject(stream_data=b"q 1 1 1 rg 90 690 120 14 re f Q"))
    drawn = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([*(drawn if isinstance(drawn, generic.ArrayObject) else [drawn]), patch])
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _scripted() -> bytes:
    """A form that runs a script when it is opened."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("this.print();"))
        output = io.BytesIO()
        pdf.save(output, deterministic_id=True)
    return output.getvalue()


def _checked(year: Year, document: Document, moment: Moment) -> set[str]:
    """What the files of the document were found to be."""
    trust: dict[str, Any] = {"document_id": str(document.id), "roots": [year.keys.authority().decode()], "fetch": False}
    return {item["nature"] for item in check_by_job(year.db, trust, moment, year.store)["items"]}


def authenticity(year: Year, apart: FileStore) -> Story[None]:
    """The checks of what waits at Sở Nội vụ, an altered document in its register, a file in its quarantine."""
    office, moment = year.offices["snv"], year.at(1, 16, 50)
    yield moment
    clerk = office["vanthu"]
    wanted = select(Document).where(Document.agency_id == office.agency.id, Document.kind == "incoming", Document.medium == "electronic")
    signed = [d for d in year.db.exec(wanted.order_by(col(Document.id).desc()).limit(60)) if signed_files_of(year.db, d.id)][:SHOWN]
    originals = [document for document in signed if "original" in _checked(year, document, moment)]
    if originals:
        source = originals[0]
        pdf = read_all(year.store, signed_files_of(year.db, source.id)[0][0].sha256)
        taken = take_upload(year.db, clerk, moment, year.store, io.BytesIO(_altered(pdf)), "van-ban-nhan-qua-thu.pdf", None, LIMIT)
        command = RegisterIncoming(
            type_code=source.type_code, issuer_name=source.issuer_name, abstract=f"{source.abstract} (bản nhận qua thư điện tử)"[:500],
            issued_on=source.issued_on, channel="email", medium="electronic", duplicate_confirmed=True,
            files=[NamedFile(sha256=taken.sha256, name=taken.name)],
        )  # fmt: skip
        _checked(year, register_incoming(year.db, clerk, command, moment), moment)
    stream = io.BytesIO(_scripted())
    try:
        take_upload(year.db, clerk, moment, year.store, stream, "phieu-dang-ky-tap-huan.pdf", None, LIMIT)
    except QuarantinedFile as refusal:
        keep_apart(year.db, clerk, moment, apart, stream, refusal, LIMIT)


def tell_authenticity(year: Year, apart: FileStore) -> None:
    """What Sở Nội vụ shows of it; `apart` keeps what is no ordinary file."""
    year.tell(authenticity(year, apart))
