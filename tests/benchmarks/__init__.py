"""Benchmarks: take the portal and a reference under the same server;
give rows of figures, each with its ratio to the reference."""
