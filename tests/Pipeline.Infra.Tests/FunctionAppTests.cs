using System.Text.Json;

namespace Pipeline.Infra.Tests;

public sealed class FunctionAppTests(Deployments deployments)
{
    // What makes the name of a setting the name of a secret.
    private static readonly string[] SecretWords = ["AccountKey", "SharedAccess", "Secret", "Password", "ApiKey"];

    [Fact]
    public void It_runs_on_flex_consumption_as_dotnet_10_isolated()
    {
        var plan = Assert.Single(deployments.Plain.OfType("Microsoft.Web/serverfarms")).GetProperty("sku");
        var runtime = deployments.Plain.PropertiesOf("Microsoft.Web/sites").GetProperty("functionAppConfig").GetProperty("runtime");

        Assert.Equal("FlexConsumption", plan.Text("tier"));
        Assert.Equal("dotnet-isolated", runtime.Text("name"));
        Assert.Equal("10.0", runtime.Text("version"));
    }

    [Fact]
    public void The_package_is_fetched_by_identity()
    {
        var storage = deployments.Plain.PropertiesOf("Microsoft.Web/sites")
            .GetProperty("functionAppConfig").GetProperty("deployment").GetProperty("storage");

        Assert.Equal("UserAssignedIdentity", storage.GetProperty("authentication").Text("type"));
        Assert.Contains("'app-package'", storage.Text("value"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage")]
    [InlineData("Storage")]
    public void A_storage_connection_is_addresses_and_an_identity(string connection)
    {
        var settings = deployments.Plain.AppSettings();

        // A plain setting or `serviceUri` beside these would make the host take the wrong form.
        Assert.Equal(
            ["blobServiceUri", "clientId", "credential", "queueServiceUri", "tableServiceUri"],
            settings.Keys
                .Where(name => name == connection || name.StartsWith($"{connection}__", StringComparison.Ordinal))
                .Select(name => name.Split("__")[^1])
                .Order(StringComparer.Ordinal));
        Assert.Equal("managedidentity", settings[$"{connection}__credential"]);
    }

    [Fact]
    public void Both_storage_connections_are_the_same_account() // The host resolves `Storage` to `AzureWebJobsStorage`.
    {
        var settings = deployments.Plain.AppSettings();

        foreach (var (name, value) in settings.Where(setting => setting.Key.StartsWith("Storage__", StringComparison.Ordinal)))
        {
            Assert.Equal(settings[$"AzureWebJobs{name}"], value);
        }
    }

    [Fact]
    public void No_setting_holds_a_secret() => Assert.All(deployments.Full.AppSettings(), setting =>
    {
        Assert.DoesNotContain("listKeys", setting.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("listAccountSas", setting.Value, StringComparison.OrdinalIgnoreCase);
        Assert.All(SecretWords, word => Assert.DoesNotContain(word, setting.Key + setting.Value, StringComparison.OrdinalIgnoreCase));
    });

    [Fact]
    public void No_resource_of_the_main_deployment_reads_a_key() =>
        Assert.DoesNotContain("listKeys", deployments.Full.Text, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_pages_of_the_app_are_its_own() =>
        Assert.Equal("true", deployments.Plain.AppSettings()["AzureWebJobsDisableHomepage"]);

    [Theory]
    [InlineData("ReconcileSchedule")]
    [InlineData("ReprocessSchedule")]
    [InlineData("VerifySchedule")]
    public void Schedules_have_six_fields(string setting) =>
        Assert.Equal(6, deployments.Plain.AppSettings()[setting].Split(' ').Length);

    [Fact]
    public void The_analyser_is_offline_unless_language_is_asked_for()
    {
        Assert.DoesNotContain("Language__Endpoint", deployments.Plain.AppSettings());
        Assert.Empty(deployments.Plain.OfType("Microsoft.CognitiveServices/accounts"));

        Assert.Contains("Language__Endpoint", deployments.Full.AppSettings());
        var account = deployments.Full.OfType("Microsoft.CognitiveServices/accounts").Single();
        Assert.Equal("TextAnalytics", account.Text("kind"));
        Assert.Equal(account.Text("name"), account.Properties().Text("customSubDomainName"));
    }

    [Fact]
    public void Pages_of_other_origins_are_let_in_by_name_only_and_without_cookies()
    {
        Assert.Empty(Cors(deployments.Plain).Texts("allowedOrigins"));
        Assert.Equal([Deployments.Origin], Cors(deployments.Full).Texts("allowedOrigins"));
        Assert.False(Cors(deployments.Full).GetProperty("supportCredentials").GetBoolean());

        static JsonElement Cors(Deployment deployment) => deployment.PropertiesOf("Microsoft.Web/sites").GetProperty("siteConfig").GetProperty("cors");
    }

    [Fact]
    public void The_local_settings_sample_names_settings_that_a_deployment_has()
    {
        var sample = JsonDocument.Parse(File.ReadAllText(
            Path.Combine(BuildFacts.RepositoryRoot, "src", "Pipeline.Functions", "local.settings.sample.json")));

        // Flex Consumption has the worker's kind in its runtime, and a local connection is one string.
        string[] localOnly = ["FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsStorage", "Storage"];
        var names = sample.RootElement.GetProperty("Values").EnumerateObject().Select(value => value.Name).Except(localOnly, StringComparer.Ordinal);

        Assert.All(names, name => Assert.Contains(name, deployments.Plain.AppSettings()));
    }
}
