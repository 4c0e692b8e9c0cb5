"""Time stamps of RFC 3161 (Time-Stamp Protocol, 2001): an authority signs that a file was there at a time.

It is told the digest of the file and nothing else. Its answer is kept as it came, which `openssl ts -verify` reads too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from provenance.errors import InputError

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

__all__ = ["ENDING", "MEDIA_TYPE", "Stamp", "checked", "client", "stamped"]

MEDIA_TYPE = "application/timestamp-query"
ENDING = ".tsr"
"""of the file with the stamp, behind the name of what it is about"""
_DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an authority says of a file: that it was there at that time."""

    at: datetime
    by: str
    """the name in the authority's certificate"""
    trusted: bool
    """whether the signature was checked against a certificate of the reader's own choice"""


def client() -> Any:
    """The library that knows the protocol; raises InputError where that extra is missing."""
    try:
        import rfc3161_client  # an optional extra
    except ImportError as error:
        raise InputError("time stamps need the extra: pip install 'news-provenance[timestamp]'") from error
    return rfc3161_client


def stamped(data: bytes, ask: Callable[[bytes], bytes], name: str) -> bytes:
    """The stamp of an authority for `data`: its answer to a request, as it came.

    `ask` gives the answer to the bytes of a request; `name` is what to call the authority in a message. Raises
    InputError where that is no stamp of these very bytes, made for this very request.
    """
    known = client()
    request = known.TimestampRequestBuilder().data(data).hash_algorithm(known.HashAlgorithm.SHA256).build()
    answer = ask(request.as_bytes())
    found = _read(answer, f"{name}: answered with")
    if found.refused is not None:
        raise InputError(f"{name}: gave no time stamp ({found.refused}); try again, or ask another authority")
    if found.nonce != request.nonce or not found.fits(data):
        raise InputError(f"{name}: its time stamp is not for what was asked; ask another authority")
    return answer


def checked(stamp: bytes, data: bytes, certificates: bytes | None = None, name: str = "the time stamp") -> Stamp:
    """What a stamp says of `data`; with `certificates` (PEM: the authority's root, and what leads to it) also by whom.

    Raises InputError where it is no stamp, or of other data, or not signed by one of these.
    """
    found = _read(stamp, f"{name}: is")
    if found.refused is not None or not found.fits(data):
        raise InputError(f"{name}: is not a time stamp of this file as it is now")
    if certificates is not None:
        _verify(stamp, data, _loaded(certificates), name)
    return Stamp(found.at, found.by, certificates is not None)


@dataclass(frozen=True, slots=True)
class _Read:
    """What an answer says, whoever signed it."""

    refused: str | None
    """why it holds no stamp"""
    kind: str | None = None
    digest: bytes = b""
    nonce: int | None = None
    at: datetime = _NEVER
    by: str = ""

    def fits(self, data: bytes) -> bool:
        """Whether it is of this very data."""
        return self.kind is not None and hashlib.new(self.kind, data).digest() == self.digest


def _read(answer: bytes, start: str) -> _Read:
    """An answer taken apart; the library does so piece by piece, and only then finds what is broken."""
    try:
        stamp = client().decode_timestamp_response(answer)
        if stamp.status != 0:
            return _Read("; ".join(stamp.status_string) or f"status {stamp.status}")
        info = stamp.tst_info
        imprint = info.message_imprint
        kind = _DIGESTS.get(imprint.hash_algorithm.dotted_string)
        return _Read(None, kind, imprint.message, info.nonce, info.gen_time, _signer(stamp))
    except Exception as error:  # bytes of strangers: it has a dozen kinds for what is wrong with them
        raise InputError(f"{start} no time stamp ({' '.join(str(error).split())})") from error


def _verify(stamp: bytes, data: bytes, certificates: list[Certificate], name: str) -> None:
    known = client()
    builder = known.VerifierBuilder()
    for one in certificates:
        own = one.issuer == one.subject
        builder = builder.add_root_certificate(one) if own else builder.add_intermediate_certificate(one)
    try:
        builder.build().verify_message(known.decode_timestamp_response(stamp), data)
    except Exception as error:  # as above
        reason = " ".join(str(error).split())
        raise InputError(f"{name}: does not hold against these certificates: {reason}") from error


def _loaded(certificates: bytes) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(certificates)
    except ValueError as error:
        raise InputError("the certificates are no PEM; give those that the authority publishes") from error


def _signer(stamp: Any) -> str:
    """The name in the certificate that signed; where the stamp holds none, that of who issued it."""
    from cryptography.x509 import load_der_x509_certificate

    signers = list(stamp.signed_data.signer_infos)
    for one in map(load_der_x509_certificate, stamp.signed_data.certificates):
        if any((one.issuer, one.serial_number) == (signer.issuer, signer.serial_number) for signer in signers):
            return one.subject.rfc4514_string()
    return f"a certificate of {signers[0].issuer.rfc4514_string()}" if signers else "nobody"
