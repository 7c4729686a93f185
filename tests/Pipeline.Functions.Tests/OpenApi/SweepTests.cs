using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Pipeline.Functions.Tests.Http;
using Pipeline.Functions.Tests.OpenApi.Sweep;

namespace Pipeline.Functions.Tests.OpenApi;

/// <summary>The whole app against its own OpenAPI document. <c>PIPELINE_SWEEP_SEED</c> chooses other values.</summary>
public sealed class SweepTests(AzuriteFixture azurite)
{
    private const string ReaderKey = "reader-key";
    private const string MasterKey = "operator-key";
    private const string DocumentPath = "api/openapi.json";

    private const string Feed = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0"><channel><title>Velden Courier</title><link>https://courier.example</link><description>News of Velden</description>
        <item><title>Ferry sails again</title><guid>a1</guid><pubDate>Tue, 17 Aug 2021 09:00:00 GMT</pubDate>
        <description>The night ferry to Port Maren sails again from Monday, the harbour master said, and residents were delighted by the excellent news after a long and bitter winter without any way home.</description></item>
        <item><title>Mill closes for good</title><guid>a2</guid><pubDate>Wed, 18 Aug 2021 09:00:00 GMT</pubDate>
        <description>The paper mill closes for good at the end of the month. Its workers complained about the terrible decision, which they fear will ruin the valley and the three villages that live by it.</description></item>
        </channel></rss>
        """;

    private static readonly (string Path, string State, string Text)[] s_files =
    [
        ("north-post/ferry.txt", "Enriched", "Night ferry to Port Maren is cancelled until spring\n\nPublished at 09:40 am August 18th, 2021\n\nThe night ferry to Port Maren will not sail before spring, the harbour master of Velden said on Wednesday in a letter to residents.\n\nUnion leader Jonas Reedworth condemned the decision and complained bitterly about a company that had made the same promise twice.\n\nThe ferry carried some nine thousand people last winter, and most of them had no other way to come home at night."),
        ("north-post/river.txt", "Enriched", "Flooded library opens its reading room again\n\nPublished at 10:15 am August 20th, 2021\n\nThe library of Tollinge opened its reading room on Friday, a year after the river had risen to the third shelf of the history section.\n\nHeadteacher Edith Marlowe praised the volunteers who had dried four thousand books by hand and celebrated with them until late."),
        ("bote/brücke & co.txt", "Enriched", "Brücke nach zwei Jahren wieder offen\n\n17. August 2021\n\nDie Hafenbrücke ist am Dienstag nach zwei Jahren Bauzeit wieder geöffnet worden, und die Bürgermeisterin freute sich über den großen Erfolg der Arbeiterinnen und Arbeiter.\n\nHändler am nördlichen Ufer klagten dagegen über hohe Kosten und fürchten einen schlimmen Winter, weil viele Kunden weggeblieben sind."),
        ("courier/feed.xml", "Expanded", Feed),
        ("north-post/empty.txt", "Rejected", "   \n"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("PIPELINE_SWEEP_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_operation_answers_outside_its_document_whatever_is_sent()
    {
        await using var application = await StartAsync();
        var report = await Sweep.Sweep.RunAsync(application.Client, await application.Client.GetFromJsonAsync<JsonElement>(DocumentPath, Token), Seed, Token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{report.Requests} requests, {report.Findings.Count} findings");
        Assert.True(report.Findings.Count == 0, $"{report.Requests} requests, {report.Findings.Count} findings:\n{string.Join('\n', report.Findings)}");
    }

    [Fact]
    public async Task Each_operation_is_opened_by_the_key_of_its_role_and_by_no_other()
    {
        await using var application = await RunningApplication.StartAsync(azurite, $"--LocalHost:FunctionKeys:reader={ReaderKey}", $"--LocalHost:MasterKey={MasterKey}");
        var document = await application.Client.GetFromJsonAsync<JsonElement>(DocumentPath, Token);
        var operations = SweptOperation.ReadAll(document);

        Assert.NotEmpty(operations);
        foreach (var operation in operations)
        {
            foreach (var (key, opens) in new[]
            {
                (null, operation.IsOpen), ("", operation.IsOpen), ("wrong", operation.IsOpen), (ReaderKey, !operation.Tags.Contains("Operating")), (MasterKey, true),
            })
            {
                foreach (var inQuery in new[] { false, true })
                {
                    var target = operation.Path.Replace("{id}", new string('0', 32), StringComparison.Ordinal) + (inQuery && key is not null ? $"?code={key}" : "");
                    var request = new SweptRequest(operation, target, Expected.Listed, "a key") { Headers = inQuery || key is null ? [] : [("x-functions-key", key)] };
                    var answer = await SweptAnswer.OfAsync(application.Client, request, Token);

                    Assert.True(opens == (answer.Status != (int)HttpStatusCode.Unauthorized), $"{request.Written}: {answer.Written}");
                    Assert.Empty(answer.Faults(request, new SchemaValidator(document)).Select(fault => $"{request.Written}: {fault}"));
                }
            }
        }
    }

    private async Task<RunningApplication> StartAsync()
    {
        var application = await RunningApplication.StartAsync(azurite, "--Api:CallsPerMinute=1000000", "--Pipeline:MaxFileBytes=2000000");
        var dropped = new List<(string Id, string State)>();
        foreach (var (path, state, text) in s_files)
        {
            dropped.Add((await application.DropAsync(path, text), state));
        }

        foreach (var (id, state) in dropped)
        {
            await application.WaitAsync(id, state);
        }

        return application;
    }
}
