"""Takes a folder and a kind of database;
gives running processes of the portal, and the hands of a person at its pages."""
