"""The demo province: agencies, units, people, keys and a living year, made by the stages' own actions with a chosen clock.

Deterministic for a given day, loaded once, never on an installation that is no demo. No row is inserted behind the
actions' backs. What the province is made of stands in `province/*.toml`; all codes and people are demo values.
"""

from hoso.demo.loading import load_demo

__all__ = ["load_demo"]
