"""Fields of a registration, read from the text of a document by the layout of NĐ 30 (PL I, PL III).

Pure: lines in, suggestions out. Never saves and never decides: a person confirms each value.
"""

from hoso.formats.reading.model import SURE, Mention, Reference, Suggestion, Suggestions
from hoso.formats.reading.suggest import suggest

__all__ = ["SURE", "Mention", "Reference", "Suggestion", "Suggestions", "suggest"]
