"""The terms on which somebody speaks: "an aide, who asked not to be named" says nothing that is reported."""

from __future__ import annotations

import re

__all__ = ["TERMS"]

TERMS = re.compile(r"(?:not )?to be (?:named|identified|quoted)\b|(?:for |on )?anonymity\b")
"""matches at the start of content that is only the terms"""
