"""What tests share: takes a browser, a server or a tree of sources;
gives findings in words that a failing test can print."""
