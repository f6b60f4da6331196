"""Hồ Sơ: documents of Vietnamese public agencies, from the register to the reader."""
