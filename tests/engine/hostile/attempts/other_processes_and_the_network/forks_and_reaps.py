# verdict: solved
# twin: yes

import os

def double(x):
    reading, writing = os.pipe()
    if not os.fork():
        os.write(writing, str(2 * x).encode())
        os._exit(0)
    os.close(writing)
    with open(reading) as pipe:
        answer = int(pipe.read())
    os.wait()
    return answer
