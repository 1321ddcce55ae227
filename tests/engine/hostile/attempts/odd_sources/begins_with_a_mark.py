# verdict: solved
# twin: yes
# bytes: b"\xef\xbb\xbf# -*- coding: utf-8 -*-\r\ndef double(x):\r\n    return 2 * x\r\n"
