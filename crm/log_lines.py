"""What the console is told of answers."""

import logging


class WithoutTraceback(logging.Filter):
    """An answer below 500, such as a page one may not see, is one line: nothing of ours has gone wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        return True
