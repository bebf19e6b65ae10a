"""What the room announces, inside the transaction."""

from django.dispatch import Signal

# territory: where a registry file changed kindergartens; rows written in bulk send no post_save.
registry_imported = Signal()
