"""Takes the environment; gives settings.
`local` for a laptop and the demo, `production` for a server, `test` for the suite."""
