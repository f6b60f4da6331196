"""What each part of the work adds to the rights test and to the fuzzing: records that wait, and one valid request per operation.

A module here may offer `prepare(made: Prepared) -> None` (makes records, notes their ids in `made.ids`) and must offer
`cases(world: World, ids: dict[str, str]) -> list[Case]`. It is found by its being here.
"""

import importlib
import pkgutil
from types import ModuleType


def parts() -> list[ModuleType]:
    """The modules of this package, by name."""
    return [importlib.import_module(f"{__name__}.{m.name}") for m in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name)]
