# Ships no types: what comes out of it is Any, and our own annotations say what we take it for.
from typing import Any

def __getattr__(name: str) -> Any: ...
