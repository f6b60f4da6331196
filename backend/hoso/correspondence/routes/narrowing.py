"""Parameters that the lists of both directions share: bucket of the term, order, the group and outcome behind a number of a report."""

from typing import Annotated

from fastapi import Query

from hoso.correspondence.queries.deadlines import BUCKETS
from hoso.correspondence.queries.ordering import ORDERS
from hoso.correspondence.queries.outcomes import IN_GROUPS, IN_OUTCOMES, OUT_GROUPS, OUT_OUTCOMES, RECEPTIONS
from hoso.support.days import Day as TypedDay


def _one_of(*words: str) -> str:
    return "^(" + "|".join(words) + ")$"


Day = TypedDay
Due = Annotated[str | None, Query(pattern=_one_of(*BUCKETS))]
Order = Annotated[str | None, Query(pattern=_one_of(*ORDERS))]
InGroup = Annotated[str | None, Query(pattern=_one_of(*IN_GROUPS))]
OutGroup = Annotated[str | None, Query(pattern=_one_of(*OUT_GROUPS))]
InOutcome = Annotated[str | None, Query(pattern=_one_of(*IN_OUTCOMES))]
OutOutcome = Annotated[str | None, Query(pattern=_one_of(*OUT_OUTCOMES, "issued", *RECEPTIONS))]
Key = Annotated[str | None, Query(max_length=200)]
