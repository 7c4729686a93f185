using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests;

/// <summary>What holds for every clean article.</summary>
internal static class ArticleInvariants
{
    /// <summary>What holds for articles as newsrooms write them: a bullet in the middle of a line is not one.</summary>
    public static void Check(CleanArticle article, byte[] source)
    {
        CheckStructure(article, source);
        Assert.DoesNotContain('•', article.Text);
    }

    /// <summary>What holds whatever the source is.</summary>
    public static void CheckStructure(CleanArticle article, byte[] source)
    {
        var text = article.Text;
        Assert.NotEmpty(article.Sections);

        // Headings and paragraphs in order, separated by blank lines, are the whole text.
        var spans = new List<TextSpan>();
        var next = 0;
        foreach (var section in article.Sections)
        {
            Assert.Equal(next, section.FirstParagraph);
            spans.AddRange(section.Heading is { } heading ? [heading] : []);
            spans.AddRange(article.Paragraphs.Skip(next).Take(section.ParagraphCount).Select(paragraph => paragraph.Span));
            next += section.ParagraphCount;
        }

        Assert.Equal(article.Paragraphs.Count, next);
        Assert.Equal(text, string.Join("\n\n", spans.Select(span => span.Of(text).ToString())));

        foreach (var paragraph in article.Paragraphs)
        {
            var end = paragraph.Span.Start;
            foreach (var sentence in paragraph.Sentences)
            {
                Assert.True(sentence.Start >= end && sentence.End <= paragraph.Span.End && sentence.Length > 0, "Sentences lie in order inside their paragraph.");
                end = sentence.End;
            }
        }

        Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u00A0', text);
        Assert.All(spans, span => Assert.Equal(span.Of(text).ToString().Trim(), span.Of(text).ToString()));

        var decoded = ArticleReaders.Read(new SourceFile("x", source), TextLimits.Default, CancellationToken.None).Source!.Text;
        Assert.All(article.Removed, removal => CheckRemoval(removal, decoded));
        Assert.Equal(CleanArticleJson.Serialize(article), CleanArticleJson.Serialize(CleanArticleJson.Deserialize(CleanArticleJson.Serialize(article))));
    }

    // Whoever asks why something is gone is told by which rule, from where, and in words.
    private static void CheckRemoval(Removal removal, string decoded)
    {
        Assert.Matches("^[a-z]+(-[a-z]+)*$", removal.Rule);
        Assert.NotEmpty(removal.Text.Trim());
        Assert.InRange(removal.Source.End, removal.Source.Start + 1, decoded.Length);
        Assert.Matches(@"\p{L}{2,}", removal.Reason);
        Assert.NotEqual(removal.Rule, removal.Reason);
    }
}
