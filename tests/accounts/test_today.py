"""What day it is does not depend on who asks: the zones are 25 hours apart, so they never agree by chance."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.organisation import in_organisation, today
from tests import factories


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_the_organisations_day_outside_of_requests_too(zone: str) -> None:
    factories.organisation(time_zone=zone)
    assert today() == datetime.now(ZoneInfo(zone)).date()
    with in_organisation():
        assert timezone.localdate() == today()
