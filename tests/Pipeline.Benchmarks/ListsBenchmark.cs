using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pipeline.Tables;
using Pipeline.Tables.Keys;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks;

/// <summary>
/// Pages of lists by <see cref="ArticleReader"/> on Azurite, beside the very requests that it sends, sent bare and at once: what is above 1 is the reader's own. Each round asks for both,
/// in changing order, so that other work of the machine falls on both alike.
/// </summary>
internal static class ListsBenchmark
{
    private const int Page = 50;
    private const int PerDay = 500;
    private const int PerTransaction = 100;
    private const int Rounds = 101;
    private const int WarmUps = 4;
    private const int Sources = 5;
    private const int Phrases = 5;
    private const string Busy = "/proc/loadavg";
    private static readonly int[] s_sizes = [1_000, 10_000];
    private static readonly string[] s_sentiments = ["Positive", "Neutral", "Negative", "Mixed"];
    private static readonly DateOnly s_day = new(2021, 8, 17);
    private static readonly DateTimeOffset s_evening = new(s_day, new TimeOnly(23, 59), TimeSpan.Zero);

    private static (string Name, ArticleQuery Query)[] Queries { get; } =
    [
        .. new (string Name, ArticleQuery Query)[]
        {
            ("a day", new ArticleQuery { From = s_day, To = s_day }),
            ("a source in a month", new ArticleQuery { Source = "source-3", From = new DateOnly(2021, 8, 1), To = s_day }),
            ("a phrase", new ArticleQuery { Phrase = "phrase 4" }),
        }.SelectMany(list => new[] { list, ($"{list.Name}, negative", list.Query with { Sentiment = "Negative" }) }),
    ];

    /// <summary>Measures with each of so many articles in the tables.</summary>
    public static async Task RunAsync(string[] sizes)
    {
        await using var azurite = new AzuriteFixture();
        var load = File.Exists(Busy) ? (await File.ReadAllTextAsync(Busy)).Trim() : "unknown";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Pages of {Page}; {Rounds} rounds; {Environment.ProcessorCount} processors, load {load}"));
        Console.WriteLine("| articles | page of 50 of | requests | reader, ms | bare, ms | ratio | quartiles |\n| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var size in sizes.Length == 0 ? s_sizes : [.. sizes.Select(text => int.Parse(text, CultureInfo.InvariantCulture))])
        {
            var account = await azurite.CreateAccountAsync(CancellationToken.None);
            await FillAsync(new TableServiceClient(account), size);
            foreach (var (name, query) in Queries)
            {
                await MeasureAsync(account, size, name, query);
            }
        }
    }

    private static async Task MeasureAsync(string account, int size, string name, ArticleQuery query)
    {
        var requests = new SentRequests();
        var options = new TableClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerRetry);
        var page = await new ArticleReader(new TableServiceClient(account, options)).ListPageAsync(query, Page);
        var addresses = requests.Addresses.ToArray();
        using var bare = new BareRequests(account, addresses);
        if (page.Articles.Count != Page || await bare.CountRowsAsync() < Page)
        {
            throw new InvalidOperationException($"The page of {name} is not full.");
        }

        var reader = new ArticleReader(new TableServiceClient(account));
        var (reading, sending) = (new List<double>(), new List<double>());
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var isReaderFirst = round % 2 == 0;
            var first = await MillisecondsAsync(isReaderFirst ? ReadAsync : bare.SendAsync);
            var second = await MillisecondsAsync(isReaderFirst ? bare.SendAsync : ReadAsync);
            if (round >= 0)
            {
                reading.Add(isReaderFirst ? first : second);
                sending.Add(isReaderFirst ? second : first);
            }
        }

        var ratios = reading.Zip(sending, (a, b) => a / b).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {size} | {name} | {addresses.Length} | {Quantile(reading, .5):0.0} | {Quantile(sending, .5):0.0} | {Quantile(ratios, .5):0.00} | {Quantile(ratios, .25):0.00} to {Quantile(ratios, .75):0.00} |"));

