"""Load a province of any size by COPY: every table that registration writes, so consistent that registering goes on.

Deterministic. Agency 0 holds a quarter of all documents, the other nineteen share the rest. Its words have known
frequencies: see WORDS. Never used outside the bench.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import psycopg
from hoso.all_tables import METADATA
from hoso.support.clock import HANOI
from hoso.support.folding import fold
from hoso.support.search import as_vector
from hoso.support.trail import FIRST_HASH, entry_hash
from psycopg import sql

AGENCIES, UNITS, OFFICERS = 20, 5, 4
CHUNK = 5_000
SUBJECTS = (
    "công tác văn thư, lưu trữ", "cải cách hành chính", "phòng, chống thiên tai", "an toàn thực phẩm", "chuyển đổi số", "thi đua, khen thưởng",
    "tuyển dụng công chức", "đấu giá quyền sử dụng đất", "giải ngân vốn đầu tư công", "xây dựng nông thôn mới", "bảo hiểm y tế", "tiếp công dân",
    "quy hoạch sử dụng đất", "phòng, chống dịch bệnh", "an toàn giao thông", "bình đẳng giới", "dạy nghề cho lao động", "phát triển du lịch",
)  # fmt: skip
PLACES = ("trên địa bàn tỉnh", "tại các xã miền núi", "tại phường Hạc Thành", "trong các cơ quan hành chính", "tại huyện Như Xuân", "ven biển")
VERBS = ("Báo cáo kết quả thực hiện", "Triển khai", "Đôn đốc", "Góp ý dự thảo về", "Tăng cường quản lý", "Mời họp bàn về", "Chấn chỉnh", "Hướng dẫn")
# What the searches look for: about 45 % of all documents, 1 %, five in each agency, and the neighbour's alone.
WORDS = {"frequent": "kế hoạch", "middling": "đê điều", "rare": "khảo cổ học", "neighbour": "cảng biển nước sâu"}
TYPES = (("CV", "Công văn"), ("KH", "Kế hoạch"), ("QĐ", "Quyết định"), ("BC", "Báo cáo"), ("TB", "Thông báo"), ("TTr", "Tờ trình"))


@dataclass
class Province:
    """Ids by agency: `clerks[0]` is the văn thư of agency 0, `officers[0]` its first chuyên viên."""

    agencies: list[uuid.UUID] = field(default_factory=list)
    clerks: list[uuid.UUID] = field(default_factory=list)
    heads: list[uuid.UUID] = field(default_factory=list)
    officers: list[list[tuple[uuid.UUID, uuid.UUID]]] = field(default_factory=list)

    @property
    def officer(self) -> uuid.UUID:
        """An ordinary chuyên viên of the largest agency."""
        return self.officers[0][0][0]


def _id(number: int, moment: datetime | None = None) -> uuid.UUID:
    milliseconds = int(moment.timestamp() * 1000) if moment else 0
    return uuid.UUID(int=(milliseconds << 80) | (0x7 << 76) | (0x2 << 62) | number)


class _Tables:
    """Rows as COPY takes them, gathered by table and column names."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self.columns: dict[str, tuple[str, ...]] = {}
        self.defaults: dict[str, dict[str, Any]] = {}  # what the row leaves out and the table must have

    def add(self, table: str, **row: Any) -> None:
        if table not in self.columns:
            self.defaults[table] = {
                column.name: column.default.arg for column in METADATA.tables[table].columns
                if column.name not in row and not column.nullable and column.default is not None and column.default.is_scalar
            }  # fmt: skip
            self.columns[table] = (*row, *self.defaults[table])
        self.rows[table].append((*row.values(), *self.defaults[table].values()))

    def write(self) -> None:
        for table, rows in self.rows.items():
            columns = sql.SQL(",").join(map(sql.Identifier, self.columns[table]))
            with self.connection.cursor().copy(sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), columns)) as copy:
                copy.write("".join("\t".join(map(_text, row)) + "\n" for row in rows))
        self.rows.clear()


def _text(value: Any) -> str:
    return "\\N" if value is None else value if type(value) is str else str(value)


