"""Sets pages in a process of its own that gives its memory back after each part: typst keeps what it has set."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from hoso.formats.forms.typesetting import Typeset, typeset


def _leave_with_parent() -> None:
    """A killed worker cannot tell its pool to end: the process watches for it and ends itself."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def setting_elsewhere() -> Iterator[Callable[..., Typeset]]:
    """A function with the shape of `typeset`, each call in a fresh process that ends with this one, also when this one is killed."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["hoso.formats.forms.typesetting"])
    with ProcessPoolExecutor(1, server, initializer=_leave_with_parent, max_tasks_per_child=1) as elsewhere:

        def setting(*what: Any, **how: Any) -> Typeset:
            return elsewhere.submit(typeset, *what, **how).result()

        yield setting
