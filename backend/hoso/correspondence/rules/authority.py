"""Who may sign in which capacity on a day, and the block that is printed above the signature (NĐ 30 Đ13, PL I Phần I II.7).

Pure: what a person holds, the document and the day come in; a verdict with its reason goes out. Never looks anything up.
"""

from dataclasses import dataclass, field
from datetime import date

# Prefixes stack in this order; which stacks there are is the law's: by post, for the collective, acting, for the head,
# by order, by order passed on to the deputy, by authorisation (never passed on: Đ13.3).
ORDER = ("TM", "TL", "TUQ", "Q", "KT")
STACKS: tuple[tuple[str, ...], ...] = (
    (), ("TM",), ("Q",), ("TM", "Q"), ("KT",), ("TM", "KT"), ("TL",), ("TL", "KT"), ("TUQ",),
)  # fmt: skip
RESTS_ON = {
    "POST": "ký theo chức vụ người đứng đầu", "TM": "thay mặt tập thể lãnh đạo", "Q": "được giao quyền cấp trưởng",
    "KT": "ký thay người đứng đầu", "TL": "ký thừa lệnh", "TUQ": "ký thừa ủy quyền",
}  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """What limits look at: the type, the field and the drafting unit of the document; or that it is a copy (Đ27)."""

    type_code: str = ""
    field_code: str = ""
    unit_id: str = ""
    is_copy: bool = False


@dataclass(frozen=True)
class Grantor:
    """Who passed the authority on: the head (TUQ, KT), or the head of a unit (TL passed on to the deputy)."""

    full_name: str
    position: str
    is_head: bool
    held: "tuple[Held, ...]" = ()


@dataclass(frozen=True)
class Held:
    """One authority of a person. Empty limits = all; `in_charge`: a deputy who is in charge of the agency (Đ13.1)."""

    capacity: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    type_codes: frozenset[str] = frozenset()
    field_codes: frozenset[str] = frozenset()
    unit_ids: frozenset[str] = frozenset()
    in_charge: bool = False
    content: str = ""
    grantor: Grantor | None = None
    signs_copies: bool = False


@dataclass(frozen=True)
class Office:
    """What the block names: the collective ("" = chế độ thủ trưởng), the agency, the post of the head."""

    name: str
    head_position: str
    collective: str = ""


@dataclass(frozen=True)
class Signer:
    """The person on that day: the post, whether it is that of the head, what is held."""

    full_name: str
    position: str
    is_head: bool
    office: Office
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """The block as printed (without the name), whether it may be used, and why or why not."""

    capacity: tuple[str, ...]
    lines: tuple[str, ...]
    allowed: bool
    reason: str
    position: str = ""
    basis: tuple[str, ...] = field(default=())