def _people(tables: _Tables, today: date) -> Province:
    province, numbers = Province(), iter(range(1, 10_000))
    for k in range(AGENCIES):
        agency = _id(next(numbers))
        tables.add("agency", id=agency, code=f"H56.B{k:02d}", name=f"Cơ quan đo {k}", folded_name=f"co quan do {k}", superior_name="", symbol=f"CQ{k}",
                   place="Thanh Hóa", kind="agency", fonds_code=f"H56.B{k:02d}", is_submitting_source=True, is_demo_code=True)  # fmt: skip

        def person(role: str, unit: uuid.UUID | None, agency: uuid.UUID = agency, k: int = k) -> uuid.UUID:
            number = next(numbers)
            name = f"{role}{number}.b{k}"
            tables.add("person", id=_id(number), agency_id=agency, username=name, full_name=name, folded_name=name, position=role, password_hash="-",
                       must_change_password=False, is_active=True, failed_attempts=0, version=1)  # fmt: skip
            tables.add("role_assignment", id=_id(next(numbers)), agency_id=agency, person_id=_id(number), unit_id=unit, role=role, valid_from=today)
            return _id(number)

        province.agencies.append(agency)
        province.clerks.append(person("vanthu", None))
        province.heads.append(person("lanhdao", None))
        officers = []
        for u in range(UNITS):
            unit = _id(next(numbers))
            tables.add("unit", id=unit, agency_id=agency, code=f"P{u}", name=f"Phòng {u}", folded_name=f"phong {u}", symbol=f"P{u}")
            person("truongphong", unit)
            officers += [(person("chuyenvien", unit), unit) for _ in range(OFFICERS)]
        province.officers.append(officers)
    return province


def _abstract(i: int, k: int, nth: int) -> str:
    words = f"{VERBS[i % 8]} {SUBJECTS[i * 7 % 18]} {PLACES[i // 5 % 6]}"
    if i * 2_654_435_761 % 100 < 45:
        words = f"Kế hoạch {words[0].lower()}{words[1:]}"
    if i * 40_503 % 100 == 0:
        words += " và bảo vệ đê điều"
    if nth % 97 == 13 and nth < 485:
        words += ", di chỉ khảo cổ học"
    if k == 0 and i % 2:
        words += ", cảng biển nước sâu"
    return f"{words} quý {i % 4 + 1} năm {2020 + i % 7}"


class _Registers:
    """The books, counters and trails as they grow."""

    def __init__(self) -> None:
        self.last: dict[tuple[int, str, int], int] = defaultdict(int)
        self.ids: dict[tuple[int, str, int], uuid.UUID] = {}
        self.heads: dict[int, tuple[int, str]] = defaultdict(lambda: (0, FIRST_HASH))
        self.nth: dict[int, int] = defaultdict(int)

    def enter(self, tables: _Tables, province: Province, k: int, kind: str, day: date) -> tuple[uuid.UUID, int]:
        key = (k, kind, day.year)
        if key not in self.ids:
            self.ids[key] = _id(900_000 + len(self.ids))
            tables.add("register", id=self.ids[key], agency_id=province.agencies[k], kind=kind, series=kind, name=f"Sổ {day.year}", year=day.year,
                       opened_on=date(day.year, 1, 1))  # fmt: skip
        self.last[key] += 1
        return self.ids[key], self.last[key]


