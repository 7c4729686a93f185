using System.Text;
using Pipeline.Core.Articles;
using Pipeline.Core.Storage;
using Pipeline.Tables;

namespace Pipeline.EndToEnd.Tests;

public sealed class BadInputTests(AzuriteFixture azurite)
{
    private const string Good = """
        Ferry to Norrvik returns

        Published at 09:40 am August 17th, 2021

        The night ferry to Norrvik returns on Friday after a pause of three years, the harbour office of Lindholm said on Tuesday afternoon.

        Tickets cost as much as before, and children below the age of twelve travel for nothing until the end of the summer holidays.
        """;

    [Fact]
    public async Task Bad_files_end_rejected_with_their_reasons_and_the_good_one_beside_them_is_enriched()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        using var account = await Account.CreateAsync(azurite, limit.Token);
        (string Path, byte[] Bytes, string? Reason)[] files =
        [
            ("daily/empty.txt", [], "Empty"),
            ("daily/blank.txt", " \r\n\t \n"u8.ToArray(), "Empty"),
            ("daily/picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[500]], "Binary"),
            ("daily/large.txt", LargeFile(), "TooLarge"),
            ("daily/nested.html", Nested(10_000), "TooDeep"),
            ("daily/charset.html", WrongCharset(), "Undecodable"),
            ("daily/menu.html", "<html><body><nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></nav></body></html>"u8.ToArray(), "NoArticle"),
            ("daily/a\uFFFDb.txt", Encoding.UTF8.GetBytes(Good), "InvalidName"),
            ("daily/a+b %20 é/ü?#.txt", Encoding.UTF8.GetBytes(Good), null),
        ];
        var inbox = new ArticleInbox(account.Storage);
        foreach (var (path, bytes, _) in files)
        {
            await inbox.PutAsync(path, new MemoryStream(bytes), limit.Token);
        }

        await using var host = HostProcess.Start(account.ConnectionString);
        await account.WaitForEndAsync(host, files.Length, limit.Token);

        var rows = await account.RowsAsync(limit.Token);
        Assert.Equal(Expected(files), Outcomes(rows.Select(row => (row.Path, row.State, row.Reason))));
        Assert.All(rows, row => Assert.Equal((0, null), (row.Attempts, row.LastError)));
        Assert.All(rows.Where(row => row.State == ArticleState.Rejected), row => Assert.NotEmpty(row.ReasonDetail!));

        var listed = await account.Reader.ListByDateAsync(new DateOnly(2020, 1, 1), new DateOnly(2999, 1, 1), cancellationToken: limit.Token).ToListAsync(limit.Token);
        Assert.Equal(Expected(files), Outcomes(listed.Select(row => (row.Path, row.State, row.Reason))));
        foreach (var queue in new[] { PipelineStorage.CleanQueue, PipelineStorage.EnrichQueue, PipelineStorage.BlobPoisonQueue })
        {
            var poison = queue == PipelineStorage.BlobPoisonQueue ? queue : queue + PipelineStorage.PoisonSuffix;
            Assert.Equal(0, (await account.Storage.Queue(poison).GetPropertiesAsync(limit.Token)).Value.ApproximateMessagesCount);
        }
    }

    private static List<string> Expected((string Path, byte[] Bytes, string? Reason)[] files) =>
        Outcomes(files.Select(file => (file.Path, file.Reason is null ? ArticleState.Enriched : ArticleState.Rejected, file.Reason)));

    private static List<string> Outcomes(IEnumerable<(string Path, ArticleState State, string? Reason)> rows) =>
        [.. rows.Select(row => $"{row.Path}: {row.State} {row.Reason}").Order(StringComparer.Ordinal)];

    private static byte[] LargeFile()
    {
        var bytes = new byte[50 * 1024 * 1024];
        Array.Fill(bytes, (byte)'a');
        return bytes;
    }

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes($"<html><body>{Repeat("<div>", depth)}{Good}{Repeat("</div>", depth)}</body></html>");

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>Declares one character set, and holds bytes that are text in none.</summary>
    private static byte[] WrongCharset()
    {
        byte[] noText = [0x81, 0x20, 0x8D, 0x41, 0x8F, 0x42, 0x90, 0x43, 0x9D, 0x44];
        return [.. "<html><head><meta charset='shift_jis'></head><body><p>"u8, .. Enumerable.Repeat(noText, 40).SelectMany(part => part)];
    }
}
