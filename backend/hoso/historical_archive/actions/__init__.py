"""Verbs of the historical archive, one file each."""
