# verdict: timed out
# says: the import of the file

while True:
    pass
