using Pipeline.Text.Cleaning;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning;

/// <summary>Runs one rule over a few lines. Lines are read as plain text, so "" is a blank line.</summary>
internal static class RuleTest
{
    /// <summary>A paragraph that is prose beyond doubt.</summary>
    public const string Prose = "The harbour was quiet on Monday morning, and the fishermen who had come down to look at the water went home again without a word.";

    /// <summary>Another one.</summary>
    public const string MoreProse = "Nobody could say when the boats would leave, although the wind had dropped and the forecast for the rest of the week was good.";

    public static ArticleDraft Draft(params string[] lines) => Draft(null, lines);

    public static ArticleDraft Draft(DocumentFacts? facts, params string[] lines)
    {
        var source = new DecodedSource(string.Join('\n', lines), "utf-8", ".txt", []);
        var document = new PlainTextReader().Read(source, TextLimits.Default, CancellationToken.None).Document!;
        return new ArticleDraft(source, document with { Facts = facts ?? new DocumentFacts() });
    }

    public static ArticleDraft Apply<TRule>(params string[] lines)
        where TRule : ICleaningRule, new() => Apply<TRule>(Draft(lines));

    public static ArticleDraft Apply<TRule>(ArticleDraft draft)
        where TRule : ICleaningRule, new()
    {
        new TRule().Apply(draft);
        draft.Compact();
        return draft;
    }

    public static IEnumerable<string> Lines(this ArticleDraft draft) => draft.Blocks.Select(block => block.Text);

    /// <summary>Asserts that the rule removes exactly this line from among prose, and says where it stood.</summary>
    public static void Removes<TRule>(string line)
        where TRule : ICleaningRule, new()
    {
        var draft = Apply<TRule>(Prose, "", line, "", MoreProse);
        Assert.Equal([Prose, MoreProse], draft.Lines());
        var removal = Assert.Single(draft.Removed);
        Assert.Equal((new TRule().Name, line), (removal.Rule, removal.Source.Of(draft.Source.Text).ToString()));
        Assert.NotEmpty(removal.Reason);
    }

    /// <summary>Asserts that the rule leaves the line alone.</summary>
    public static void Keeps<TRule>(string line)
        where TRule : ICleaningRule, new()
    {
        var draft = Apply<TRule>(Prose, "", line, "", MoreProse);
        Assert.Equal([Prose, line, MoreProse], draft.Lines());
        Assert.Empty(draft.Removed);
    }
}
