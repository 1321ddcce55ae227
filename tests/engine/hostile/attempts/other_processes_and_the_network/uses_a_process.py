# verdict: solved
# limit: 5
# twin: yes

import multiprocessing

def work(x, end):
    end.send(2 * x)

def double(x):
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=work, args=[x, theirs])
    process.start()
    answer = ours.recv()
    process.join()
    return answer
