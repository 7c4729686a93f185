using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pipeline.Core.Publishing;
using Pipeline.Core.Tests.Faults;
using Pipeline.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Core.Tests.Publishing;

/// <summary>
/// Many processes append to the change feed and many read it, while all of them pause and die at any request. Whatever happens, each reader sees every
/// change, no number is left out, and the changes of an article come in order.
/// </summary>
public sealed class ChangeFeedTests(AzuriteFixture azurite)
{
    private const int Writers = 8;
    private const int ArticlesPerWriter = 2;
    private const int Versions = 4;
    private const int Readers = 3;

    /// <summary>Requests of an append within which trouble comes: most need fewer, so that some are left in peace.</summary>
    private const int RequestsOfAnAppend = 6;

    /// <summary>Longest pause, in requests that others make meanwhile: enough for them to append dozens of changes.</summary>
    private const int LongestPause = 80;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <summary>Seconds on an idle machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, byte> _appended = new(StringComparer.Ordinal);
    private readonly RequestClock _clock = new();
    private int _killed;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_reader_misses_a_change_and_those_of_an_article_come_in_order_whoever_pauses_and_dies(int seed)
    {
        await using var pipeline = await PipelineHarness.CreateAsync(azurite);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);

        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var time = PassAsync(over.Token);
        var writers = Enumerable.Range(0, Writers).Select(number => Task.Run(() => WriteAsync(pipeline, number, new Random((seed * 100) + number), limit.Token), limit.Token));
        var readers = Enumerable.Range(0, Readers).Select(number => Task.Run(() => ReadAsync(pipeline.ConnectionString, new Random((seed * 1_000) + number), isTroubled: number > 0, limit.Token), limit.Token)).ToList();
        await Task.WhenAll(writers);
        var histories = await Task.WhenAll(readers);
        await over.CancelAsync();
        await time;

