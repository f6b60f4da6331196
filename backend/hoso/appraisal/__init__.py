"""Stage 4, xác định giá trị: what becomes of a holding whose term ends — keep, extend, xét hủy, council, disposal, holds.

Nothing is built yet; until it is, a retention of PERMANENT on a held dossier is the appraisal that a transfer needs.
"""
