using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Functions.Tests;

/// <summary>Under Core Tools nothing fills in a setting that is missing: the app would not start.</summary>
public sealed partial class SettingsSampleTests
{
    [Fact]
    public void The_sample_names_every_setting_that_triggers_refer_to()
    {
        using var sample = JsonDocument.Parse(Repository.Read("src/Pipeline.Functions/local.settings.sample.json"));
        var given = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var needed = Functions.All.SelectMany(function => function.Trigger.GetType().GetProperties()
                .Where(property => property.PropertyType == typeof(string))
                .Select(property => (property.Name, Value: (string?)property.GetValue(function.Trigger) ?? "")))
            .SelectMany(property => property is { Name: "Connection", Value.Length: > 0 }
                ? [property.Value]
                : SettingReference().Matches(property.Value).Select(match => match.Groups["name"].Value))
            .ToHashSet();

        Assert.Superset(new HashSet<string> { "Storage", "ReconcileSchedule", "ReprocessSchedule" }, needed);
        Assert.Empty(needed.Except(given));
    }

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.NonBacktracking)]
    private static partial Regex SettingReference();
}
