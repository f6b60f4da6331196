"""The two refusals that every change of state shares."""

from hoso.support.errors import Conflict, NotAllowed


class WrongState(Conflict):
    """The record is in a state in which this may not be done."""

    code = "wrong_state"


class NotYourTask(NotAllowed):
    """The work lies with somebody else."""

    code = "not_your_task"


def require_state(allowed: bool, detail: str) -> None:
    """Raises WrongState unless the transition is allowed."""
    if not allowed:
        raise WrongState(detail)


def require_task(mine: bool, detail: str) -> None:
    """Raises NotYourTask unless the work lies with the caller."""
    if not mine:
        raise NotYourTask(detail)
