"""What the portal is measured against: takes the same content;
gives it in the barest way that Django or Wagtail has."""
