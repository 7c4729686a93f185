using System.Text;
using Azure;
using Pipeline.Tables.Keys;
using Pipeline.Tables.Tests.InMemory;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>An article with its text and segments, all of one version.</summary>
public sealed class ContentTests
{
    private const string Text = "The ferry sailed. 🙂 Nobody minded.";
    private const string Later = "The ferry did not sail.";

    private static readonly string s_id = EnrichedTables.Id(3);
    private static readonly string s_first = new('1', 32);
    private static readonly string s_second = new('2', 32);

    private readonly SortedTables _tables = new();
    private readonly Dictionary<string, string> _blobs = new(StringComparer.Ordinal);
    private readonly List<string> _opened = [];
    private ArticleRow _article = new() { Key = TableKey.Article(s_id) };
    private Action _whenOpened = () => { };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_segment_has_its_text_in_three_requests()
    {
        Publish(s_first, Text, [(0, 17), (18, 17)]);

        var content = await Reader().GetContentAsync(s_id, Token);

        Assert.Equal(["The ferry sailed.", "🙂 Nobody minded."], content!.Segments.Select(content.TextOf));
        Assert.Equal((2, 3), _tables.TakeCosts());
        Assert.Equal([$"{s_id}/clean/{s_first}.json"], _opened);
    }

    [Fact]
    public async Task A_version_that_is_published_meanwhile_is_read_as_a_whole()
    {
        Publish(s_first, Text, [(0, 17), (18, 17)]);
        _whenOpened = () =>
        {
            _blobs.Clear();
            Publish(s_second, Later, [(0, 23)]);
        };

        var content = await Reader().GetContentAsync(s_id, Token);

        Assert.Equal((Later, s_second), (content!.Text, content.Article.EnrichmentHash));
        Assert.Equal([Later], content.Segments.Select(content.TextOf));
    }

    [Fact]
    public async Task An_article_without_text_has_none_and_a_lost_text_does_not_keep_the_reader()
    {
        _tables.Add(TableNames.Articles, TableKey.Article(s_id), () => ArticleRow.Schema.Write(_article));
        Assert.Equal((null, 0), (await Reader().GetContentAsync(s_id, Token)) is { } none ? (none.Text, none.Segments.Count) : ("unknown", -1));

        _article = new ArticleRow { Key = TableKey.Article(s_id), EnrichedFrom = "lost" };
        var lost = await Reader().GetContentAsync(s_id, Token);
        Assert.Null(lost!.Text);
        Assert.Throws<InvalidOperationException>(() => lost.TextOf(new SegmentRow()));
        Assert.Null(await Reader().GetContentAsync(EnrichedTables.Id(4), Token));
    }

    [Fact]
    public async Task A_reader_without_content_says_what_it_lacks()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new ArticleReader(_tables.Service()).GetContentAsync(s_id, Token));
        Assert.Contains("constructor", error.Message, StringComparison.Ordinal);
    }

    private ArticleReader Reader() => new(_tables.Service(), OpenAsync);

    private Task<Stream> OpenAsync(string name, CancellationToken cancellationToken)
    {
        _opened.Add(name);
        _whenOpened();
        _whenOpened = () => { };
        return _blobs.TryGetValue(name, out var json)
            ? Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(json)))
            : throw new RequestFailedException(404, "There is no such blob.");
    }

    private void Publish(string hash, string text, (int Start, int Length)[] segments)
    {
        if (_article.EnrichmentHash is null)
        {
            _tables.Add(TableNames.Articles, TableKey.Article(s_id), () => ArticleRow.Schema.Write(_article));
        }

        _article = new ArticleRow { Key = TableKey.Article(s_id), EnrichedFrom = hash, EnrichmentHash = hash, SegmentCount = segments.Length, Title = hash };
        _blobs[$"{s_id}/clean/{hash}.json"] = $$"""{"format":"text","text":"{{text}}"}""";
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = new SegmentRow { Key = TableKey.Segment(s_id, hash, i), Ordinal = i, Start = segments[i].Start, Length = segments[i].Length };
            _tables.Add(TableNames.Segments, segment.Key, () => SegmentRow.Schema.Write(segment));
        }
    }
}
