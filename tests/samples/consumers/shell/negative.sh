#!/bin/sh
# negative.sh PHRASE: the newest 20 negative articles that mention the phrase.
. "$(dirname "$0")/rows.sh"
phrase=$(printf '%s' "$1" | tr '[:upper:]' '[:lower:]' | sed "s/'/''/g")
rows KeyPhrases "PartitionKey eq '$phrase' and Sentiment eq 'Negative'" | head -n 20 | jq -r '"\(.Published) \(.Source): \(.Title)"'
