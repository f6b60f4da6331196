"""Calendar days and instants that people type: within the time that this system can mean."""

from datetime import date
from typing import Annotated

from pydantic import Field

EARLIEST, LATEST = date(1945, 1, 1), date(2200, 12, 31)
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]
