"""Reads across all earlier stages, named by their answer. Counts only."""
