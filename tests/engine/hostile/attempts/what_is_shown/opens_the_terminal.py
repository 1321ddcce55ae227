# verdict: failing
# says: PermissionError

def double(x):
    with open("/dev/tty", "w") as terminal:
        terminal.write("mine")
    return 2 * x
