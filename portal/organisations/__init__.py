"""Takes people from accounts;
gives territories, organisations, appointments and the one access policy to the rooms above."""
