home = { $
next = Next
print Print
