"""Serve the API with a clock that is ahead by the seconds that a file holds: `python -m tests.serving_at <file> <port>`.

The program has no such switch; only this process of the tests replaces the one function that reads the clock.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn
from hoso.support.clock import Moment


def _ahead(cls: type[Moment]) -> Moment:
    return cls(datetime.now(UTC) + timedelta(seconds=float(Path(sys.argv[1]).read_text())))


if __name__ == "__main__":
    Moment.now = classmethod(_ahead)  # type: ignore[method-assign,assignment]
    uvicorn.run("hoso.main:create_app", factory=True, port=int(sys.argv[2]), log_level="warning", access_log=False)
