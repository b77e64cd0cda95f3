"""Sessions in the database. A cookie that no session of ours can have is nobody's, and the database is not asked."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    def _validate_session_key(self, key: str) -> bool:
        # our keys are ASCII letters and digits; PostgreSQL would fail on a NUL byte
        valid: bool = super()._validate_session_key(key)  # type: ignore[misc]  # not in the stubs
        return valid and key.isascii() and key.isalnum()
