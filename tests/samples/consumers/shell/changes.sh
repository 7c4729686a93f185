#!/bin/sh
# changes.sh FOLDER: the changes as they come. FOLDER keeps the place.
. "$(dirname "$0")/rows.sh"
mkdir -p "$1"
while :; do
  for shard in 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15; do
    rows Changes "PartitionKey eq '$shard' and RowKey gt '$(cat "$1/$shard" 2> /dev/null)'" | while read -r change; do
      printf '%s\n' "$change" | jq -r '"\(.Kind) \(.Path) \(.Version)"'
      # A stop at any moment leaves the old place or the new one, never half of it.
      printf '%s\n' "$change" | jq -r .RowKey > "$1/new" && mv "$1/new" "$1/$shard"
    done
  done
  sleep 1
done
