namespace Pipeline.Infra.Tests;

public sealed class AlertTests(Deployments deployments)
{
    private const string LogAlertType = "Microsoft.Insights/scheduledQueryRules";
    private const string MetricAlertType = "Microsoft.Insights/metricAlerts";

    [Theory]
    [InlineData("poison-queue-not-empty", "\"CleanPoisoned\", \"DeletedPoisoned\", \"EnrichPoisoned\", \"ReconcilePoisoned\", \"UploadPoisoned\"")]
    [InlineData("work-stuck", "Cleaned > 0 and Enriched == 0")]
    [InlineData("upkeep-silent", "\"Reconcile\", \"Reprocess\"")]
    [InlineData("functions-failing", "Failures > 20")]
    public void The_logs_are_watched_for(string alert, string part)
    {
        var rule = deployments.Full.OfType(LogAlertType).Single(rule => rule.Text("name").EndsWith(alert, StringComparison.Ordinal));
        var condition = Assert.Single(rule.Properties().GetProperty("criteria").GetProperty("allOf").EnumerateArray());

        Assert.Contains(part, condition.Text("query"), StringComparison.Ordinal);
        Assert.Single(rule.Properties().GetProperty("actions").Texts("actionGroups"));
    }

    [Theory]
    [InlineData("backlog", "QueueMessageCount")]
    [InlineData("events-dead-lettered", "DeadLetteredCount")]
    [InlineData("events-dropped", "DroppedEventCount")]
    public void The_metrics_are_watched_for(string alert, string metric)
    {
        var rule = deployments.Full.OfType(MetricAlertType).Single(rule => rule.Text("name").EndsWith(alert, StringComparison.Ordinal));
        var condition = Assert.Single(rule.Properties().GetProperty("criteria").GetProperty("allOf").EnumerateArray());

        Assert.Equal(metric, condition.Text("metricName"));
        Assert.Single(rule.Properties().GetProperty("actions").EnumerateArray());
    }

    [Fact]
    public void Nobody_is_written_to_unless_an_address_is_given()
    {
        Assert.Empty(deployments.Plain.OfType("Microsoft.Insights/actionGroups"));
        Assert.All(
            deployments.Plain.OfType(LogAlertType),
            rule => Assert.Empty(rule.Properties().GetProperty("actions").Texts("actionGroups")));
    }
}
