"""Takes what every room knows about a person;
gives «Мои задачи»: what is due, what waits, what goes on."""
