# verdict: solved
# twin: yes

def double(x):
    return sum([x] * 200_000) // 100_000
