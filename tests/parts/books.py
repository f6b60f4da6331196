"""Books: read, printed at once or later, closed."""

from typing import Any

from hoso.support.clock import Moment
from sqlalchemy import text

from tests.people import World


def prepare(made: Any) -> None:
    """A book of last year, which may be closed."""
    agency = made.world.ids["agency:snv"]
    with made.world.app.state.engine.begin() as db:
        row = db.execute(text("insert into register (id, agency_id, kind, series, name, year, opened_on) values "
                              "(gen_random_uuid(), :a, 'incoming', 'incoming', 'Sổ năm trước', :y, make_date(:y, 1, 2)) returning id"),
                         {"a": agency, "y": Moment.now().year - 1}).scalar_one()  # fmt: skip
    made.ids["last_book"] = str(row)


def cases(_world: World, ids: dict[str, str]) -> list[Any]:
    """văn thư; the leaders read."""
    from tests.integrity.who_may import DESK, request

    book = f"/registers/{ids['register']}"
    return [
        request("getRegister", f"GET {book}", DESK), request("readRegister", f"GET {book}/book", DESK),
        request("printRegisterInBackground", f"POST {book}/prints", {"vanthu"}, {}), request("listRegisterPrints", f"GET {book}/prints", {"vanthu"}),
        request("closeRegister", f"POST /registers/{ids['last_book']}/closure", {"vanthu"}),
    ]  # fmt: skip
