# verdict: error
# says: PermissionError

import runpy

double = runpy.run_path("ROOT/solutions/problem_solving/NAME.py")["double"]
