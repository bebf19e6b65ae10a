"""Where PostgreSQL answers, if it does."""

import os
from functools import cache

import psycopg

DEFAULT = "postgres://portal:portal@127.0.0.1:5432/portal"
HOW_TO_GET = (
    "PostgreSQL does not answer: «make services» installs and starts it, "
    "DATABASE_URL_POSTGRES= names another server."
)


@cache
def reachable_url() -> str:
    """Return the address of a server that answers, "" when none does.

    The role behind it may create databases.
    """
    url = os.environ.get("DATABASE_URL_POSTGRES", DEFAULT)
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return ""
    return url
