[assembly: AssemblyFixture(typeof(Pipeline.Infra.Tests.Deployments))]

namespace Pipeline.Infra.Tests;

/// <summary>The deployments that the tests look at, each evaluated once.</summary>
public sealed class Deployments : IAsyncLifetime
{
    public const string Consumer = "11111111-1111-1111-1111-111111111111";
    public const string Uploader = "22222222-2222-2222-2222-222222222222";

    public const string Origin = "https://desk.example.org";

    /// <summary>Nothing chosen but the name and the region.</summary>
    public Deployment Plain { get; private set; } = null!;

    /// <summary>Azure AI Language, a consumer, an uploader, an origin and somebody to alert.</summary>
    public Deployment Full { get; private set; } = null!;

    /// <summary>The event subscriptions.</summary>
    public Deployment Eventing { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Plain = await Bicep.PredictAsync(
            Bicep.Subscription,
            """
            using 'main.bicep'
            param environmentName = 'test'
            param location = 'westeurope'
            """,
            cancellationToken);
        Full = await Bicep.PredictAsync(
            Bicep.Subscription,
            $$"""
            using 'main.bicep'
            param environmentName = 'test'
            param location = 'westeurope'
            param languageSku = 'S'
            param alertEmail = 'operator@example.org'
            param consumers = [{ id: '{{Consumer}}', type: 'ServicePrincipal' }]
            param uploaders = [{ id: '{{Uploader}}', type: 'Group' }]
            param allowedOrigins = ['{{Origin}}']
            """,
            cancellationToken);
        Eventing = await Bicep.PredictAsync(
            Bicep.ResourceGroup,
            """
            using 'eventing.bicep'
            param functionAppName = 'func-test'
            param eventTopicName = 'evgt-test'
            param storageAccountName = 'sttest'
            """,
            cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
