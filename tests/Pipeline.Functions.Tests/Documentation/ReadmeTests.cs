using Pipeline.LocalHost;

namespace Pipeline.Functions.Tests.Documentation;

public sealed class ReadmeTests
{
    [Fact]
    public void The_table_of_calls_names_every_http_function_and_nothing_else()
    {
        var routes = Functions.All.Select(function => function.Trigger).OfType<HttpTriggerAttribute>()
            .SelectMany(http => http.Methods.Select(method => $"{method.ToUpperInvariant()} /{http.Route}"));

        var documented = MarkdownTable.Below(Repository.Read("README.md"), "## API").SelectMany(row => row[0].Split(", ")).Select(call => call.Trim('`').Split('?')[0]);

        Assert.Equal(routes.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }
}
