"""Stage 5, nộp vào lưu trữ lịch sử: registered transfers, packages and their gates, archival dossiers, preservation events."""
