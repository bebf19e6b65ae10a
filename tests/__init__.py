"""The suite: takes the three packages as they are;
gives a verdict on SQLite and on PostgreSQL."""
