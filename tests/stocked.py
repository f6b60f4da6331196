"""Many rows at once for tests of size: copies of one registered document, put into its book behind the program's back."""

from sqlalchemy import Engine, text

_COPY = """
with d as (insert into document select * from (select (json_populate_record(d, json_build_object('id', gen_random_uuid()))).*
  from document d, generate_series(2, :n) where d.id = :i) x returning id),
n as (select id, row_number() over () + 1 as number from d),
e as (insert into register_entry (id, agency_id, register_id, number, state, document_id, dated_on, void_reason)
  select gen_random_uuid(), i.agency_id, i.register_id, n.number, 'active', n.id, i.arrived_on, '' from n, incoming i where i.id = :i)
insert into incoming select (json_populate_record(i, json_build_object('id', n.id, 'arrival_number', n.number))).* from n, incoming i where i.id = :i
"""


def fill_book(engine: Engine, document_id: str, count: int) -> None:
    """The book of the incoming document, its number 1, up to `count` numbers."""
    with engine.begin() as db:
        db.execute(text(_COPY), {"i": document_id, "n": count})
