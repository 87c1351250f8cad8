"""Where the library meets the world: the only place with input and output.

- `ibmodel.adapters.cli`: the command line, ``python -m ibmodel`` (the extra ``cli``).

Nothing here decides anything: the adapters read, call the model and show what it says.
"""
