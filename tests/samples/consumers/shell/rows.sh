# rows TABLE FILTER: the rows that match, an object a line. TABLES is the address of the account's tables, SAS a signature that may read them.
rows() {
  where=$(jq -rn --arg text "$2" '$text | @uri') next=
  while
    answer=$(curl -sSf -H 'Accept: application/json;odata=nometadata' "$TABLES/$1()?\$filter=$where$next&$SAS" \
      -w '\n%header{x-ms-continuation-NextPartitionKey}|%header{x-ms-continuation-NextRowKey}') || return
    printf '%s\n' "$answer" | sed '$d' | jq -c '.value[]'
    next=$(printf '%s\n' "$answer" | tail -n 1 | jq -Rr 'split("|") | select(.[0] != "") | "&NextPartitionKey=\(.[0] | @uri)&NextRowKey=\(.[1] | @uri)"')
    [ -n "$next" ]
  do :; done
}
