"""Looks into files that come from outside before they are kept: what they carry beside a document's content.

Pure findings by content; what the office does about them is data (`policy.csv`). Never knows a row or HTTP.
"""

from hoso.support.inspecting.findings import Bounds, Finding, Rule, policy, reason, verdict_of
from hoso.support.inspecting.inspector import Exhausted, InspectorUnavailable, apart, inspect, rest

__all__ = ["Bounds", "Exhausted", "Finding", "InspectorUnavailable", "Rule", "apart", "inspect", "policy", "reason", "rest", "verdict_of"]
