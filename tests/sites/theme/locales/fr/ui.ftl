edition = Édition spéciale { $edition }
