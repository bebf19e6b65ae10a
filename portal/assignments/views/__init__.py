"""Tasks on the desk."""
