"""Takes a neutral document tree from reports, profiles and plans;
gives them HTML, PDF and charts with the same words and numbers."""
