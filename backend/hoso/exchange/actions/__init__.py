"""Verbs of the stage, one file each."""
