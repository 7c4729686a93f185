using System.Globalization;
using System.Reflection;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
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
        .Where(property => property.CanWrite)
        .Select(property => string.Create(CultureInfo.InvariantCulture, $"{section}:{property.Name} = {property.GetValue(options) ?? "–"}"));
}