        Assert.All(histories, AssertComplete);
        Assert.True(_killed > Writers, $"Only {_killed} processes died: the test tests little.");
        for (var shard = 0; shard < TableKey.ChangeShards; shard++)
        {
            var numbers = await pipeline.Reader.ReadShardAsync(shard, 0, limit.Token).Select(change => change.Sequence).ToListAsync(limit.Token);
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers);
        }
    }

    /// <summary>Lets time pass though nobody asks any more: else the last reader would pause for ever.</summary>
    private async Task PassAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                _clock.Tick();
            }
        }
        catch (OperationCanceledException)
        {
            // All readers have read all.
        }
    }

    private static void AssertComplete(IReadOnlyList<ChangeRow> history)
    {
        var firsts = history.DistinctBy(change => (change.ArticleId, change.Version)).ToLookup(change => change.ArticleId, change => change.Version);
        Assert.Equal(Writers * ArticlesPerWriter, firsts.Count);
        Assert.All(firsts, versions => Assert.Equal(Enumerable.Range(1, Versions), versions));
    }

    /// <summary>A process appends what is owed, and when it dies, the next one does: it knows neither the end of the log nor whether its change got there.</summary>
    private async Task WriteAsync(PipelineHarness pipeline, int number, Random random, CancellationToken cancellationToken)
    {
        var log = new ChangeLog(pipeline.Storage, pipeline.Time);
        foreach (var version in Enumerable.Range(1, Versions))
        {
            foreach (var article in Enumerable.Range(0, ArticlesPerWriter))
            {
                var row = Article(number, article, version);
                while (!await TryAppendAsync(log, row, random, cancellationToken))
                {
                    Interlocked.Increment(ref _killed);
                    log.Dispose();
                    log = new ChangeLog(pipeline.Storage, pipeline.Time);
                }

                _appended.TryAdd($"{row.ArticleId} {version}", 0);
            }
        }

        log.Dispose();
    }

    private async Task<bool> TryAppendAsync(ChangeLog log, ArticleRow row, Random random, CancellationToken cancellationToken)
    {
        using var process = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (dies, pause) = (random.Next(4) == 0, random.Next(LongestPause));
        using var trouble = new StorageMoment(null, random.Next(1, RequestsOfAnAppend), () => dies ? process.CancelAsync() : _clock.WaitAsync(pause, cancellationToken));
        try
        {
            await log.AppendAsync(row, ChangeKind.Enriched, process.Token);
            // It may also die after the change got there and before anybody has noted it.
            return random.Next(10) != 0;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>A process follows the feed and saves its cursor now and then; when it dies, the next one goes on from what was saved.</summary>
    private async Task<IReadOnlyList<ChangeRow>> ReadAsync(string connectionString, Random random, bool isTroubled, CancellationToken cancellationToken)
    {
        var history = new List<ChangeRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var saved = ChangeCursor.Start.ToString();
        while (true)
        {
            var cursor = ChangeCursor.Parse(saved);
            var reader = new ArticleReader(Client(connectionString, isTroubled ? random : null));
            try
            {
                await foreach (var change in reader.FollowChangesAsync(cursor, Interval, cancellationToken))
                {
                    Assert.Equal(cursor[change.Shard] + 1, change.Sequence);
                    cursor = cursor.After(change);
                    history.Add(change);
                    if (seen.Add($"{change.ArticleId} {change.Version}") && seen.Count == Writers * ArticlesPerWriter * Versions)
                    {
                        return history;
                    }

                    if (isTroubled && random.Next(40) == 0)
                    {
                        throw new KilledException();
                    }

                    saved = random.Next(5) == 0 ? cursor.ToString() : saved;
                }
            }
            catch (KilledException)
            {
                Interlocked.Increment(ref _killed);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"Missing: {string.Join(", ", _appended.Keys.Except(seen).Order(StringComparer.Ordinal))}. The place: {cursor}.");
            }
        }
    }

    private TableServiceClient Client(string connectionString, Random? trouble)
    {
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(new Trouble(_clock, trouble), HttpPipelinePosition.PerRetry);
        return new TableServiceClient(connectionString, options);
    }

    // Two shards, so that writers get in each other's way.
    private static ArticleRow Article(int writer, int number, int version) => new()
    {
        Key = TableKey.Article($"{(writer % 2 == 0 ? '3' : 'b')}{writer:D15}{number:D16}"),
        Path = "daily/story.txt",
        Source = "daily",
        Version = version,
    };

    /// <summary>A time that passes with the requests of the readers, and slowly by itself.</summary>
    private sealed class RequestClock
    {
        private readonly PriorityQueue<TaskCompletionSource, int> _waiting = new();
        private int _now;

        public void Tick()
        {
            lock (_waiting)
            {
                _now++;
                while (_waiting.TryPeek(out var waiter, out var due) && due <= _now)
                {
                    _waiting.Dequeue();
                    waiter.TrySetResult();
                }
            }
        }

        public Task WaitAsync(int requests, CancellationToken cancellationToken)
        {
            lock (_waiting)
            {
                var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Enqueue(waiter, _now + requests);
                return waiter.Task.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Kills a reader before a request leaves or when its answer has come, or lets it pause.</summary>
    private sealed class Trouble(RequestClock clock, Random? random) : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The reader is asynchronous throughout.");

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            clock.Tick();
            if (Comes(300))
            {
                throw new KilledException();
            }

            if (Comes(100))
            {
                await clock.WaitAsync(LongestPause, message.CancellationToken);
            }

            await ProcessNextAsync(message, pipeline);
            if (Comes(300))
            {
                throw new KilledException();
            }
        }

        /// <summary>Once in so many times. The sixteen shards ask at once.</summary>
        private bool Comes(int times)
        {
            if (random is null)
            {
                return false;
            }

            lock (random)
            {
                return random.Next(times) == 0;
            }
        }
    }

    private sealed class KilledException : Exception;
}
