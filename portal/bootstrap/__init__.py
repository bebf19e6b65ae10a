"""Takes every room (it may name anything, nobody imports it);
gives commands: serve, roles, schedules, demo data."""
