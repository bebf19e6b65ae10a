"""What can go wrong between a document and its PDF."""

from forms_builder.common.errors import DomainError


class RenderFailed(DomainError):
    """A document could not become a PDF; nothing half-made was returned."""
