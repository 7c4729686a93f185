namespace Pipeline.Infra.Tests;

public sealed class AccessTests(Deployments deployments)
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string QueueDataMessageSender = "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string TableDataReader = "76199698-9eea-4c19-bc75-cec21354c6b6";
    private const string CognitiveServicesUser = "a97b65f3-24c7-4388-baec-2e87135dc908";
    private const string MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";

    [Fact]
    public void The_app_has_the_roles_it_needs_and_no_other() => Assert.Equal(
        new[]
        {
            BlobDataOwner, QueueDataContributor, TableDataContributor, CognitiveServicesUser, MonitoringMetricsPublisher,
        }.Order(StringComparer.Ordinal),
        RolesOf("Microsoft.ManagedIdentity/userAssignedIdentities"));

    [Fact]
    public void The_event_topic_may_fill_one_queue_and_one_container()
    {
        var assignments = deployments.Full.RoleAssignments()
            .Where(assignment => assignment.Principal.Contains("Microsoft.EventGrid/systemTopics", StringComparison.Ordinal));

        Assert.Collection(
            assignments.OrderBy(assignment => assignment.Role, StringComparer.Ordinal),
            deadLetters =>
            {
                Assert.Equal(BlobDataContributor, deadLetters.Role);
                Assert.EndsWith("/containers/undelivered-events", deadLetters.Scope, StringComparison.Ordinal);
            },
            deletions =>
            {
                Assert.Equal(QueueDataMessageSender, deletions.Role);
                Assert.EndsWith("/queues/deleted-events", deletions.Scope, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void A_consumer_reads_the_six_tables_and_nothing_else()
    {
        var assignments = AssignmentsOf(Deployments.Consumer);

        Assert.All(assignments, assignment => Assert.Equal(TableDataReader, assignment.Role));
        Assert.Equal(
            Tables.TableNames.All.Order(StringComparer.Ordinal),
            assignments.Select(assignment => assignment.Scope.Split("/tables/")[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_uploader_changes_the_articles_container_and_nothing_else()
    {
        var assignment = Assert.Single(AssignmentsOf(Deployments.Uploader));

        Assert.Equal(BlobDataContributor, assignment.Role);
        Assert.EndsWith("/containers/articles", assignment.Scope, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_else_is_given_anything() => Assert.All(
        deployments.Plain.RoleAssignments(),
        assignment => Assert.StartsWith("[reference(", assignment.Principal, StringComparison.Ordinal));

    [Fact]
    public void Keys_are_refused_by_every_service_that_could_take_them()
    {
        Assert.True(deployments.Full.PropertiesOf("Microsoft.CognitiveServices/accounts").GetProperty("disableLocalAuth").GetBoolean());
        Assert.True(deployments.Full.PropertiesOf("Microsoft.Insights/components").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.All(
            deployments.Full.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False(policy.Properties().GetProperty("allow").GetBoolean()));
        Assert.Equal(["ftp", "scm"], deployments.Full.NamesOf("Microsoft.Web/sites/basicPublishingCredentialsPolicies"));
    }

    private IEnumerable<string> RolesOf(string principalType) =>
        deployments.Full.RoleAssignments()
            .Where(assignment => assignment.Principal.Contains(principalType, StringComparison.Ordinal))
            .Select(assignment => assignment.Role)
            .Order(StringComparer.Ordinal);

    private List<RoleAssignment> AssignmentsOf(string principal) =>
        [.. deployments.Full.RoleAssignments().Where(assignment => assignment.Principal == principal)];
}
