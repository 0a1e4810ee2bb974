hoem = Home
something-else = Else
