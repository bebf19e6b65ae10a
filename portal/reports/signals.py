"""What the room announces, inside the transaction: report: the row, by: the acting person."""

from django.dispatch import Signal

report_compiled = Signal()
report_finalised = Signal()
