"""The local site and its JSON API: the same values and the same templates as the reports (extra: [web])."""

from provenance.web.app import make_app
from provenance.web.guarding import Keys, is_loopback
from provenance.web.serving import listening, serve

__all__ = ["Keys", "is_loopback", "listening", "make_app", "serve"]