def stacked(capacity: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The prefixes in the order in which they are printed; doubled ones once."""
    return tuple(c for c in ORDER if c in capacity)


def is_on(held: Held, day: date) -> bool:
    """Whether the authority counts on the day."""
    return held.valid_from <= day and (held.valid_to is None or day <= held.valid_to)


def covers(held: Held, paper: Paper) -> bool:
    """Whether the document lies within the limits; a field is met by its code or by the unit that drafts.

    Copies are signed by post, or where the head gave that with the authority (Đ27.1).
    """
    if paper.is_copy:
        return held.signs_copies or held.capacity in ("POST", "Q")
    if held.capacity == "KT" and held.in_charge:
        return True
    in_type = not held.type_codes or paper.type_code in held.type_codes
    unlimited = not held.field_codes and not held.unit_ids
    in_field = unlimited or paper.field_code in held.field_codes or paper.unit_id in held.unit_ids
    return in_type and in_field


def _of_head(position: str) -> str:
    """The post without the mark of an acting head: "Q. Giám đốc" and "Quyền Giám đốc" name the post Giám đốc."""
    for mark in ("Q. ", "Q.", "Quyền "):
        if position.startswith(mark):
            rest = position.removeprefix(mark).strip()
            return rest[:1].upper() + rest[1:]
    return position


def block(stack: tuple[str, ...], signer: Signer, passed_on_by: str = "") -> tuple[str, ...]:
    """The lines above the signature as the posts are written; printed in capitals (PL I II.7đ)."""
    head, own, lines = _of_head(signer.office.head_position), signer.position, list[str]()
    if "TM" in stack:
        lines.append(f"TM. {signer.office.collective or signer.office.name}")
    last = stack[-1] if stack else ""
    if last in ("", "TM"):
        lines.append(own)
    elif last == "Q":
        lines.append(f"Q. {head}")
    elif stack == ("TL", "KT"):
        lines += [f"TL. {head}", f"KT. {passed_on_by}", own]
    else:
        lines += [f"{last}. {head}", own]
    return tuple(lines)


def _head_still_holds(held: Held, day: date) -> bool:
    """The head who authorised is in post that day, by post or acting."""
    grantor = held.grantor
    return grantor is not None and grantor.is_head and any(h.capacity in ("POST", "Q") and is_on(h, day) for h in grantor.held)


def _basis_for(stack: tuple[str, ...], signer: Signer, paper: Paper, day: date) -> tuple[list[Held], str]:
    """(what of the held authorities carries the stack, why none does)."""
    wanted = stack[-1] if stack and stack != ("TM",) else "POST"
    own = [h for h in signer.held if h.capacity == wanted]
    if stack == ("TM",):
        own += [h for h in signer.held if h.capacity == "TM"]
    if stack == ("TL", "KT"):
        own = [h for h in own if h.grantor is not None and not h.grantor.is_head]
    elif wanted == "KT":
        own = [h for h in own if h.grantor is None or h.grantor.is_head]
    name = "thừa lệnh, giao lại cho cấp phó ký thay" if stack == ("TL", "KT") else RESTS_ON[wanted]
    if not own:
        return [], f"Anh/chị không được giao {name}."
    valid = [h for h in own if is_on(h, day)]
    if not valid:
        return [], f"Thẩm quyền {name} chưa có hoặc đã hết hiệu lực trong ngày ký."
    if wanted == "POST" and not signer.is_head:
        return [], "Anh/chị không giữ chức vụ người đứng đầu trong ngày ký."
    covering = [h for h in valid if covers(h, paper)]
    if not covering:
        return [], f"Văn bản nằm ngoài loại hoặc lĩnh vực được giao ({name}: {valid[0].basis})."
    return _still_passed_on(stack, covering, paper, day, name)


def _still_passed_on(stack: tuple[str, ...], held: list[Held], paper: Paper, day: date, name: str) -> tuple[list[Held], str]:
    if stack == ("TUQ",):
        standing = [h for h in held if _head_still_holds(h, day)]
        return standing, "" if standing else "Người ủy quyền không còn giữ chức vụ người đứng đầu trong ngày ký (Đ13.3)."
    if stack == ("TL", "KT"):
        standing = [
            h for h in held if h.grantor and any(g.capacity == "TL" and is_on(g, day) and covers(g, paper) for g in h.grantor.held)
        ]  # fmt: skip
        return standing, "" if standing else f"Người giao lại không còn thẩm quyền ký thừa lệnh với văn bản này ({name}, Đ13.4)."
    return held, ""


def decide(capacity: list[str] | tuple[str, ...], signer: Signer, paper: Paper, day: date) -> Verdict:
    """Whether the person may sign the document in this capacity on this day, and the block that is printed (Đ13)."""
    stack = stacked(capacity)
    if stack not in STACKS:
        stack_name = " + ".join(f"{c}." for c in stack)
        return Verdict(stack, (), False, f"Không có cách ký {stack_name} (Đ13): ký thừa ủy quyền không được giao lại, các chữ khác xếp theo Đ13.")
    carrying, why = _basis_for(stack, signer, paper, day)
    grantor = carrying[0].grantor if carrying else next((h.grantor for h in signer.held if h.capacity == "KT" and h.grantor), None)
    lines = block(stack, signer, grantor.position if grantor else "")
    position = " ".join(" ".join(lines).split())
    printed = tuple(line.upper() for line in lines)
    collective = "TM" not in stack or bool(signer.office.collective) or any(h.capacity == "TM" and is_on(h, day) for h in signer.held)
    if carrying and not collective:
        carrying, why = [], "Cơ quan làm việc theo chế độ thủ trưởng: không ký thay mặt tập thể (TM.)."
    if not carrying:
        return Verdict(stack, printed, False, why, position)
    first = carrying[0]
    limited = f"; nội dung: {first.content}" if first.content else ""
    told = f" do {first.grantor.full_name} giao" if first.grantor else ""
    until = f", đến hết ngày {first.valid_to:%d/%m/%Y}" if first.valid_to else ""
    reason = f"{RESTS_ON[first.capacity].capitalize()}{told} theo {first.basis}{until}{limited}."
    return Verdict(stack, printed, True, reason, position, tuple(h.basis for h in carrying))


def choices(signer: Signer, paper: Paper, day: date) -> list[Verdict]:
    """Every capacity that the person's authorities name, the allowed ones first; none held = the own post with its refusal."""
    named = {h.capacity for h in signer.held}
    with_collective = bool(signer.office.collective) or "TM" in named
    wanted = [s for s in STACKS if _is_named(s, signer, named) and ("TM" not in s or with_collective)]
    verdicts = [decide(s, signer, paper, day) for s in wanted or [()]]
    first = ("TM",) if with_collective else ()
    return sorted(verdicts, key=lambda v: (not v.allowed, not (set(first) <= set(v.capacity))))


def _is_named(stack: tuple[str, ...], signer: Signer, named: set[str]) -> bool:
    passed_on = any(h.capacity == "KT" and h.grantor and not h.grantor.is_head for h in signer.held)
    if stack == ("TL", "KT"):
        return passed_on
    if "KT" in stack:
        return any(h.capacity == "KT" and (h.grantor is None or h.grantor.is_head) for h in signer.held)
    if stack in ((), ("TM",)):
        return "POST" in named or (stack == ("TM",) and "TM" in named)
    return stack[-1] in named
