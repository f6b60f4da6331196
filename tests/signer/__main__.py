"""`python -m tests.signer --origin http://127.0.0.1:5173 --p12 ky.p12 --password …` (or `--library … --token … --pin …`)."""

import argparse
import threading
from pathlib import Path

from tests.signer.keys import Key, Pkcs11Key, Pkcs12Key
from tests.signer.program import serve

parser = argparse.ArgumentParser()
parser.add_argument("--origin", required=True)
parser.add_argument("--port", type=int, default=14741)
parser.add_argument("--p12", type=Path)
parser.add_argument("--password", default="")
parser.add_argument("--library")
parser.add_argument("--token", default="")
parser.add_argument("--pin", default="")
given = parser.parse_args()
key: Key = Pkcs12Key(given.p12, given.password) if given.p12 else Pkcs11Key(given.library, given.token, given.pin)
serve([key], given.origin, given.port)
threading.Event().wait()
