# verdict: solved
# twin: yes

import os
import tempfile
import numpy as np

def double(x):
    np.save("notes.npy", np.array([2 * x], dtype=object))
    with tempfile.TemporaryFile() as file:
        file.write(b"note")
    os.rename("notes.npy", "kept.npy")
    return int(np.load("kept.npy", allow_pickle=True)[0])
