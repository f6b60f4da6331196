#!/usr/bin/env python3
"""Gate 1: what the independent E-ARK validator says of packages, without network. One JSON object per package, one per line.

    .cache/eark-venv/bin/python .ci/eark/validate.py [--version V2.1.0|V2.0.4] [--expect RULE,RULE] PACKAGE...

The validator opens four vocabularies by web address while it is imported; copies lie in its own wheel and are handed out here,
every other address is refused. It reads only the root METS.xml, never the other files, and unpacks without a limit: give it
packages that passed gate 2. Exit status: with --expect 0 only when each package is well formed, valid against the METS schema
and breaks exactly the rules named; without it always 0 unless the validator stopped. Standard library only, besides the validator.
"""

import argparse
import importlib.metadata
import importlib.util
import json
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import URLError

VERSION = "1.1.3"
WELL_FORMED, VALID = "WellFormed", "VALID"


def serve_vocabularies() -> None:
    """Answer web addresses from the wheel's copies. Call before anything of the validator is imported."""
    spec = importlib.util.find_spec("eark_validator")
    if spec is None or spec.origin is None or importlib.metadata.version("eark-validator") != VERSION:
        sys.exit(f"eark-validator {VERSION} is not installed here: run .ci/setup test")
    folder = Path(spec.origin).parent / "ipxml" / "resources" / "vocabs"

    def from_disk(url: Any, *_args: Any, **_more: Any) -> Any:
        address = url if isinstance(url, str) else url.full_url
        copy = folder / address.rsplit("/", 1)[-1]
        if not copy.is_file():
            raise URLError(f"no network: {address}")
        return copy.open("rb")

    urllib.request.urlopen = from_disk


def verdict_on(package: Path, version: str) -> dict[str, Any]:
    """Structure, METS schema, schematron and the broken ERROR rules; a level that was not reached is null."""
    from eark_validator.packages import PackageValidator
    from eark_validator.specifications.specification import SpecificationVersion

    said: dict[str, Any] = {"package": package.name, "version": version, "structure": None, "schema": None, "schematron": None, "errors": []}
    try:
        report = PackageValidator(package, SpecificationVersion(version)).validation_report
    except Exception as error:  # missing path, broken archive, unreadable METS: each counts as not valid
        return {**said, "stopped": f"{type(error).__name__}: {error}"}
    messages = list(report.structure.messages)
    said["structure"] = report.structure.status.value
    if report.metadata is not None:
        said["schema"] = report.metadata.schema_results.status.value
        said["schematron"] = report.metadata.schematron_results.status.value
        messages += report.metadata.schematron_results.messages
    said["errors"] = sorted({m.rule_id for m in messages if m.severity.value == "Error"})
    return said


def main() -> int:
    """See the head of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--version", default="V2.1.0", choices=["V2.0.4", "V2.1.0"])
    parser.add_argument("--expect", help="comma list of the rules that must be broken, no more and no fewer")
    parser.add_argument("packages", nargs="+", type=Path)
    arguments = parser.parse_args()
    serve_vocabularies()
    failed = False
    with tempfile.TemporaryDirectory(prefix="eark-") as scratch:
        tempfile.tempdir = scratch  # the validator unpacks there and leaves it
        for package in arguments.packages:
            said = verdict_on(package, arguments.version)
            sys.stdout.write(json.dumps(said) + "\n")
            failed |= "stopped" in said
            if arguments.expect is not None:
                wanted = sorted(filter(None, arguments.expect.split(",")))
                failed |= (said["structure"], said["schema"], said["errors"]) != (WELL_FORMED, VALID, wanted)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
