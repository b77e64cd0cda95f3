"""Swedish: Django's own formats read only ISO and month first, which nobody here writes."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%y%m%d", "%Y%m%d"]
