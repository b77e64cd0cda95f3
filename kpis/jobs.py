"""Background work of this app; the worker that `manage.py up` starts runs it."""

from __future__ import annotations

from procrastinate.contrib.django import app

from accounts.models import Organisation
from kpis.rollups import folding


@app.periodic(cron="* * * * *")
@app.task(name="kpis.fold", queueing_lock="kpis.fold")
def fold(timestamp: int) -> None:
    """Every minute: what changed is added to what is kept of key figures, and months that ended are closed."""
    folding.fold()
    if Organisation.objects.exists():  # before it is set up, no month has an end
        folding.sum_years()
        folding.close_months()
