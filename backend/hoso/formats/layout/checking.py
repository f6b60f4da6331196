"""The check itself: every rule in force against the facts of a file. Pure: the same file, type and day give the same findings."""

from datetime import date

from hoso.formats.layout import body, capitals, copies, foot, head, measures, paper
from hoso.formats.layout.draft import MEASURES, Draft, Undecidable
from hoso.formats.layout.model import Block, Context, Facts, Finding, Findings, Hit, PartVerdict, Place, Rule
from hoso.formats.layout.parts import find_parts
from hoso.formats.layout.rules import PARTS, rules_on

assert body and capitals and copies and foot and head and measures and paper  # their import registers the measures
PER_RULE = 6  # findings of one rule that are listed; the last one counts the rest
NOT_TOLD = {
    "font": "tệp không ghi phông chữ", "size": "tệp không ghi cỡ chữ", "face": "tệp không ghi kiểu chữ", "colour": "PDF: màu chữ không đọc được chắc chắn",
    "flow": "tệp không ghi canh lề, giãn dòng", "margins": "tệp không cho đo lề", "rules": "tệp không cho đo đường kẻ", "columns": "tệp không cho biết cột",
}  # fmt: skip
SUBJECTS_OF_SHEETS = frozenset({"sheet", "all"})


def _place(block: Block | None, hit: Hit) -> Place | None:
    return None if block is None else Place(block.page, block.at, block.text[:300], hit.start, hit.end, block.box)


def _findings(rule: Rule, hits: list[Hit]) -> list[Finding]:
    shown = hits[:PER_RULE]
    found = []
    for at, hit in enumerate(shown):
        more = len(hits) - PER_RULE if at == PER_RULE - 1 else 0
        found.append(Finding(
            rule.id, rule.part, rule.box, hit.severity or rule.severity, rule.article, rule.certainty,
            hit.found + (f" (và còn {more} chỗ nữa)" if more > 0 else ""), hit.right or rule.right, rule.cure, _place(hit.block, hit),
        ))  # fmt: skip
    return found


def _judge(draft: Draft, rule: Rule) -> tuple[list[Finding], str]:
    """(findings, why the rule cannot be decided)."""
    if rule.part == "copy":
        if draft.copied is None:
            return [], ""
        draft = draft.copied
    missing = next((n for n in sorted(rule.needs) if n in NOT_TOLD and n not in draft.facts.knows), None)
    applies = rule.subject in SUBJECTS_OF_SHEETS or bool(draft.of(rule.subject))
    if missing:
        return [], NOT_TOLD[missing] if applies else ""
    try:
        return _findings(rule, MEASURES[rule.measure](draft, rule)), ""
    except Undecidable as why:
        return [], str(why)


def _is_there(draft: Draft, part: str) -> bool:
    if part == "other":
        return any(draft.of(s) for s in ("urgency", "circulation", "drafter", "address"))
    if part == "annex":
        return bool(draft.parts.annexes)
    if part == "copy":
        return draft.copied is not None
    if part == "addressees":
        return draft.parts.addressee is not None
    if part == "bases":
        return bool(draft.parts.bases or draft.parts.decision)
    if part == "page_number":
        return draft.facts.page_count != 1 or any(s.number_place for s in draft.facts.sheets)
    return True


def _verdict(draft: Draft, part: str, findings: list[Finding], checked: int, undecided: list[str]) -> PartVerdict:
    errors = sum(f.severity == "error" for f in findings)
    looks = len(findings) - errors
    if errors or looks:
        verdict = "error" if errors else "look"
    elif not _is_there(draft, part):
        verdict = "absent"
    elif not checked:
        verdict = "undecided"
    else:
        verdict = "right"
    return PartVerdict(part, PARTS[part], verdict, errors, looks, checked, tuple(undecided))  # type: ignore[arg-type]


def check_layout(facts: Facts, type_code: str, day: date, context: Context | None = None) -> Findings:
    """All departures of a document from the rules in force on `day`, in the order of the paper.

    `type_code` "" is told by the title. Never decides whether the document may go: that is a person's (Điều 12 khoản 2).
    """
    draft = Draft(facts, find_parts(facts, type_code), day, context or Context())
    items: list[Finding] = []
    verdicts: list[PartVerdict] = []
    rules = rules_on(day)
    for part in PARTS:
        found: list[Finding] = []
        undecided: list[str] = []
        checked = 0
        for rule in (r for r in rules if r.part == part):
            findings, why = _judge(draft, rule)
            found += findings
            if why:
                undecided.append(f"{rule.right}: {why}")
            else:
                checked += 1
        items += found
        verdicts.append(_verdict(draft, part, found, checked, undecided if _is_there(draft, part) else []))
    return Findings(
        facts.source, draft.parts.type_code, draft.parts.type_guessed, day, tuple(items), tuple(verdicts), facts.blocks, facts.page_count
    )


def undecided_scan(source: str, type_code: str, day: date) -> Findings:
    """The result for a file without text: nothing can be decided, which is not the same as nothing wrong."""
    why = "tệp là ảnh quét, không có lớp chữ"
    verdicts = tuple(
        PartVerdict(part, name, "undecided", 0, 0, 0, tuple(f"{r.right}: {why}" for r in rules_on(day) if r.part == part)) for part, name in PARTS.items()
    )
    return Findings(source, type_code, not type_code, day, (), verdicts, (), None, "scan")  # type: ignore[arg-type]
