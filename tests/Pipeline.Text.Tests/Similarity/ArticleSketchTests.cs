using Pipeline.Text.Similarity;

namespace Pipeline.Text.Tests.Similarity;

public sealed class ArticleSketchTests
{
    private const string Wolves = "Die Wölfe sind zurück in den Wäldern von Velden. Elf Tiere hat der Förster gezählt, und „keines davon ist krank“, sagte er am Montag. Die Schäfer wollen bis März 40 Hunde kaufen, das Land zahlt die Hälfte.";

    private const string Lighthouse = "灯台守のセルマ・ブラントさんは日曜日の早朝、岩場に乗り上げた釣り人二人を助けた。船には無線がなく、霧の中で沈んだという。二人は病院で手当てを受けている。海上保安庁は冬の釣りに注意を呼びかけた。";

    [Fact]
    public void Case_accents_marks_and_line_breaks_make_no_difference()
    {
        var sketch = Sketch(Wolves)!;

        var other = Sketch(Wolves.ToUpperInvariant().Replace("Ö", "O", StringComparison.Ordinal).Replace('„', '«').Replace('“', '»').Replace(". ", ".\n\n", StringComparison.Ordinal))!;

        Assert.Equal(sketch.Keys, other.Keys);
        Assert.Equal(1, sketch.CompareTo(other).Similarity);
    }

    [Fact]
    public void Scripts_without_spaces_are_compared_by_their_characters()
    {
        var sketch = Sketch(Lighthouse)!;

        var copy = sketch.CompareTo(Sketch(Lighthouse[..^25])!);

        Assert.True(copy.IsNearDuplicate);
        Assert.InRange(copy.Similarity, .9, 1);
    }

    [Fact]
    public void A_text_too_short_to_tell_a_copy_has_no_sketch() =>
        Assert.Null(Sketch("The ferry of Velden does not run today because of the storm, the harbour master said."));

    [Fact]
    public void Bytes_are_read_as_they_were_written()
    {
        var sketch = Sketch(string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"word{i * i} Name{i}")))!;

        var read = ArticleSketch.FromBytes(sketch.ToBytes());

        Assert.Equal(sketch.ToBytes(), read.ToBytes());
        Assert.InRange(sketch.ToBytes().Length, 5_000, 5_124);
        Assert.Equal(1, sketch.CompareTo(read).Similarity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA/w==")]
    [InlineData("AQA=")]
    public void Other_bytes_are_no_sketch(string base64) => Assert.Throws<FormatException>(() => ArticleSketch.FromBytes(Convert.FromBase64String(base64)));

    [Fact]
    public void A_sample_of_a_long_text_tells_how_much_of_it_a_copy_has()
    {
        var words = Enumerable.Range(0, 8000).Select(i => $"w{i * 7919 % 100003}").ToList();

        var half = Sketch(string.Join(' ', words))!.CompareTo(Sketch(string.Join(' ', words.Take(2000).Concat(Enumerable.Range(0, 2000).Select(i => $"v{i}"))))!);

        Assert.InRange(half.Similarity, .44, .56);
    }

    private static ArticleSketch? Sketch(string text)
    {
        var paragraphs = new List<Paragraph>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf("\n\n", start, StringComparison.Ordinal) is var found and >= 0 ? found : text.Length;
            paragraphs.Add(new Paragraph(new TextSpan(start, end - start), []));
            start = end + 2;
        }

        return ArticleSketch.Of(new CleanArticle { Text = text, Sections = [], Paragraphs = paragraphs, Format = "text", Charset = "utf-8" });
    }
}
