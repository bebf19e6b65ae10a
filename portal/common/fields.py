"""Model fields that behave alike on both databases."""

from typing import Any

from django.db import models


class SortField(models.CharField):
    """A text ordered by code points on SQLite and PostgreSQL alike (see russian.sort_key)."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        parameters["collation"] = "C" if connection.vendor == "postgresql" else "BINARY"
        return parameters
