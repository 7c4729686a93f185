using Pipeline.Text.Cleaning;
using Pipeline.Text.Tests.Samples;

namespace Pipeline.Text.Tests.Cleaning;

public sealed class CleaningRulesTests
{
    [Fact]
    public void The_documented_rules_are_those_of_the_code_in_order()
    {
        var documented = File.ReadLines(Path.Combine(SampleFiles.Root, "src", "Pipeline.Text", "README.md"))
            .SkipWhile(line => line != "## Rules").TakeWhile(line => line != "## Limits and rejections")
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        Assert.Equal(CleaningRules.InOrder.Select(rule => rule.Name), documented);
    }

    [Fact]
    public void Every_rule_class_is_in_the_list_once()
    {
        var classes = typeof(ICleaningRule).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(ICleaningRule)));
        Assert.Equal(classes.Select(type => type.Name).Order(StringComparer.Ordinal), CleaningRules.InOrder.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
    }
}
