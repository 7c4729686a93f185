using Pipeline.Text.Segmentation;
using Pipeline.Text.Tests.Analysis;

namespace Pipeline.Text.Tests.Segmentation;

public sealed class SegmenterTests
{
    [Fact]
    public void Each_paragraph_is_a_segment_of_its_section()
    {
        var article = Articles.Of("One.", "Two.", "Three.", "Four.") with { Sections = [new(null, 0, 1), new(new(4, 0), 1, 0), new(null, 1, 3)] };

        var segments = Segmenter.Divide(article);

        Assert.Equal([0, 1, 2, 3], segments.Select(s => s.Ordinal));
        Assert.Equal([0, 2, 2, 2], segments.Select(s => s.SectionIndex));
        Assert.Equal(article.Paragraphs.Select(p => p.Span), segments.Select(s => s.Span));
    }
}
