"""The codes of countries and currencies that may be chosen, in the order they are offered."""

# the Nordic countries first, then those around that Nordic firms trade with most
COUNTRIES = """
    NO SE FI DK IS FO GL AX EE LV LT DE NL BE LU FR IE GB ES PT IT AT CH PL CZ SK HU SI HR RO BG GR CY MT UA TR
    US CA AU NZ JP KR CN HK SG IN AE IL ZA BR MX
""".split()
CURRENCIES = "NOK SEK DKK EUR USD GBP ISK CHF PLN CZK HUF RON BGN CAD AUD NZD JPY CNY INR".split()
