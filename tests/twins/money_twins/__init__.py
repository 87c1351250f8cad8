"""Independent twins of the operations that compute money: slow, obviously right, and sharing no code with the library.

A twin takes a request of the wire protocol as a plain document and answers it from the definition, in fractions and
by trying what can be tried.

- `documents`, `policies`, `services`: the protocol's texts, the figures and readings of a request, the service list.
- `answers`: the twins, one module for each operation; nothing in them imports the library.
- `cases`: seeded random requests, one module for each operation; `drawing` holds the edges they are drawn from.
- `pairs`: which twin and which cases belong to which operation.
- `comparing`: the library and its twin on many cases.
"""