        Task ReadAsync() => reader.ListPageAsync(query, Page);
    }

    private static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    /// <summary>Writes the rows of the three lists, a transaction for a hundred of one partition.</summary>
    private static async Task FillAsync(TableServiceClient service, int articles)
    {
        foreach (var table in Enumerable.Range(0, articles).SelectMany(Rows).GroupBy(row => row.Table, StringComparer.Ordinal))
        {
            var client = service.GetTableClient(table.Key);
            await client.CreateAsync();
            foreach (var rows in table.GroupBy(row => row.Row.Key.PartitionKey, StringComparer.Ordinal).SelectMany(partition => partition.Chunk(PerTransaction)))
            {
                await client.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, ArticleIndexRow.Schema.Write(row.Row))));
            }
        }
    }

    private static IEnumerable<(string Table, ArticleIndexRow Row)> Rows(int number)
    {
        const int digits = 16;
        var time = s_evening - (number * (TimeSpan.FromDays(1) / PerDay));
        var (id, source, phrase) = ($"{number % digits:x}{number:x31}", $"source-{number % Sources}", $"phrase {number % Phrases}");
        yield return (TableNames.ArticlesByDate, Row(TableKey.ByDate(id, time)));
        yield return (TableNames.ArticlesBySource, Row(TableKey.BySource(id, source, time)));
        yield return (TableNames.KeyPhrases, Row(TableKey.ByPhrase(id, phrase, time)));

        ArticleIndexRow Row(TableKey key) => new()
        {
            Key = key,
            ArticleId = id,
            Source = source,
            State = ArticleState.Enriched,
            Title = $"Article {number} tells at the usual length of a headline what happened",
            Language = "en",
            Sentiment = s_sentiments[number / digits % s_sentiments.Length],
            PositiveScore = 0.2,
            NeutralScore = 0.3,
            NegativeScore = 0.5,
            KeyPhrases = [phrase, "harbour bridge", "town council", "night ferry", "river"],
        };
    }

    /// <summary>Notes where requests go.</summary>
    private sealed class SentRequests : HttpPipelinePolicy
    {
        public ConcurrentQueue<Uri> Addresses { get; } = new();

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The reader is asynchronous throughout.");

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Addresses.Enqueue(message.Request.Uri.ToUri());
            return ProcessNextAsync(message, pipeline);
        }
    }

    /// <summary>The same requests by an <see cref="HttpClient"/>, signed with the account's key, all at once, read to the end and not looked at.</summary>
    private sealed class BareRequests : IDisposable
    {
        private readonly HttpClient _client = new();
        private readonly Uri[] _addresses;
        private readonly string _account;
        private readonly byte[] _key;

        public BareRequests(string account, Uri[] addresses)
        {
            var parts = account.Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[^1], StringComparer.Ordinal);
            (_account, _key, _addresses) = (parts["AccountName"], Convert.FromBase64String(parts["AccountKey"]), addresses);
        }

        public Task SendAsync() => AnswersAsync();

        public async Task<int> CountRowsAsync() => (await AnswersAsync()).Sum(answer => JsonDocument.Parse(answer).RootElement.GetProperty("value").GetArrayLength());

        public void Dispose() => _client.Dispose();

        private Task<byte[][]> AnswersAsync() => Task.WhenAll(_addresses.Select(AnswerAsync));

        private async Task<byte[]> AnswerAsync(Uri address)
        {
            // https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key#table-service-shared-key-lite-authorization
            var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
            var signature = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{date}\n/{_account}{address.AbsolutePath}"));
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Authorization", $"SharedKeyLite {_account}:{Convert.ToBase64String(signature)}");
            request.Headers.Add("x-ms-date", date);
            request.Headers.Add("x-ms-version", "2019-02-02");
            request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
            return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        }
    }
}
