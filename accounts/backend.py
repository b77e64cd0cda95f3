"""Signing in: e-mail address and password. Rights come from the access profile alone."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from accounts.models import User


class ProfileBackend(BaseBackend):
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        email, password = credentials.get("username"), credentials.get("password")
        if not email or password is None:
            return None
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is None:
            User().set_password(password)  # takes as long as a real check: an address cannot be guessed by time
            return None
        return user if user.check_password(password) else None

    def get_user(self, user_id: int) -> User | None:
        found = User.objects.select_related("profile").filter(pk=user_id, is_active=True)
        return next(iter(found), None)  # every request asks: first() would sort, and take half as long again
