"""A teller's key of the strict level: made under a passphrase, tried, opened, printed for the safe.

The server keeps it only locked. Whoever loses the passphrase has the recovery sheet; with neither,
no envelope can ever be opened.
"""

import unicodedata
from base64 import b32decode, b32encode
from binascii import Error

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

from app.ballots import keyfiles

LEAST = 10
"""Characters of a passphrase."""
_SALT = pwhash.argon2id.SALTBYTES


def make(passphrase: str) -> tuple[str, bytes, str]:
    """A fresh key under this passphrase: (name of its file, public key, recovery words)."""
    key, salt = PrivateKey.generate(), random(_SALT)
    name = keyfiles.put(salt + _lock(passphrase, salt).encrypt(bytes(key)))
    return name, bytes(key.public_key), _words(bytes(key))


def unlock(name: str, public: bytes, secret: str) -> PrivateKey | None:
    """The private key, by the passphrase or by the words of the recovery sheet; None where neither
    fits, or the file is gone and these are not its words."""
    return _by_words(public, secret) or _by_passphrase(name, public, secret)


def _by_words(public, secret):
    try:
        raw = b32decode("".join(secret.split()).replace("-", "").upper() + "====")
        key = PrivateKey(raw)
    except (Error, ValueError, TypeError, CryptoError):
        return None
    return key if bytes(key.public_key) == public else None


def _by_passphrase(name, public, secret):
    content = keyfiles.content_of(name)
    if content is None:
        return None
    try:
        key = PrivateKey(_lock(secret, content[:_SALT]).decrypt(content[_SALT:]))
    except CryptoError:
        return None
    return key if bytes(key.public_key) == public else None


def _lock(passphrase, salt):
    said = unicodedata.normalize("NFKC", passphrase.strip()).encode()
    return SecretBox(
        pwhash.argon2id.kdf(
            SecretBox.KEY_SIZE,
            said,
            salt,
            opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
            memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
        )
    )


def _words(raw):
    plain = b32encode(raw).decode().rstrip("=")
    return "-".join(plain[n : n + 4] for n in range(0, len(plain), 4))
