using System.Net;
using System.Net.Sockets;
using Pipeline.Text;
using Pipeline.Text.Reading;
using Xunit;

namespace Pipeline.Conformance;

/// <summary>What every <see cref="IArticleReader"/> promises, and every container's items. Derive, and return a file of the format.</summary>
public abstract class ArticleReaderConformance
{
    private const long MostAllocated = 200 * 1024 * 1024;

    /// <summary>Name of the format.</summary>
    protected abstract string Format { get; }

    /// <summary>The extension of the format, with its dot.</summary>
    protected abstract string Extension { get; }

    /// <summary>A whole article of the format that refers to <paramref name="address"/> wherever the format can refer to something.</summary>
    protected abstract byte[] Article(string address);

    /// <summary>The title of that article.</summary>
    protected abstract string Title { get; }

    /// <summary>A file nested deeper than the limit; null where the format cannot nest.</summary>
    protected virtual byte[]? Nested(int depth) => null;

    /// <summary>The refusal of <see cref="Nested"/>.</summary>
    protected virtual RejectionReason NestedReason => RejectionReason.TooDeep;

    /// <summary>The format of the article in the file.</summary>
    protected virtual string ArticleFormat => Format;

    /// <summary>Whether diagnostics are kept of the file itself.</summary>
    protected virtual bool HasDiagnostics => true;

    /// <summary>Reads the file, or its first article.</summary>
    protected virtual ReadFile Read(SourceFile file, TextLimits limits, CancellationToken cancellationToken) => ArticleReaders.Read(file, limits, cancellationToken);

    /// <summary>The file as an article of its own: the file itself, or its first article.</summary>
    protected virtual SourceFile FirstArticle(SourceFile file) => file;

    private byte[] Whole => Article("https://courier.example/");

    private ReadFile Read(string name, byte[] bytes, TextLimits? limits = null) => Read(new SourceFile(name, bytes), limits ?? TextLimits.Default, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("")]
    [InlineData(".bin")]
    [InlineData(".dat")]
    public void The_format_is_told_by_the_content(string extension) => Assert.Equal(Format, Read("article" + extension, Whole).Format);

    [Fact]
    public void A_wrong_extension_is_noted_and_the_right_one_is_not()
    {
        if (!HasDiagnostics)
        {
            return;
        }

        var wrong = Extension == ".pdf" ? ".docx" : ".pdf";
        Assert.Contains(Read("a" + wrong, Whole).Source!.Notes, note => note.Code == "extension-wrong");
        Assert.DoesNotContain(Read("a" + Extension, Whole).Source!.Notes, note => note.Code == "extension-wrong");
    }

    [Fact]
    public void The_article_comes_out()
    {
        var outcome = new ArticleCleaner().Clean(FirstArticle(new SourceFile("a" + Extension, Whole)), TestContext.Current.CancellationToken);
        Assert.True(outcome.IsArticle, outcome.Rejection?.ToString());
        Assert.Equal((Title, ArticleFormat), (outcome.Article.Title, outcome.Article.Format));
    }

    [Fact]
    public void Offsets_lie_in_the_text_and_blocks_are_not_empty()
    {
        var read = Read("a" + Extension, Whole);
        Assert.NotEmpty(read.Document!.Blocks);
        Assert.All(read.Document.Blocks, block =>
        {
            Assert.NotEmpty(block.Text.Trim());
            Assert.InRange(block.Source.Start, 0, read.Source!.Text.Length);
            Assert.InRange(block.Source.End, block.Source.Start, read.Source.Text.Length);
        });
        Assert.All(read.Document.Removed, removal => Assert.InRange(removal.Source.End, removal.Source.Start, read.Source!.Text.Length));
    }

    [Fact]
    public void The_same_bytes_give_the_same_document()
    {
        var (first, second) = (Read("a" + Extension, Whole), Read("a" + Extension, Whole));
        Assert.Equal(first.Document!.Blocks, second.Document!.Blocks);
        Assert.Equal(first.Source!.Text, second.Source!.Text);
    }

    [Fact]
    public void More_bytes_than_the_limit_are_refused() =>
        Assert.Equal(RejectionReason.TooLarge, Read("a" + Extension, Whole, new TextLimits { MaxBytes = 100 }).Rejection?.Reason);

    [Fact]
    public void Deep_nesting_is_refused()
    {
        if (Nested(5_000) is { } nested)
        {
            Assert.Equal(NestedReason, Read("a" + Extension, nested).Rejection?.Reason);
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_read_or_refused()
    {
        var whole = Whole;
        for (var part = 1; part < 16; part++)
        {
            AssertReadOrRefused(whole[..(whole.Length * part / 16)]);
        }
    }

    [Fact]
    public void Damaged_bytes_are_read_or_refused()
    {
        var random = new Random(11);
        for (var i = 0; i < 20; i++)
        {
            var damaged = Whole;
            for (var hit = 0; hit < 1 + (damaged.Length / 200); hit++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            AssertReadOrRefused(damaged);
        }
    }

    [Fact]
    public void A_cancelled_token_is_obeyed() =>
        Assert.ThrowsAny<OperationCanceledException>(() => Read(new SourceFile("a" + Extension, Whole), TextLimits.Default, new CancellationToken(canceled: true)));

    [Fact]
    public void Nothing_is_fetched()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Read("a" + Extension, Article($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        Assert.False(listener.Pending());
    }

    private void AssertReadOrRefused(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Read("a" + Extension, bytes);
        Assert.True(read.Document is null != (read.Rejection is null));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }
}
