"""Reads of the stage, named by their answer."""
