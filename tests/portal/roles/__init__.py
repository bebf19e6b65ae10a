"""Who may do what: the table written by hand against every address."""
