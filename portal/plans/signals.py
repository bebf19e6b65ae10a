"""What the room announces, inside the transaction: measure: the row, by: the acting person."""

from django.dispatch import Signal

measure_proposed = Signal()
measure_moved = Signal()
