"""What the room announces, inside the transaction."""

from django.dispatch import Signal

# territory: where a registry file changed kindergartens; rows written in bulk send no post_save.
registry_imported = Signal()

# leaver, successor, node, by: open work passes to the successor. A receiver changes its own rows
# inside the transaction and returns how many there were; a second time it finds none.
handed_over = Signal()
