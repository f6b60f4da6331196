"""The schemas of EAD.xml, EAD_doc, EAD_pic and EAD_media, written from the circular's field tables.

Children stand in any order (`xs:all`), as public implementations write them in different orders.
"""

import csv
from dataclasses import dataclass
from functools import cache

from lxml import etree

from hoso.formats.tt05.codes import DATA, labels

XSD_NS = "http://www.w3.org/2001/XMLSchema"
PARTS = ("EAD", "EAD_doc", "EAD_pic", "EAD_media")
DATE = r"([0-3][0-9]/)?[0-1][0-9]/[0-9]{4}|[0-9]{4}|"  # DD/MM/YYYY, MM/YYYY, YYYY; empty = not known, gate 3 remarks it
SEVERAL = "language"


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the tables."""

    name: str
    type: str
    max_length: int | None
    required: bool


@cache
def fields_of(part: str) -> tuple[Field, ...]:
    """The fields of a part, in the circular's order."""
    with (DATA / "ead_fields.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] == part]
    return tuple(Field(r["name"], r["type"], int(r["max_length"]) if r["max_length"] else None, r["required"] == "yes") for r in rows)


def _restrict(parent: etree._Element, base: str, **facets: str) -> None:
    simple = etree.SubElement(parent, f"{{{XSD_NS}}}simpleType")
    restriction = etree.SubElement(simple, f"{{{XSD_NS}}}restriction", base=base)
    for name, value in facets.items():
        etree.SubElement(restriction, f"{{{XSD_NS}}}{name}", value=value)


def _type_of(element: etree._Element, field: Field) -> None:
    if field.type == "Code":
        codes = "|".join(labels(field.name))
        pattern = f"({codes})([,;] ?({codes}))*" if field.name == SEVERAL else codes
        _restrict(element, "xs:string", pattern=pattern)
    elif field.type == "Date":
        _restrict(element, "xs:string", pattern=DATE)
    elif field.type == "Number":
        _restrict(element, "xs:nonNegativeInteger", **({"totalDigits": str(field.max_length)} if field.max_length else {}))
    else:
        facets = {"minLength": "1"} if field.required else {}
        _restrict(element, "xs:string", **facets, **({"maxLength": str(field.max_length)} if field.max_length else {}))


@cache
def ead_schema(part: str) -> bytes:
    """The XML schema of a part."""
    root = etree.Element(f"{{{XSD_NS}}}schema", nsmap={"xs": XSD_NS})
    record = etree.SubElement(root, f"{{{XSD_NS}}}element", name="simpledc")
    group = etree.SubElement(etree.SubElement(record, f"{{{XSD_NS}}}complexType"), f"{{{XSD_NS}}}all")
    for field in fields_of(part):
        element = etree.SubElement(group, f"{{{XSD_NS}}}element", name=field.name, minOccurs="1" if field.required else "0")
        _type_of(element, field)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
