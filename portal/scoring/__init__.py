"""Takes the frozen scale and the answers as plain data, nothing from other rooms;
gives scores with their trace to responses, profiles and reports. Standard library only."""
