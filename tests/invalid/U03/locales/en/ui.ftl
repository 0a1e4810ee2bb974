home = Home of { $name }
