"""Takes nothing from other rooms;
gives errors, the service decorator, canonical JSON and Russian text to every room."""
