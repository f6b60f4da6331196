"""Calendar days and instants that people type: within the time that this system can mean, never without a zone."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

EARLIEST, LATEST = date(1945, 1, 1), date(2200, 12, 31)
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
OldDay = Annotated[date, Field(ge=date(1800, 1, 1), le=LATEST)]  # a photo or deed that is older than the republic
Instant = Annotated[AwareDatetime, Field(ge=datetime(1945, 1, 1, tzinfo=UTC), le=datetime(2200, 12, 31, tzinfo=UTC))]
