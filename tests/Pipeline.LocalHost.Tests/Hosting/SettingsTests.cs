using Microsoft.Extensions.Configuration;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Tests.Hosting;

public sealed class SettingsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-host-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Host_json_is_read_with_its_unknown_sections_ignored()
    {
        var host = Load("""
            { "version": "2.0", "functionTimeout": "00:05:00", "concurrency": { "x": 1 },
              "extensions": { "http": { "routePrefix": "" }, "queues": { "batchSize": 8, "visibilityTimeout": "00:00:30", "messageEncoding": "none" }, "serviceBus": {} },
              "logging": { "logLevel": { "default": "Warning" } } }
            """);

        Assert.Equal(string.Empty, host.RoutePrefix);
        Assert.Equal(TimeSpan.FromMinutes(5), host.FunctionTimeout);
        Assert.Equal(new QueueSettings(8, 4, 5, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30), Base64: false), host.Queues);
        Assert.Equal(5, host.Blobs.PoisonBlobThreshold);
        Assert.Equal("Warning", host.LogLevels["Default"]);
    }

    [Fact]
    public void App_settings_override_host_json()
    {
        var host = Load("""{ "version": "2.0" }""", ("AzureFunctionsJobHost:extensions:queues:batchSize", "3"));

        Assert.Equal(3, host.Queues.BatchSize);
    }

    [Theory]
    [InlineData("""{ }""", "version")]
    [InlineData("""{ "version": "1.0" }""", "version")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "soon" }""", "functionTimeout")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 33 } } }""", "extensions.queues.batchSize")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "batchSize": "many" } } }""", "extensions.queues.batchSize")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "visibilityTimeout": "-00:00:01" } } }""", "extensions.queues.visibilityTimeout")]
    [InlineData("""{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "utf-7" } } }""", "extensions.queues.messageEncoding")]
    [InlineData("""{ "version": "2.0", "extensions": { "blobs": { "maxDegreeOfParallelism": 0 } } }""", "extensions.blobs.maxDegreeOfParallelism")]
    [InlineData("""{ "version": """, "not valid JSON")]
    public void A_wrong_value_in_host_json_is_named(string json, string key)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Load(json));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_host_json_is_said_with_the_setting_of_its_folder()
    {
        var error = Assert.Throws<InvalidOperationException>(() => HostJson.Load(_directory, new ConfigurationBuilder().Build()));

        Assert.Contains("LocalHost:RootDirectory", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("%Queue%", "requests")]
    [InlineData("in/%Queue%/{name}", "in/requests/{name}")]
    [InlineData("%Nested__Queue%", "nested")]
    public void Settings_are_put_into_attribute_strings(string text, string expected) =>
        Assert.Equal(expected, SettingReferences.Resolve(text, Settings(("Queue", "requests"), ("Nested:Queue", "nested")), "function 'F'"));

    [Theory]
    [InlineData("%Missing%", "Setting Missing is missing")]
    [InlineData("50% done", "single %")]
    public void A_reference_that_cannot_be_resolved_is_named(string text, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => SettingReferences.Resolve(text, Settings(), "function 'F'"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("function 'F'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        var options = new LocalHostOptions
        {
            Port = 70000,
            RootDirectory = Path.Combine(_directory, "missing"),
            QueueLockDuration = TimeSpan.FromSeconds(1),
            BlobScanInterval = TimeSpan.Zero,
            DrainTimeout = TimeSpan.FromDays(1),
            RequireKeys = true,
        };

        var failures = string.Join('\n', new LocalHostOptionsValidator().Validate(null, options).Failures!);

        string[] settings = ["Port", "RootDirectory", "QueueLockDuration", "BlobScanInterval", "DrainTimeout", "RequireKeys"];
        Assert.All(settings, setting => Assert.Contains($"Setting LocalHost:{setting} ", failures, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(TwoTriggers), "2 trigger parameters")]
    [InlineData(typeof(NoTrigger), "0 trigger parameters")]
    [InlineData(typeof(SameName), "Two functions are named 'same'")]
    public void A_function_declared_wrongly_is_named(Type functions, string message)
    {
        var error = Assert.Throws<InvalidOperationException>(() => FunctionDiscovery.Find([functions], Settings()));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_local_settings_are_settings_of_the_lowest_precedence()
    {
        File.WriteAllText(Path.Combine(_directory, "local.settings.json"), """{ "IsEncrypted": false, "Values": { "Storage__blobServiceUri": "https://a", "Other": "file" } }""");
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([KeyValuePair.Create("Other", (string?)"environment")]);

        LocalSettings.AddTo(configuration, _directory);

        Assert.Equal("https://a", configuration["Storage:blobServiceUri"]);
        Assert.Equal("environment", configuration["Other"]);
    }

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();

    private HostJson Load(string json, params (string Key, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(_directory, HostJson.FileName), json);
        return HostJson.Load(_directory, Settings(settings));
    }

    public sealed class TwoTriggers
    {
        [Function("two")]
        public void Run([QueueTrigger("a")] string a, [QueueTrigger("b")] string b)
        {
        }
    }

    public sealed class NoTrigger
    {
        [Function("none")]
        public void Run(string a)
        {
        }
    }

    public sealed class SameName
    {
        [Function("same")]
        public void One([QueueTrigger("a")] string a)
        {
        }

        [Function("same")]
        public void Two([QueueTrigger("b")] string b)
        {
        }
    }
}
