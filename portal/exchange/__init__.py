"""Takes files from coordinators;
gives rows to organisations and campaigns after preview and confirm."""
