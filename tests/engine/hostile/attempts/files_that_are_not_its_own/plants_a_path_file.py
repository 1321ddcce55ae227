# verdict: failing
# says: PermissionError

import os
import numpy

def double(x):
    site = os.path.dirname(os.path.dirname(numpy.__file__))
    open(site + "/dojo_hostile_probe.pth", "w").write("# harmless")
    return 2 * x
