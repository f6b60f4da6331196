"""Who may sign in which capacity, and the block that is printed (Đ13, PL I II.7): by post, TM., Q., KT., TL., TUQ. and what stacks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hoso.correspondence.rules.authority import ORDER, STACKS, Grantor, Held, Office, Paper, Signer, choices, decide, stacked
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2026, 11, 25)
LONG = date(2026, 1, 1)
SNV = Office("Sở Nội vụ", "Giám đốc")
UBND = Office("UBND tỉnh Thanh Hóa", "Chủ tịch", "Ủy ban nhân dân")
BO = Office("Bộ Nội vụ", "Bộ trưởng")
POST = Held("POST", "QĐ bổ nhiệm 12/QĐ-UBND", LONG)
KT = Held("KT", "Thông báo phân công 5/TB-SNV", LONG)
TL = Held("TL", "Quy chế làm việc, Điều 7", LONG)
HEAD = Grantor("Lê Văn Đứng Đầu", "Giám đốc", True, (POST,))
TUQ = Held("TUQ", "Giấy ủy quyền 03/GUQ-SNV", LONG, date(2026, 12, 31), content="ký giấy mời họp", grantor=HEAD)
CHIEF = Grantor("Trần Chánh", "Chánh Văn phòng", False, (TL,))
PASSED = Held("KT", "Quy chế văn thư, Điều 9", LONG, grantor=CHIEF)


def signer(position: str, *held: Held, office: Office = SNV, head: bool = False) -> Signer:
    return Signer("Nguyễn Văn A", position, head, office, held)


PRINTED = [
    # (person, capacity, the block as Phụ lục I prints it)
    (signer("Giám đốc", POST, head=True), [], ("GIÁM ĐỐC",)),
    (signer("Chủ tịch", POST, office=UBND, head=True), ["TM"], ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    (signer("Phó Chủ tịch", KT, office=UBND), ["TM", "KT"], ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    (signer("Phó Chủ tịch", KT, office=UBND), ["KT", "TM"], ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    (signer("Thứ trưởng", KT, office=BO), ["KT"], ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")),
    (signer("Chánh Văn phòng", TL, office=BO), ["TL"], ("TL. BỘ TRƯỞNG", "CHÁNH VĂN PHÒNG")),
    (signer("Phó Chánh Văn phòng", PASSED, office=BO), ["TL", "KT"], ("TL. BỘ TRƯỞNG", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
    (signer("Phó Giám đốc", Held("Q", "QĐ giao quyền 8/QĐ-UBND", LONG)), ["Q"], ("Q. GIÁM ĐỐC",)),
    (signer("Quyền Giám đốc", Held("Q", "QĐ", LONG), office=Office("Sở", "Q. Giám đốc")), ["Q"], ("Q. GIÁM ĐỐC",)),
    (signer("Trưởng phòng", TUQ), ["TUQ"], ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
    (signer("Phó Chủ tịch", Held("Q", "QĐ giao quyền", LONG), office=UBND), ["TM", "Q"], ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
]


@pytest.mark.parametrize(("who", "capacity", "block"), PRINTED, ids=[" / ".join(p[2]) for p in PRINTED])
def test_prefixes_stack_and_print_as_the_decree_says(who: Signer, capacity: list[str], block: tuple[str, ...]) -> None:
    verdict = decide(capacity, who, Paper("CV"), DAY)
    assert (verdict.lines, verdict.allowed) == (block, True), verdict.reason


REFUSED = [
    ("who left the post signs nothing", signer("Giám đốc", POST, head=False), [], "không giữ chức vụ"),
    ("without authority nobody signs", signer("Chuyên viên"), [], "không được giao"),
    ("a deputy does not sign by the head's post", signer("Phó Giám đốc", KT), [], "không được giao"),
    ("what has run out counts no more", signer("Trưởng phòng", replace(TL, valid_to=DAY - timedelta(1))), ["TL"], "hết hiệu lực"),
    ("what begins tomorrow does not count today", signer("Trưởng phòng", replace(TL, valid_from=DAY + timedelta(1))), ["TL"], "hết hiệu lực"),
    ("an office of one head has no collective", signer("Giám đốc", POST, head=True), ["TM"], "chế độ thủ trưởng"),
    ("an authorisation falls with the head's post", signer("Trưởng phòng", replace(TUQ, grantor=replace(HEAD, held=()))), ["TUQ"], "Người ủy quyền"),
    ("an authorisation by a deputy is none", signer("Trưởng phòng", replace(TUQ, grantor=replace(HEAD, is_head=False))), ["TUQ"], "Người ủy quyền"),
    ("an authorisation without its grantor is none", signer("Trưởng phòng", replace(TUQ, grantor=None)), ["TUQ"], "Người ủy quyền"),
    ("an authorisation is not passed on", signer("Phó phòng", TUQ, PASSED), ["TUQ", "KT"], "không được giao lại"),
    ("an order that lapsed is not passed on", signer("Phó phòng", replace(PASSED, grantor=replace(CHIEF, held=()))), ["TL", "KT"], "Người giao lại"),
    ("what was passed on is no deputyship of the head", signer("Phó phòng", PASSED), ["KT"], "không được giao"),
    ("a deputy of the head signs no unit's order", signer("Phó Giám đốc", KT), ["TL", "KT"], "không được giao"),
    ("two capacities of two people are no stack", signer("Trưởng phòng", TL, KT), ["TL", "TUQ"], "Không có cách ký"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "capacity", "why"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_without_post_or_valid_authority_on_that_day_nobody_signs(who: Signer, capacity: list[str], why: str) -> None:
    verdict = decide(capacity, who, Paper("CV"), DAY)
    assert not verdict.allowed
    assert why in verdict.reason


def test_an_authority_reaches_as_far_as_its_types_and_fields() -> None:
    limited = replace(KT, type_codes=frozenset({"CV", "GM"}), field_codes=frozenset({"VX"}), unit_ids=frozenset({"u1"}))
    deputy = signer("Phó Giám đốc", limited)
    for paper, may in ((Paper("CV", "VX"), True), (Paper("CV", "", "u1"), True), (Paper("QĐ", "VX"), False), (Paper("CV", "TC", "u2"), False)):
        assert decide(["KT"], deputy, paper, DAY).allowed is may, paper
    in_charge = signer("Phó Giám đốc", replace(limited, in_charge=True))
    assert decide(["KT"], in_charge, Paper("QĐ", "TC"), DAY).allowed, "a deputy who is in charge signs all, as KT. (Đ13.1)"
    narrow = replace(PASSED, grantor=replace(CHIEF, held=(replace(TL, type_codes=frozenset({"GM"})),)))
    assert not decide(["TL", "KT"], signer("Phó", narrow), Paper("CV"), DAY).allowed, "nobody passes on more than he has"


def test_copies_are_signed_by_post_or_where_the_head_gave_it() -> None:
    copy = Paper(is_copy=True)
    assert decide([], signer("Giám đốc", POST, head=True), copy, DAY).allowed
    assert not decide(["TL"], signer("Trưởng phòng", TL), copy, DAY).allowed
    assert decide(["TL"], signer("Trưởng phòng", replace(TL, signs_copies=True)), copy, DAY).allowed


def test_the_reason_names_basis_grantor_and_term() -> None:
    reason = decide(["TUQ"], signer("Trưởng phòng", TUQ), Paper("GM"), DAY).reason
    assert all(part in reason for part in ("03/GUQ-SNV", "Lê Văn Đứng Đầu", "31/12/2026", "ký giấy mời họp"))


def test_the_page_is_offered_what_the_person_holds_the_usable_first() -> None:
    head = signer("Chủ tịch", POST, office=UBND, head=True)
    assert [v.capacity for v in choices(head, Paper("QĐ"), DAY)] == [("TM",), ()]
    unit_head = signer("Chánh Văn phòng", replace(TL, valid_to=LONG), TUQ)
    assert [(v.capacity, v.allowed) for v in choices(unit_head, Paper("GM"), DAY)] == [(("TUQ",), True), (("TL",), False)]
    assert [v.allowed for v in choices(signer("Chuyên viên"), Paper("GM"), DAY)] == [False]


HELD = st.builds(
    Held, st.sampled_from(["POST", "TM", "Q", "KT", "TL", "TUQ"]), st.just("căn cứ"), st.dates(date(2026, 11, 1), date(2026, 12, 1)),
    st.none() | st.dates(date(2026, 11, 10), date(2026, 12, 31)), type_codes=st.sampled_from([frozenset(), frozenset({"CV"})]),
    grantor=st.sampled_from([None, HEAD, CHIEF]),
)  # fmt: skip
SIGNERS = st.builds(Signer, st.just("A"), st.just("Phó"), st.booleans(), st.sampled_from([SNV, UBND]), st.lists(HELD, max_size=4).map(tuple))
CAPACITY = st.lists(st.sampled_from(ORDER), max_size=4)


@given(SIGNERS, CAPACITY, st.sampled_from(["CV", "QĐ"]), st.dates(date(2026, 10, 1), date(2027, 1, 31)))
def test_whoever_may_sign_holds_something_that_counts_on_that_day(who: Signer, capacity: list[str], kind: str, day: date) -> None:
    verdict = decide(capacity, who, Paper(kind), day)
    counts = [h for h in who.held if h.valid_from <= day and (h.valid_to is None or day <= h.valid_to) and (not h.type_codes or kind in h.type_codes)]
    if verdict.allowed:
        assert verdict.capacity in STACKS
        wanted = {"POST", "TM"} if verdict.capacity in ((), ("TM",)) else {verdict.capacity[-1]}
        assert wanted & {h.capacity for h in counts}
        assert verdict.basis and verdict.lines[-1]
    else:
        assert verdict.reason
    assert decide(stacked(capacity), who, Paper(kind), day) == verdict, "the order in which prefixes are named changes nothing"


@given(SIGNERS, CAPACITY, st.dates(date(2026, 10, 1), date(2027, 1, 31)))
def test_one_authority_less_never_allows_more(who: Signer, capacity: list[str], day: date) -> None:
    for index in range(len(who.held)):
        fewer: Any = replace(who, held=who.held[:index] + who.held[index + 1 :])
        if decide(capacity, fewer, Paper("CV"), day).allowed:
            assert decide(capacity, who, Paper("CV"), day).allowed
