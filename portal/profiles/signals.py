"""What the room announces."""

from django.dispatch import Signal

# profile: the new row, by: the person whose submitting led to it; sent inside the transaction.
profile_computed = Signal()
