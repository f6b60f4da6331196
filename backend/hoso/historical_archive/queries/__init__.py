"""Reads of the historical archive, named by their answer."""
