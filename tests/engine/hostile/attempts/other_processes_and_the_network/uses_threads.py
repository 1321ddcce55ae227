# verdict: solved
# twin: yes

from concurrent.futures import ThreadPoolExecutor

def double(x):
    with ThreadPoolExecutor(2) as pool:
        return sum(pool.map(int, [x, x]))
