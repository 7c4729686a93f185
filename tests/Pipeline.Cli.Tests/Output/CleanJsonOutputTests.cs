using System.Text.Json;
using Pipeline.Cli.Output;
using Pipeline.Text;

namespace Pipeline.Cli.Tests.Output;

public sealed class CleanJsonOutputTests
{
    [Fact]
    public void Has_the_documented_keys()
    {
        var keys = Parse(Articles.Harbour()).EnumerateObject().Select(property => property.Name);

        Assert.Equal(
            [
                "file", "title", "standfirst", "byline", "authors", "published", "updated", "captions", "credits", "language",
                "sections", "paragraphs", "text", "removed", "notes", "format", "charset",
            ],
            keys);
    }

    [Fact]
    public void Sections_hold_their_heading_and_paragraphs()
    {
        var sections = Parse(Articles.Harbour()).GetProperty("sections");

        Assert.Equal(2, sections.GetArrayLength());
        Assert.Equal(JsonValueKind.Null, sections[0].GetProperty("heading").ValueKind);
        Assert.Equal("The harbour opened on Friday.", sections[0].GetProperty("paragraphs")[0].GetString());
        Assert.Equal("What comes next", sections[1].GetProperty("heading").GetString());
        Assert.Equal("Ships may enter again.", sections[1].GetProperty("paragraphs")[0].GetString());
    }

    [Fact]
    public void A_removal_names_rule_reason_span_and_text()
    {
        var removal = Parse(Articles.Harbour()).GetProperty("removed")[0];

        Assert.Equal("byline", removal.GetProperty("rule").GetString());
        Assert.Equal("the author stands in the byline", removal.GetProperty("reason").GetString());
        Assert.Equal("By Ada Lind", Articles.Source.Substring(removal.GetProperty("start").GetInt32(), removal.GetProperty("length").GetInt32()));
        Assert.Equal("By Ada Lind", removal.GetProperty("text").GetString());
        Assert.Equal((3, 1), (removal.GetProperty("line").GetInt32(), removal.GetProperty("column").GetInt32()));
    }

    [Fact]
    public void Letters_of_every_script_stand_as_themselves_and_control_characters_do_not()
    {
        var line = Print(Articles.Harbour(title: "Zürich’s “Гавань” & 港 \e[31m\u009B1m"));

        Assert.Contains("Zürich’s “Гавань” & 港 ", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', line);
        Assert.DoesNotContain('\u009B', line);
        Assert.Equal("Zürich’s “Гавань” & 港 \e[31m\u009B1m", JsonDocument.Parse(line).RootElement.GetProperty("title").GetString());
    }

    [Fact]
    public void One_file_is_one_line()
    {
        var (terminal, output, _) = CommandRun.Capture();
        var json = new CleanJsonOutput(terminal);

        json.Article(Articles.File, Articles.Harbour(lead: "Two\nlines"));
        json.Rejected(new SourceFile("b.bin", default), new Rejection(RejectionReason.Binary, "An image."));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("""{"file":"b.bin","rejected":{"reason":"Binary","detail":"An image."}}""", lines[1]);
    }

    private static JsonElement Parse(CleanArticle article) => JsonDocument.Parse(Print(article)).RootElement;

    private static string Print(CleanArticle article)
    {
        var (terminal, output, _) = CommandRun.Capture();
        new CleanJsonOutput(terminal).Article(Articles.File, article);
        return output.ToString();
    }
}
