"""The blocks of public pages, a file per idea."""
