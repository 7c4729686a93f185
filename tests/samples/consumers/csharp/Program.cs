// Consumer CONNECTION PHRASE FILE: the newest 20 negative articles that mention the phrase, then the changes as they come. FILE keeps the place.
using Azure.Data.Tables;
using Pipeline.Tables;

var reader = new ArticleReader(new TableServiceClient(args[0]));
var negative = await reader.ListPageAsync(new ArticleQuery { Phrase = args[1], Sentiment = "Negative" }, size: 20);
foreach (var article in negative.Articles)
{
    Console.WriteLine($"{article.Published} {article.Source}: {article.Title}");
}

var cursor = File.Exists(args[2]) ? ChangeCursor.Parse(File.ReadAllText(args[2])) : ChangeCursor.Start;
await foreach (var change in reader.FollowChangesAsync(cursor, interval: TimeSpan.FromSeconds(1)))
{
    Console.WriteLine($"{change.Kind} {change.Path} {change.Version}");
    File.WriteAllText(args[2] + ".new", (cursor = cursor.After(change)).ToString());
    File.Move(args[2] + ".new", args[2], overwrite: true); // A stop at any moment leaves the one or the other, never half of it.
}
