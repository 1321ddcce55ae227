# verdict: solved
# twin: yes

from __future__ import annotations

ZWÖLF = 12

class Helper:
    pass

def double(x: Undefined) -> Nothing:
    return 2 * x
