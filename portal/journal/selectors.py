"""Reading the journal. Which rows a person may see is the policy's to say."""

import datetime

from django.db.models import Q, QuerySet

from forms_builder.common.russian import search_words
from portal.journal.choices import codes_with
from portal.journal.models import Entry


def found(
    rows: QuerySet[Entry],
    words: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[Entry]:
    """Return the entries of a search, newest first, with their people.

    words: each one stands in the person's name, in the object's title or in the act's words;
    since, until: first and last day, in the time zone in force.
    """
    for word in search_words(words):
        rows = rows.filter(Q(search__contains=word) | Q(action__in=codes_with(word)))
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    return rows.select_related("by")
