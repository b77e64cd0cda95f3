def database_url():
    return ""


def secret_key():
    return "x"
