"""Hashing of passwords and one-time tokens, and what a password must be; it knows no account."""

import hashlib

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

DEMO_PASSWORD = "demo-2026"  # noqa: S105  printed on the demo's login page
SHORTEST = 8
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _hasher.hash("no account has this")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password fits; takes as long for an account that does not exist."""
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, username: str) -> str | None:
    """What is wrong with a new password, in words, or None."""
    if len(password) < SHORTEST:
        return f"密码至少 {SHORTEST} 位。"
    if username and username.lower() in password.lower():
        return "密码里不要包含登录名。"
    if len(set(password)) < 4 or password.lower() in {"12345678", "123456789", "password"}:
        return "这个密码太容易猜到，请换一个。"
    if password == DEMO_PASSWORD:
        return "这是公开的演示密码，请换一个。"
    return None


def token_hash(token: str) -> str:
    """What the database keeps of a one-time token."""
    return hashlib.sha256(token.encode()).hexdigest()
