coverage = { $n ->
    [one] { $n } глава из { $total }
   *[other] { $n } глав из { $total }
}
