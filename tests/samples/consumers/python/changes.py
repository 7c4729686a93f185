"""changes.py FILE: the changes as they come. FILE keeps the place."""
import json, os, sys, time
from tables import rows

file = sys.argv[1]
cursor = json.load(open(file)) if os.path.exists(file) else {f"{shard:02}": "" for shard in range(16)}
while True:
    for shard, last in list(cursor.items()):
        for change in rows("Changes", f"PartitionKey eq '{shard}' and RowKey gt '{last}'"):
            print(change["Kind"], change["Path"], change["Version"], flush=True)
            cursor[shard] = change["RowKey"]
            with open(file + ".new", "w") as place:
                json.dump(cursor, place)
            os.replace(file + ".new", file)  # A stop at any moment leaves the one or the other, never half of it.
    time.sleep(1)
