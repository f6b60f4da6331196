"""Writes the draft of an officer who uses Word: `python -m tests.web.word FILE SIGNER`."""

import sys
from pathlib import Path

from tests.journeys.test_conversion import written

if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(written(signer=sys.argv[2]))
