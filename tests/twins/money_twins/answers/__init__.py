"""The twins: for each operation its definition in words, and a function that does what the words say."""
