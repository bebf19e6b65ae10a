"""What the room announces. A receiver writes one row inside the sender's transaction."""

from django.dispatch import Signal

# sender: Response; response: the sheet as it was frozen; by: who submitted it.
response_submitted = Signal()
