# verdict: solved
# victim: twice
# twin: yes

def twice(f, x):
    try:
        return f(f(x))
    except ZeroDivisionError:
        return 0
