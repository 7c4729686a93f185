"""Rows of the tables over plain HTTP. TABLES is the address of the account's tables, SAS a signature that may read them."""
import json, os
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

def rows(table, where):
    page = {}
    while page is not None:
        query = urlencode({"$filter": where, **page}, quote_via=quote)
        with urlopen(Request(f"{os.environ['TABLES']}/{table}()?{query}&{os.environ['SAS']}", headers={"Accept": "application/json;odata=nometadata"})) as answer:
            yield from json.load(answer)["value"]
            keys = {key: answer.headers[f"x-ms-continuation-{key}"] for key in ("NextPartitionKey", "NextRowKey")}
            page = {key: value for key, value in keys.items() if value} or None
