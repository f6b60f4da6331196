"""A document as lines on pages, whether it came as PDF or as DOCX: what readers of fields and checkers of layout stand on.

Never decides what a line means and never changes the file.
"""

from hoso.formats.pages.apart import read_apart
from hoso.formats.pages.docx import read_docx
from hoso.formats.pages.model import Line, Page, Pages, Run, Unreadable
from hoso.formats.pages.pdf import read_pdf

__all__ = ["Line", "Page", "Pages", "Run", "Unreadable", "read_apart", "read_docx", "read_pdf"]
