"""Format check (thể thức): a DOCX or PDF against Phụ lục I, II, III of Nghị định 30/2020/NĐ-CP, finding by finding with article and cure.

Rules are data (`rules.csv`, `phrases.csv`) with article and validity; measures are pure functions on facts of the file. Never changes a
file and never lets or stops anything: what a finding is worth, a person decides (Điều 12 khoản 2).
"""

from hoso.formats.layout.checking import check_layout, undecided_scan
from hoso.formats.layout.docx_facts import docx_facts
from hoso.formats.layout.model import Block, Context, Facts, Finding, Findings, PartVerdict, Place, Rule
from hoso.formats.layout.pdf_facts import pdf_facts
from hoso.formats.layout.rules import PARTS, all_rules, rules_on

__all__ = [
    "PARTS",
    "Block",
    "Context",
    "Facts",
    "Finding",
    "Findings",
    "PartVerdict",
    "Place",
    "Rule",
    "all_rules",
    "check_layout",
    "docx_facts",
    "pdf_facts",
    "rules_on",
    "undecided_scan",
]
