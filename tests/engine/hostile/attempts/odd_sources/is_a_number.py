# verdict: error
# says: double

double = 6
