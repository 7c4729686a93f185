using Pipeline.Text;
using Pipeline.Text.Reading;
using Pipeline.Text.Reading.Containers;
using Xunit;

namespace Pipeline.Conformance;

/// <summary>What every <see cref="ArticleContainer"/> promises: its articles pass the suite of the readers, and they are bounded, named and repeatable.</summary>
public abstract class ArticleContainerConformance : ArticleReaderConformance
{
    /// <summary>An expanded file has no clean article that could bear diagnostics; its items have their own.</summary>
    protected override bool HasDiagnostics => false;

    /// <summary>How many articles the file holds.</summary>
    protected abstract int Count { get; }

    private SourceFile Whole => new("a" + Extension, Article("https://courier.example/"));

    /// <inheritdoc/>
    protected override ReadFile Read(SourceFile file, TextLimits limits, CancellationToken cancellationToken)
    {
        if (ArticleContainer.Open(file, limits, cancellationToken) is not { } container)
        {
            return ArticleReaders.Read(file, limits, cancellationToken);
        }

        if (container.Survey(cancellationToken).Rejection is { } rejection)
        {
            return new ReadFile(container.Format, null, null, rejection);
        }

        var item = container.Items(cancellationToken).First(item => item.Rejection is null);
        return ArticleReaders.Read(new SourceFile(item.Name, item.Bytes), limits, cancellationToken) with { Format = container.Format };
    }

    /// <inheritdoc/>
    protected override SourceFile FirstArticle(SourceFile file) => Items(file).Select(item => new SourceFile(item.Name, item.Bytes)).First();

    [Fact]
    public void Every_article_is_an_item_with_a_name_of_its_own_that_stays()
    {
        var items = Items(Whole);
        Assert.Equal(Count, items.Count);
        Assert.All(items, item => Assert.Null(item.Rejection));
        Assert.Equal(Count, items.Select(item => item.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(items, item => Assert.DoesNotContain(item.Name.Split('/'), part => part is "" or "." or ".."));
        Assert.Equal(items.Select(item => item.Name), Items(Whole).Select(item => item.Name));
    }

    [Fact]
    public void More_items_than_the_limit_are_refused() =>
        Assert.Equal(RejectionReason.TooManyEntries, Read(Whole, TextLimits.Default with { MaxEntries = Count - 1 }, TestContext.Current.CancellationToken).Rejection?.Reason);

    private static List<ContainerItem> Items(SourceFile file) =>
        [.. ArticleContainer.Open(file, TextLimits.Default, TestContext.Current.CancellationToken)!.Items(TestContext.Current.CancellationToken)];
}
