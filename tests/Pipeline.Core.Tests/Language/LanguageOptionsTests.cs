using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Core.Language;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Tests.Language;

public sealed class LanguageOptionsTests
{
    [Theory]
    [InlineData("Endpoint", "http://westeurope.api.cognitive.microsoft.com")]
    [InlineData("Endpoint", "language")]
    [InlineData("Endpoint", "file:///etc/passwd")]
    [InlineData("RequestsPerMinute", "0")]
    [InlineData("DailyRecordBudget", "-1")]
    [InlineData("ApiVersion", "")]
    [InlineData("ModelVersion", "")]
    [InlineData("WhenUnavailable", "7")]
    [InlineData("RequestTimeout", "00:00:00")]
    [InlineData("ShareWait", "00:01:00")]
    [InlineData("LongestPause", "00:00:00")]
    public void A_wrong_setting_is_named(string setting, string value)
    {
        using var services = Services(new() { [$"Language:{setting}"] = value });

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LanguageOptions>>().Value);

        Assert.Contains($"Language:{setting}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_endpoint_the_offline_analyser_works() => Assert.IsType<OfflineAnalyser>(AnalyserOf([]));

    [Theory]
    [InlineData("https://pipeline.cognitiveservices.azure.com", null)]
    [InlineData("http://127.0.0.1:5000", "key")]
    public void With_an_endpoint_Azure_AI_Language_works(string endpoint, string? key) =>
        Assert.IsType<AzureLanguageAnalyser>(AnalyserOf(new() { ["Language:Endpoint"] = endpoint, ["Language:Key"] = key }));

    [Fact]
    public void An_identity_needs_an_encrypted_address()
    {
        using var services = Services(new() { ["Language:Endpoint"] = "http://127.0.0.1:5000" });

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LanguageOptions>>().Value);

        Assert.Contains("Language:Key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_shapes_the_answer_is_part_of_the_version()
    {
        string[] versions =
        [
            VersionOf([]),
            VersionOf(new() { ["Language:ApiVersion"] = "2025-11-01" }),
            VersionOf(new() { ["Language:ModelVersion"] = "2024-03-01" }),
            VersionOf(new() { ["Language:OpinionMining"] = "true" }),
        ];

        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.Equal(VersionOf([]), VersionOf(new() { ["Language:RequestsPerMinute"] = "7" }));
    }

    private static string VersionOf(Dictionary<string, string?> settings) => AnalyserOf(new(settings) { ["Language:Endpoint"] = "https://pipeline.cognitiveservices.azure.com" }).Identity.Version;

    private static IArticleAnalyser AnalyserOf(Dictionary<string, string?> settings)
    {
        using var services = Services(settings);
        return services.GetRequiredService<IArticleAnalyser>();
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddLogging()
        .AddPipeline(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Storage"] = "UseDevelopmentStorage=true" }).Build())
        .BuildServiceProvider();
}
