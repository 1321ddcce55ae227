# verdict: error
# says: Tally
# victim: tally

def Tally(start):
    return start
