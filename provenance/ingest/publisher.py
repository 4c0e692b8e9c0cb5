"""Which outlet publishes a page, by its address."""

from __future__ import annotations

from urllib.parse import urlsplit

from tld import get_fld

from provenance import lexicon
from provenance.ingest.metadata import host_of
from provenance.model import Outlet
from provenance.text import words

__all__ = ["outlet_of", "same_house"]

# Platforms that host many publications, each on its own subdomain ...
_BY_SUBDOMAIN = frozenset(
    """wordpress.com substack.com blogspot.com tumblr.com typepad.com livejournal.com ghost.io beehiiv.com weebly.com
    wixsite.com github.io medium.com over-blog.com hatenablog.com webflow.io squarespace.com blogger.com altervista.org
    netlify.app vercel.app pages.dev buttondown.email""".split()
)
# ... or under its own path.
_BY_PATH = frozenset({"medium.com", "sites.google.com", "telegra.ph", "steemit.com", "issuu.com", "newsbreak.com"})
_LONGEST_NAME = 60


def outlet_of(url: str | None, site_name: str) -> Outlet | None:
    """The outlet of the gazetteer that owns the address, else a plain one named as the page names its site.

    On a hosting platform the publication is the subdomain or the first part of the path, never the platform.
    Without an address the site's name is all there is; None without that too.
    """
    host = host_of(url).removeprefix("www.")
    name = site_name if 0 < len(site_name) <= _LONGEST_NAME and "://" not in site_name else ""
    if not host:
        return _named(name)
    hosted = _hosted(host, urlsplit(url or "").path)
    if hosted:
        known = lexicon.outlet_by_domain(hosted)
        return known if known and hosted in known.domains else Outlet(hosted, name or hosted, domains=(hosted,))
    known = lexicon.outlet_by_domain(host)
    if known:
        return known
    domain = get_fld(host, fix_protocol=True, fail_silently=True) or host
    return Outlet(domain, name or domain, domains=(domain,))


def _named(name: str) -> Outlet | None:
    if not name:
        return None
    carriers = lexicon.aliases().get(name, ())
    return carriers[0] if len(carriers) == 1 else Outlet("-".join(words(name)) or name, name)


def _hosted(host: str, path: str) -> str | None:
    first = path.strip("/").split("/")[0]
    if host in _BY_PATH and first:
        return f"{host}/{first}"
    labels = host.split(".")
    for start in range(1, len(labels) - 1):
        platform = ".".join(labels[start:])
        if platform in _BY_SUBDOMAIN or platform.startswith("blogspot."):
            return host
    return None


def same_house(outlet: Outlet, address: str, site_name: str) -> bool:
    """Whether the page that calls its site `site_name` can be the outlet's at `address`: they share a word of the name.

    A site's name of one word ("U.S.") says too little to doubt the address.
    """
    own = {word for label in (outlet.name, *outlet.aliases) for word in words(label)}
    theirs = {word for word in words(site_name) if len(word) > 2} - {"the", "news"}
    host = host_of(address).replace("-", "")
    return len(theirs) < 2 or bool(own & theirs) or any(word in host for word in theirs)
