"""Trace where a quote came from, audit what an article's sourcing is worth, and show the evidence."""

__version__ = "0.1.0"
