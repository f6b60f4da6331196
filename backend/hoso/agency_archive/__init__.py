"""Stage 3: nộp lưu into the agency's archive (lưu trữ hiện hành): submitted, accepted, kept (NĐ 30/2020 Đ30–Đ31, PL V)."""
