using System.Diagnostics;
using System.Globalization;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;
using Pipeline.Tables;
using Pipeline.TestSupport.Hostile;

namespace Pipeline.Core.Tests.Hostile;

/// <summary>Nothing else runs while heap and connections are watched.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneInTheProcess
{
    public const string Name = "alone in the process";
}

/// <summary>Bad files through the whole pipeline, one after the other: PIPELINE_HOSTILE_FILES=all takes all of them and prints the table.</summary>
[Collection(AloneInTheProcess.Name)]
public sealed class HostileFilesTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Seed = 1024;
    private const int SampleSize = 40;
    private const long Megabyte = 1024 * 1024;
    private const long MostBytes = 200 * Megabyte;

    /// <summary>Of this process, so that a busy machine or a slow emulator fails nothing.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static bool IsLong => Environment.GetEnvironmentVariable("PIPELINE_HOSTILE_FILES") == "all";

    [Fact]
    public async Task Bad_files_end_rejected_or_enriched_in_time_and_memory_without_network_and_leave_nothing_that_runs()
    {
        await using var pipeline = await PipelineHarness.CreateOfflineAsync(azurite);
        await ProcessAsync(pipeline, new HostileFile("none", "daily/warm-up.txt", System.Text.Encoding.UTF8.GetBytes(Samples.Bridge))); // What is loaded once is no file's doing.
        using var witness = new ConnectionWitness();

        var results = new List<Result>();
        foreach (var file in IsLong ? HostileFiles.All(Seed) : HostileFiles.Sample(Seed, SampleSize))
        {
            results.Add(await ProcessAsync(pipeline, file));
        }

        string[] storage = [.. new[] { pipeline.Storage.Articles.Uri, pipeline.Storage.Queue(PipelineStorage.CleanQueue).Uri, pipeline.Get<Azure.Data.Tables.TableServiceClient>().Uri }.Select(address => $"{address.Host}:{address.Port}")];
        var (findings, strings) = await StoredMarkup.FindAsync(pipeline.Get<Azure.Data.Tables.TableServiceClient>(), pipeline.Storage.Content, Cancel);
        Print(results, witness, findings, strings);
        Assert.All(results, result => Assert.True(result.State is ArticleState.Rejected or ArticleState.Enriched, $"{result.File} is {result.State}: {result.Error}"));
        Assert.All(results, result => Assert.True(result.Time < MostTime, $"{result.File} took {result.Time}."));
        Assert.All(results, result => Assert.True(result.Bytes < MostBytes, $"{result.File} took {result.Bytes / Megabyte} MB."));
        Assert.Equal(storage.Order(StringComparer.Ordinal), witness.Seen.Keys.Select(seen => seen.Split(' ')[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("daily/../secret.txt")]
    [InlineData("../content/x.txt")]
    [InlineData("daily/./a.txt")]
    [InlineData("daily//a.txt")]
    [InlineData("..")]
    public async Task A_name_that_leads_elsewhere_is_refused_at_the_door_and_harmless_in_a_message(string path)
    {
        await using var pipeline = await PipelineHarness.CreateOfflineAsync(azurite);

        await Assert.ThrowsAsync<ArgumentException>(() => pipeline.DropAsync(path, Samples.Bridge));
        await pipeline.ReceiveAsync(path);
        await pipeline.WorkOffAsync();

        Assert.Empty(await pipeline.AllFactsAsync());
    }

    private async Task<Result> ProcessAsync(PipelineHarness pipeline, HostileFile file)
    {
        using (var content = new MemoryStream(file.Bytes))
        {
            await pipeline.Get<ArticleInbox>().PutAsync(file.Path, content, Cancel);
        }

        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        using var heap = new HeapPeak();
        string? error = null;
        try
        {
            await pipeline.ReceiveAsync(file.Path);
            await pipeline.WorkOffAsync();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            error = e.ToString(); // The run goes on, so that the table is whole; the state tells.
        }

        heap.Dispose();
        var (time, elapsed) = (Environment.CpuUsage.TotalTime - before, Stopwatch.GetElapsedTime(started));
        var row = await pipeline.Reader.GetArticleAsync(ArticleIds.FromPath(file.Path), Cancel);
        return new Result(file, error is null ? row?.State : null, row?.Reason, error, time, elapsed, heap.Bytes);
    }

    private void Print(IReadOnlyList<Result> results, ConnectionWitness witness, IReadOnlyList<string> findings, int strings)
    {
        output.WriteLine("| kind | files | enriched | rejected | other | worst CPU time, ms | worst elapsed, ms | worst memory, MB |\n|---|---|---|---|---|---|---|---|");
        foreach (var kind in results.GroupBy(result => result.File.Kind, StringComparer.Ordinal).Append(results.GroupBy(_ => "all", StringComparer.Ordinal).Single()))
        {
            var rejected = kind.Where(result => result.State == ArticleState.Rejected).GroupBy(result => result.Reason, StringComparer.Ordinal).Select(reason => $"{reason.Key} {reason.Count()}");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind.Key} | {kind.Count()} | {kind.Count(r => r.State == ArticleState.Enriched)} | {string.Join(", ", rejected)} | {kind.Count(r => r.State is not (ArticleState.Enriched or ArticleState.Rejected))} | {kind.Max(r => r.Time.TotalMilliseconds):F0} | {kind.Max(r => r.Elapsed.TotalMilliseconds):F0} | {kind.Max(r => r.Bytes) / (double)Megabyte:F0} |"));
        }

        output.WriteLine($"{strings} stored strings looked at, {findings.Count} that would run; {string.Join(", ", witness.Seen.Select(seen => $"{seen.Key} × {seen.Value}"))}");
        foreach (var line in findings.Take(50).Concat(results.Where(r => r.Time > MostTime / 2 || r.Bytes > MostBytes / 2 || r.Error is not null).Select(r => $"{r.File} {r.State} {r.Time.TotalMilliseconds:F0} ms of {r.Elapsed.TotalMilliseconds:F0} {r.Bytes / Megabyte} MB {r.Error}")))
        {
            output.WriteLine(line);
        }
    }

    private sealed record Result(HostileFile File, ArticleState? State, string? Reason, string? Error, TimeSpan Time, TimeSpan Elapsed, long Bytes);
}
