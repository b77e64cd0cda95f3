"""Background work of this app; the worker that `manage.py up` starts runs it."""

from procrastinate.contrib.django import app

from activities.files import sweep


@app.periodic(cron="40 3 * * *")
@app.task(name="activities.sweep_files", queueing_lock="activities.sweep_files")
def sweep_files(timestamp: int) -> int:
    """Every night: contents of files nobody can bring back any more leave the disk. Returns how many."""
    return sweep()
