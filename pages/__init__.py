"""What the public sees: takes final reports, profiles and plans from portal;
gives pages that anyone may read."""
