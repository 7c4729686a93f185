"""negative.py PHRASE: the newest 20 negative articles that mention the phrase."""
import sys
from itertools import islice
from tables import rows

phrase = " ".join(sys.argv[1].lower().split()).replace("'", "''")
for article in islice(rows("KeyPhrases", f"PartitionKey eq '{phrase}' and Sentiment eq 'Negative'"), 20):
    print(article.get("Published"), f"{article['Source']}: {article.get('Title')}")
