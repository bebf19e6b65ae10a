"""Takes an assignment with its edition and what a person answers;
gives a frozen, submitted response to profiles."""
