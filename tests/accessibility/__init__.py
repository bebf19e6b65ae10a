"""Every page type in a real browser: takes the world of the role table;
gives what axe-core, the console and a narrow screen say against it."""
