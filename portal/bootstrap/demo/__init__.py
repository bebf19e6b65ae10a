"""Demo data: everything goes through the services that people's screens use."""
