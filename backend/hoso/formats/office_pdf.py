"""A DOCX as PDF/A-2b by LibreOffice, an outside program that need not be there.

The program opens what a person made: it gets a profile and a directory of its own, no macro, no update of links, no secret of ours in its
environment, no network and no sight of other processes where the kernel lets an ordinary user take them away (`unshare`), and ends with
its bounds of time, memory and written bytes. What it makes is foreign bytes as well: the caller inspects them. Never finds the program
by itself: its path is given.
"""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from hoso.formats.fonts import FONTS

MEMORY = 3_000_000_000  # bytes of address space; an ordinary draft takes 1,100,000,000, of which 200,000,000 are memory
CPU_SECONDS = 60
WALL_SECONDS = 100
WRITTEN = 200_000_000
_APART = ("--user", "--map-root-user", "--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child")
_PDF = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"ExportFormFields":{"type":"boolean","value":"false"}}'
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
# A draft says Times New Roman; where the machine has none, Tinos has its widths and all Vietnamese letters. Liberation Serif, which the
# program would take first, lacks many of them: words would be torn between two typefaces, and no reader could find them again.
_FACES = """<?xml version="1.0"?>
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<selectfont><rejectfont><pattern><patelt name="family"><string>Liberation Serif</string></patelt></pattern></rejectfont></selectfont>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="append" binding="strong"><string>Tinos</string></edit></match></fontconfig>
"""


class NotConverted(Exception):
    """No PDF came of it; `code`: too_slow (time or memory ran out), broken (the program could not read it)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@cache
def _taken_apart() -> tuple[str, ...]:
    """The words before a command that take network and other processes away; none where the machine does not allow it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    done = subprocess.run([unshare, *_APART, "true"], capture_output=True, timeout=20, check=False)
    return () if done.returncode else (unshare, *_APART)


def is_apart() -> bool:
    """Whether the program would run without any network."""
    return bool(_taken_apart())


def _bind() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def docx_to_pdf(docx: bytes, program: Path) -> bytes:
    """The pages as PDF/A-2b. Raises NotConverted."""
    with tempfile.TemporaryDirectory(prefix="hoso-office-", ignore_cleanup_errors=True) as name:
        room = Path(name)
        (room / "profile" / "user").mkdir(parents=True)
        (room / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS)
        (room / "fonts.conf").write_text(_FACES.format(fonts=FONTS, cache=room / "faces"))
        (room / "van-ban.docx").write_bytes(docx)
        _run([
            *_taken_apart(), str(program), f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault",
            "--nofirststartwizard", "--nolockcheck", "--convert-to", _PDF, "--outdir", str(room / "made"), str(room / "van-ban.docx"),
        ], room)  # fmt: skip
        made = room / "made" / "van-ban.pdf"
        if not made.is_file() or made.is_symlink():
            raise NotConverted("broken")
        return made.read_bytes()


def _run(command: list[str], room: Path) -> None:
    """Run to its end, or end it with all that it started."""
    environment = {
        "HOME": str(room), "TMPDIR": str(room), "PATH": os.defpath, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp", "FONTCONFIG_FILE": str(room / "fonts.conf"),
        "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
    }  # fmt: skip
    process = subprocess.Popen(
        command, cwd=room, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        preexec_fn=_bind,
    )  # fmt: skip
    try:
        status = process.wait(WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise NotConverted("too_slow") from late
    finally:
        _end(process)
    if status in (-signal.SIGXCPU, -signal.SIGKILL, 128 + signal.SIGXCPU, 128 + signal.SIGKILL):
        raise NotConverted("too_slow")


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
