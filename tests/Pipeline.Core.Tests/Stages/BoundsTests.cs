using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;

namespace Pipeline.Core.Tests.Stages;

/// <summary>Each bound on what is read: a setting, a reason of its own, and a message that names what to do.</summary>
public sealed class BoundsTests(AzuriteFixture azurite)
{
    private const string Sentence = "The ferry of Tallow Sound sailed on Tuesday with all its crates, and the mayor waved from the quay. ";

    private static readonly string Readme = Repository.Read("README.md");

    private static readonly string Story = string.Concat(Enumerable.Repeat(Sentence, 20));

    /// <summary>Setting, a value that is too small for the file, the file, the reason.</summary>
    public static TheoryData<string, string, byte[], string> Bounds => new()
    {
        { nameof(PipelineOptions.MaxFileBytes), "1024", Utf8(Story), nameof(RejectionReason.TooLarge) },
        { nameof(PipelineOptions.MaxTextLength), "10000", Utf8(string.Concat(Enumerable.Repeat(Story + "\n\n", 8))), nameof(RejectionReason.TooLarge) },
        { nameof(PipelineOptions.MaxMarkupElements), "1000", Utf8($"<html><body><p>{Story}</p>{string.Concat(Enumerable.Repeat("<p>x</p>", 1_100))}</body></html>"), nameof(RejectionReason.TooLarge) },
        { nameof(PipelineOptions.MaxMarkupDepth), "16", Utf8($"<html><body>{string.Concat(Enumerable.Repeat("<div>", 40))}<p>{Story}</p></body></html>"), nameof(RejectionReason.TooDeep) },
        { nameof(PipelineOptions.MaxExpansionRatio), "2", Gzip(Utf8(string.Concat(Enumerable.Range(0, 150_000).Select(i => $"{i * 7919L % 1_000_003:D7} ")))), nameof(RejectionReason.ExpandsTooMuch) },
        { nameof(PipelineOptions.MaxExpandedBytes), "1024", Zip(("a.txt", Utf8(Story)), ("b.txt", Utf8(Story))), nameof(RejectionReason.ExpandsTooMuch) },
        { nameof(PipelineOptions.MaxEntries), "1", Zip(("a.txt", Utf8(Story)), ("b.txt", Utf8(Story))), nameof(RejectionReason.TooManyEntries) },
        { nameof(PipelineOptions.MaxNesting), "1", Zip(("a.zip", Zip(("a.txt", Utf8(Story))))), nameof(RejectionReason.NestedTooDeep) },
        { nameof(PipelineOptions.MaxDocumentTime), "00:00:07", Utf8(Story), ReasonCodes.TooSlow },
    };

    [Theory]
    [MemberData(nameof(Bounds), DisableDiscoveryEnumeration = true)]
    public async Task What_goes_beyond_a_bound_is_rejected_with_its_reason_and_what_stays_within_is_not(string setting, string value, byte[] file, string reason)
    {
        var clock = new HurriedClock(TimeSpan.FromSeconds(7));
        await using var tight = await PipelineHarness.CreateAsync(azurite, new() { [$"Pipeline:{setting}"] = value }, clock);
        await using var wide = await PipelineHarness.CreateAsync(azurite, [], clock);

        var (refused, taken) = (await ProcessAsync(tight, file), await ProcessAsync(wide, file));

        Assert.Equal((ArticleState.Rejected, reason), (refused.State, refused.Reason));
        Assert.NotEmpty(refused.ReasonDetail!);
        Assert.NotEqual(reason, taken.Reason);
        Assert.Contains($"`Pipeline:{setting}`", MarkdownTable.Below(Readme, "## States and reasons").Single(row => row[0] == $"`{reason}`")[2], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bounds), DisableDiscoveryEnumeration = true)]
    public void A_bound_of_nothing_is_refused_at_start_by_its_name(string setting, string value, byte[] file, string reason)
    {
        var zero = value.Contains(':', StringComparison.Ordinal) ? "00:00:00" : "0";
        using var services = new ServiceCollection().AddLogging().AddPipeline(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage"] = "UseDevelopmentStorage=true", [$"Pipeline:{setting}"] = zero })
            .Build()).BuildServiceProvider();

        var refusal = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains($"Setting Pipeline:{setting} must be", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(reason + file.Length);
    }

    [Fact]
    public void Every_bound_is_tested() => Assert.Equal(
        typeof(PipelineOptions).GetProperties().Select(property => property.Name).Where(name => name.StartsWith("Max", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        Bounds.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    private static async Task<ArticleRow> ProcessAsync(PipelineHarness pipeline, byte[] file)
    {
        var id = await pipeline.DropAsync("daily/file", file);
        await pipeline.ReceiveAsync("daily/file");
        await pipeline.WorkOffAsync();
        return (await pipeline.Reader.GetArticleAsync(id, TestContext.Current.CancellationToken))!;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    /// <summary>A clock on which whatever waits for one certain span of time has waited for it already.</summary>
    private sealed class HurriedClock(TimeSpan span) : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != span)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            var timer = base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            callback(state);
            return timer;
        }
    }
}
