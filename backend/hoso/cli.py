"""The command line: `hoso serve | worker | migrate | load-reference | load-demo | check | create-admin | seal-trail | up`.

Never holds a rule: each command calls one function of the house.
"""

import argparse
import getpass
import json
import sys
import tempfile
import time
import traceback
from pathlib import Path

import hoso.correspondence.actions.check_signatures
import hoso.correspondence.actions.convert_draft
import hoso.correspondence.actions.lapse_preparations
import hoso.correspondence.actions.print_register_later
import hoso.correspondence.actions.remind_agency
import hoso.dossiers.actions.warn_of_document
import hoso.historical_archive.actions.package_transfer
import hoso.oversight.actions.export_documents
import hoso.oversight.actions.index_contents
import hoso.oversight.actions.send_digest  # noqa: F401  its recurring work
from hoso.check import run_check
from hoso.formats.office_pdf import is_apart
from hoso.support.clock import Moment
from hoso.support.database import open_engine, transaction
from hoso.support.errors import Refusal
from hoso.support.files import open_store
from hoso.support.heap import keep_small
from hoso.support.isolation import declare_mode, forbid_outbound, require_isolated, require_mode
from hoso.support.jobs import HANDLERS, claim, finish, give_back
from hoso.support.reference import load_reference
from hoso.support.schedules import run_recurring
from hoso.support.sealing import seal_trail
from hoso.support.settings import Settings, UnsafeSettings, load_settings

TEND_SECONDS = 30.0


def _serve(settings: Settings, arguments: argparse.Namespace) -> int:
    import uvicorn  # the worker needs no server

    del settings  # the factory reads them again: with several workers each process makes its own
    keep_small()
    uvicorn.run(
        "hoso.main:create_app", factory=True, host=arguments.host, port=arguments.port, workers=arguments.workers,
        log_level="warning", access_log=False, timeout_graceful_shutdown=10,
    )  # fmt: skip
    return 0


def work_once(settings: Settings) -> bool:
    """Claim and do one job; False when there was none."""
    engine, store = open_engine(settings.database_url, 2), open_store(settings.file_store)
    try:
        with transaction(engine) as db:
            job = claim(db, Moment.now())
            if job is None:
                return False
            kind, payload, job_id = job.kind, job.payload, job.id
        try:
            with transaction(engine) as db:
                db.info["soffice"] = settings.soffice if settings.mode != "isolated" or is_apart() else ""  # there it runs without network or not at all
                finish(db, job_id, Moment.now(), HANDLERS[kind](db, payload, Moment.now(), store))
        except Exception as error:  # the person who started it must see it; the worker goes on
            traceback.print_exc()
            with transaction(engine) as db:
                give_back(db, job_id, error.detail if isinstance(error, Refusal) else f"Lỗi hệ thống ({type(error).__name__}).", Moment.now(),
                          is_final=getattr(error, "is_final", False))  # fmt: skip
        return True
    finally:
        engine.dispose()


def tend(settings: Settings, moment: Moment) -> list[str]:
    """Do the recurring work that is due (reminders, digests, contents); the names of what ran."""
    engine = open_engine(settings.database_url, 2)
    try:
        return run_recurring(engine, moment, open_store(settings.file_store))
    finally:
        engine.dispose()


def _worker(settings: Settings, arguments: argparse.Namespace) -> int:
    keep_small()
    sealed_on, tended = None, -TEND_SECONDS
    while True:
        if time.monotonic() - tended >= TEND_SECONDS:
            tended = time.monotonic()
            tend(settings, Moment.now())
        today = Moment.now().today
        if sealed_on != today:
            seal_trail(settings, Moment.now())
            sealed_on = today
        if not work_once(settings):
            if arguments.once:
                return 0
            time.sleep(2)


def _migrate(settings: Settings, _arguments: argparse.Namespace) -> int:
    from hoso.support.migrating import migrate

    migrate(settings.owner_url, settings.database_url)
    declare_mode(settings.owner_url, settings.mode)
    return _load_reference(settings, _arguments)


def _load_reference(settings: Settings, _arguments: argparse.Namespace) -> int:
    engine = open_engine(settings.owner_url, 1)
    with transaction(engine) as db:
        load_reference(db)
    engine.dispose()
    return 0


def _load_demo(settings: Settings, _arguments: argparse.Namespace) -> int:
    from hoso.demo import load_demo

    if not settings.demo:
        sys.stderr.write("load-demo needs HOSO_DEMO=1\n")
        return 2
    _load_reference(settings, _arguments)
    load_demo(settings)
    return 0


def _check(settings: Settings, _arguments: argparse.Namespace) -> int:
    findings = run_check(open_engine(settings.database_url, 2), open_store(settings.file_store), settings.data_dir)
    for finding in findings:
        sys.stdout.write(json.dumps(finding, ensure_ascii=False, default=str) + "\n")
    sys.stdout.write(f"{len(findings)} findings\n")
    return 1 if findings else 0


def _openapi() -> int:
    """Print the OpenAPI document; needs no settings, no database and no store."""
    from hoso.main import create_app

    with tempfile.TemporaryDirectory() as nowhere:
        offline = Settings("postgresql://nobody@127.0.0.1:1/none", "", f"file://{nowhere}", Path(nowhere), {"openapi": "o" * 48}, demo=True)
        document = create_app(offline).openapi()
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    return 0


def _seal(settings: Settings, _arguments: argparse.Namespace) -> int:
    seal_trail(settings, Moment.now())
    return 0


def _create_admin(settings: Settings, arguments: argparse.Namespace) -> int:
    from hoso.support.people import create_first_admin

    password = arguments.password or getpass.getpass("Mật khẩu: ")
    engine = open_engine(settings.database_url, 1)
    with transaction(engine) as db:
        create_first_admin(db, arguments.agency_code, arguments.agency_name, arguments.username, password, Moment.now())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hoso", description=__doc__.split("\n", 1)[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="the API")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=1)
    worker = commands.add_parser("worker", help="deferred work")
    worker.add_argument("--once", action="store_true", help="end when nothing waits")
    for name in ("migrate", "load-reference", "load-demo", "check", "seal-trail", "openapi", "up"):
        commands.add_parser(name)
    admin = commands.add_parser("create-admin", help="the first agency and its administrator")
    for name in ("agency-code", "agency-name", "username"):
        admin.add_argument(f"--{name}", required=True)
    admin.add_argument("--password", default="")
    return parser


COMMANDS = {
    "serve": _serve, "worker": _worker, "migrate": _migrate, "load-reference": _load_reference, "load-demo": _load_demo,
    "check": _check, "seal-trail": _seal, "create-admin": _create_admin,
}  # fmt: skip


def main() -> int:
    """Entry point. Exit status 2 for unsafe settings, 1 for findings of `check`."""
    arguments = _parser().parse_args()
    if arguments.command == "up":
        from hoso.running import up

        up()
        return 0
    if arguments.command == "openapi":
        return _openapi()
    try:
        settings = load_settings()
        if settings.mode == "isolated":
            require_isolated(settings)
            forbid_outbound()
        if arguments.command in ("worker", "load-demo"):
            require_mode(settings.database_url, settings.mode)
        return COMMANDS[arguments.command](settings, arguments)
    except UnsafeSettings as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