def _document(tables: _Tables, province: Province, books: _Registers, i: int, at: datetime, size: int) -> None:
    k = 0 if i % 4 == 0 else 1 + i // 4 * 3 % (AGENCIES - 1) if i % 4 == 1 else 1 + (i // 4 * 3 + i % 4) % (AGENCIES - 1)
    kind = "outgoing" if i % 7 == 3 else "incoming"
    agency, day, number, nth = province.agencies[k], at.astimezone(HANOI).date(), 1_000_000 + i, books.nth[k]
    books.nth[k] += 1
    document, entry = _id(number, at), _id(number + 20_000_000, at)
    register, last = books.enter(tables, province, k, kind, day)
    type_code, type_name = TYPES[i % 6]
    officer, unit = province.officers[k][i * 11 % len(province.officers[k])]
    fresh = i > size - max(200, size // 50)
    state = ("issued" if kind == "outgoing" else ("registered", "handling", "handling")[i % 3] if fresh else "completed")
    abstract, symbol = _abstract(i, k, nth), f"{type_code}-UBND"
    own = f"{i % 5000 + 1}" if kind == "incoming" else f"{last:02d}"
    issuer = f"UBND huyện số {i % 40}" if kind == "incoming" else f"Cơ quan đo {k}"
    tables.add("document", id=document, agency_id=agency, state=state, version=1, created_at=at, created_by=province.clerks[k], changed_at=at,
               changed_by=province.clerks[k], kind=kind, type_code=type_code, type_name=type_name, number=own, symbol=symbol, issued_on=day,
               issuer_name=issuer, issuer_code="", abstract=abstract, signer_name="", signer_position="", page_count=2, copies=1,
               urgency="urgent" if i % 50 == 0 else "normal", secrecy="none", medium="paper", language="Tiếng Việt", description="",
               document_identifier="", due_on=day + timedelta(days=20) if i % 3 == 0 else None)  # fmt: skip
    if kind == "incoming":
        tables.add("incoming", id=document, agency_id=agency, arrival_number=last, arrival_year=day.year, arrived_on=day, received_on=day,
                   register_id=register, register_entry_id=entry, channel="paper", paper_handed_to="", recall_reason="")  # fmt: skip
        if state != "registered":
            tables.add("handling", id=_id(number + 30_000_000, at), agency_id=agency, document_id=document, person_id=officer, part="lead",
                       state="done" if state == "completed" else "given", instruction="Tham mưu trả lời.", given_by=province.heads[k], given_at=at,
                       outcome="")  # fmt: skip
            tables.add("opinion", id=_id(number + 40_000_000, at), agency_id=agency, document_id=document, person_id=province.heads[k],
                       kind="direction", text="Giao phòng chủ trì, tham mưu.", at=at)  # fmt: skip
    else:
        tables.add("outgoing", id=document, agency_id=agency, drafter_id=officer, drafting_unit_id=unit, issuing_body="", field_code="",
                   retained_copy_unit="", issued_amount=1, register_entry_id=entry, capacity="", dispatched_on=day, recall_reason="")  # fmt: skip
    if state != "registered":
        tables.add("access_entry", id=_id(number + 50_000_000, at), subject_id=document, agency_id=agency, person_id=officer, unit_id=None, mode="read")
        tables.add("access_entry", id=_id(number + 70_000_000, at), subject_id=document, agency_id=agency, person_id=None, unit_id=unit, mode="read")
    tables.add("register_entry", id=entry, agency_id=agency, register_id=register, number=last, state="active", document_id=document, dated_on=day,
               void_reason="")  # fmt: skip
    whole = f"{own}/{symbol} {abstract} · {own}/{symbol} · {type_name} · {issuer} · số đến {last}"
    tables.add("search_entry", agency_id=agency, subject_id=document, kind=kind, title=f"{own}/{symbol} {abstract}", plain=whole.lower(),
               dated_on=day, is_public=False, words=as_vector(whole))  # fmt: skip
    _trail(tables, province, books, k, at, document, abstract)


def _trail(tables: _Tables, province: Province, books: _Registers, k: int, at: datetime, document: uuid.UUID, abstract: str) -> None:
    sequence, previous = books.heads[k]
    entry = {"agency_id": province.agencies[k], "sequence": sequence + 1, "at": at, "by": province.clerks[k], "by_name": "vanthu",
             "tag": "incoming:registered", "subject_id": document, "detail": {"abstract": abstract}}  # fmt: skip
    digest = entry_hash(entry, previous)
    books.heads[k] = sequence + 1, digest
    tables.add("trail_entry", **{**entry, "detail": orjson.dumps(entry["detail"]).decode()}, previous_hash=previous, hash=digest)


def _moments(size: int) -> Iterator[datetime]:
    """Three years up to today, evenly; the last ones lie some minutes back, so that new ids come after them."""
    end = datetime.now(UTC) - timedelta(minutes=5)
    step = timedelta(days=3 * 365) / size
    return (end - step * (size - i) for i in range(size))


def _secondary_indexes(connection: psycopg.Connection[Any]) -> list[str]:
    """Definitions of the indexes that no constraint needs; dropped, to be made anew after the load."""
    found = connection.execute(
        "select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename in ('document','incoming','handling','opinion',"
        "'access_entry','register_entry','search_entry','trail_entry') and indexname not in (select conname from pg_constraint)"
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
    return [definition for _, definition in found]


def load_province(owner_url: str, size: int) -> Province:
    """A province with `size` documents in an empty migrated database; analysed and vacuumed."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")  # foreign keys hold by construction
        connection.execute("set maintenance_work_mem = '512MB'")
        connection.execute("set synchronous_commit = off")
        indexes = _secondary_indexes(connection)
        tables, books = _Tables(connection), _Registers()
        province = _people(tables, date(2020, 1, 1))
        for i, at in enumerate(_moments(size)):
            _document(tables, province, books, i, at, size)
            if i % CHUNK == CHUNK - 1:
                tables.write()
        for (k, series, year), last in books.last.items():
            tables.add("number_counter", agency_id=province.agencies[k], series=series, year=year, last=last)
        for k, (sequence, digest) in books.heads.items():
            tables.add("trail_head", agency_id=province.agencies[k], sequence=sequence, hash=digest)
        tables.write()
        for definition in indexes:
            connection.execute(definition.encode())
        # the trigger that keeps the names is silent for a replica
        connection.execute("insert into issuer (agency_id, kind, name) select distinct agency_id, kind, issuer_name from document")
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
    return province


def folded_words() -> dict[str, str]:
    """The searched words as people type them in haste."""
    return {name: fold(word) for name, word in WORDS.items()}
