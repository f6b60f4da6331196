"""Stage 2: a dossier is opened, filled and closed (NĐ 30/2020 Đ28–Đ29, PL V)."""
