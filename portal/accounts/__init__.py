"""Takes nothing from other rooms;
gives the user, sign-in and sign-out to every room."""
