"""What each kind of report says: a module per kind, from profiles and plans to a document tree."""
