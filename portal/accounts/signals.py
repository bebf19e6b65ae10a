"""What accounts announce; whoever keeps a record listens. Each sends `person` and `by`."""

from django.dispatch import Signal

invited = Signal()
invitation_used = Signal()
second_factor_on = Signal()
second_factor_off = Signal()
consent_given = Signal()
consent_withdrawn = Signal()
