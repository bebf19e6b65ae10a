"""Rules of the tree: take the sources as text and syntax trees;
give sentences «file:line: what is wrong», none for a good tree."""
