using System.Globalization;
using System.Reflection;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Tables;
using Pipeline.Text;

namespace Pipeline.Core.Tests.Documentation;

/// <summary>Keeps the README's tables of reasons and settings equal to the code.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Repository.Read("README.md");

    [Fact]
    public void Every_reason_has_its_row_with_state_cause_and_remedy()
    {
        var rows = MarkdownTable.Below(Readme, "## States and reasons");
        var rejections = Enum.GetNames<RejectionReason>();
        var others = typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(rejections.Concat(others).Order(StringComparer.Ordinal), rows.Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain("", row));
        Assert.All(rows.Where(row => rejections.Contains(row[0].Trim('`'))), row => Assert.Equal("Rejected", row[1]));
    }

    [Fact]
    public void The_command_explains_reasons_in_the_words_of_the_table() => Assert.Equal(
        MarkdownTable.Below(Readme, "## States and reasons").Select(row => (row[0].Trim('`'), new ReasonGuide(row[1], row[2], row[3]))).OrderBy(row => row.Item1, StringComparer.Ordinal),
        ReasonGuide.All.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));

    [Fact]
    public void Every_event_in_every_state_leads_where_the_table_says_or_is_refused()
    {
        var states = Enum.GetValues<ArticleState>().Select(state => (ArticleState?)state).Prepend(null).ToList();
        var rows = MarkdownTable.Below(Readme, "### How an article moves");

        var documented = rows.SelectMany(row => Moves(row[0].Trim('`'), row[1]));
        var actual =
            from why in Enum.GetValues<ArticleEvent>()
            from state in states
            where ArticleLifecycle.Next(state, why) is not null
            select $"{state?.ToString() ?? "none"} {why} {ArticleLifecycle.Next(state, why)}";

        Assert.Equal(documented.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.NotEmpty(row[2]));
    }

    private static IEnumerable<string> Moves(string why, string move)
    {
        var (from, to) = move.Split(" → ") is [var left, var right] ? (left.Split(", "), right) : throw new FormatException(move);
        return from
            .SelectMany(name => name == "any" ? Enum.GetNames<ArticleState>().Where(state => state != nameof(ArticleState.Deleted)) : [name])
            .Select(name => $"{name} {why} {(to == "same" ? name : to)}");
    }

    [Fact]
    public void Every_setting_has_its_row_with_its_true_default()
    {
        var documented = MarkdownTable.Below(Readme, "## Settings")
            .SelectMany(row => row[0].Split(", ").Zip(row[1].Split(", ")))
            .Where(setting => setting.First.StartsWith($"`{PipelineOptions.Section}:", StringComparison.Ordinal) || setting.First.StartsWith($"`{LanguageOptions.Section}:", StringComparison.Ordinal))
            .Select(setting => $"{setting.First.Trim('`')} = {setting.Second}");

        var actual = Defaults(PipelineOptions.Section, new PipelineOptions()).Concat(Defaults(LanguageOptions.Section, new LanguageOptions()));

        Assert.Equal(actual.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Defaults(string section, object options) => options.GetType().GetProperties()
        .Where(property => property.CanWrite || property.GetValue(options) is System.Collections.IDictionary)
        .Select(property => property.GetValue(options) is System.Collections.IDictionary
            ? $"{section}:{property.Name}:{{source}} = –"
            : string.Create(CultureInfo.InvariantCulture, $"{section}:{property.Name} = {property.GetValue(options) ?? "–"}"));
}
