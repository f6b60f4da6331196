"""The languages of the outside world: bytes on one side, frozen dataclasses on the other.

Never touches the database, the clock, the settings or HTTP.
"""
