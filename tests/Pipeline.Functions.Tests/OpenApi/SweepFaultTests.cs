using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Pipeline.Functions.Tests.OpenApi;

/// <summary>What the sweep finds in an API that does not keep to its document.</summary>
public sealed class SweepFaultTests
{
    private const int Seed = 1;

    private const string Document = """
        {
          "openapi": "3.1.1",
          "paths": {
            "/things": {
              "get": {
                "operationId": "ListThings",
                "parameters": [
                  { "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 9 } },
                  { "name": "kind", "in": "query", "schema": { "type": "string", "enum": ["large", "small"] } }
                ],
                "responses": {
                  "200": { "content": { "application/json": { "schema": { "type": "object", "properties": { "names": { "type": "array", "items": { "type": "string" } } }, "required": ["names"], "additionalProperties": false } } } },
                  "400": { "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } }
                }
              }
            }
          },
          "components": { "schemas": { "Problem": { "type": "object", "properties": { "title": { "type": "string" } }, "required": ["title", "status", "detail"] } } }
        }
        """;

    [Fact]
    public async Task An_API_that_keeps_to_its_document_has_no_findings()
    {
        var report = await SweepAsync(Fault.None);

        Assert.Empty(report.Findings);
        Assert.InRange(report.Requests, 100, 1000);
    }

    [Theory]
    [InlineData(nameof(Fault.Fails), "answers 500")]
    [InlineData(nameof(Fault.UnlistedStatus), "answers 202, which the document does not list")]
    [InlineData(nameof(Fault.OutsideSchema), "outside its schema: $.names[0] is Number")]
    [InlineData(nameof(Fault.MoreThanListed), "outside its schema: $.more")]
    [InlineData(nameof(Fault.TakesTooMany), "takes what the document forbids: limit")]
    [InlineData(nameof(Fault.TakesTwice), "takes what the document forbids: a parameter twice")]
    [InlineData(nameof(Fault.TakesUnknown), "takes what the document forbids: an unknown parameter")]
    [InlineData(nameof(Fault.OtherMediaType), "as text/plain, which the document does not list")]
    [InlineData(nameof(Fault.NoProblem), "answers 400 without a problem")]
    [InlineData(nameof(Fault.TellsInternals), "tells of its inside")]
    [InlineData(nameof(Fault.RefusesAll), "was never answered with success with an allowed kind")]
    [InlineData(nameof(Fault.AnyMethod), "to a wrong method")]
    public async Task A_fault_is_found(string fault, string finding)
    {
        var report = await SweepAsync(Enum.Parse<Fault>(fault));

        Assert.Contains(report.Findings, found => found.Contains(finding, StringComparison.Ordinal) && found.Contains("/things", StringComparison.Ordinal) != (fault == nameof(Fault.RefusesAll)));
    }

    [Fact]
    public async Task All_findings_are_told_at_once()
    {
        var report = await SweepAsync(Fault.Fails | Fault.OtherMediaType | Fault.TakesUnknown);

        Assert.InRange(report.Findings.Count, 3, 20);
    }

    [Fact]
    public async Task A_keyword_that_the_sweep_does_not_know_is_not_passed_over()
    {
        using var client = new HttpClient(new Things(Fault.None)) { BaseAddress = new Uri("http://things.example") };

        await Assert.ThrowsAsync<NotSupportedException>(() =>
            Sweep.Sweep.RunAsync(client, JsonElement.Parse(Document.Replace("\"minimum\"", "\"multipleOf\"", StringComparison.Ordinal)), Seed, TestContext.Current.CancellationToken));
    }

    private static async Task<Sweep.SweepReport> SweepAsync(Fault fault)
    {
        using var client = new HttpClient(new Things(fault)) { BaseAddress = new Uri("http://things.example") };
        return await Sweep.Sweep.RunAsync(client, JsonElement.Parse(Document), Seed, TestContext.Current.CancellationToken);
    }

    [Flags]
    private enum Fault
    {
        None = 0,
        Fails = 1 << 0,
        UnlistedStatus = 1 << 1,
        OutsideSchema = 1 << 2,
        MoreThanListed = 1 << 3,
        TakesTooMany = 1 << 4,
        TakesTwice = 1 << 5,
        TakesUnknown = 1 << 6,
        OtherMediaType = 1 << 7,
        NoProblem = 1 << 8,
        TellsInternals = 1 << 9,
        RefusesAll = 1 << 10,
        AnyMethod = 1 << 11,
    }

    /// <summary>The API of the document, with faults to choose.</summary>
    private sealed class Things(Fault fault) : HttpMessageHandler
    {
        private const int LongestAddress = 8192;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        private HttpResponseMessage Answer(HttpRequestMessage request)
        {
            if (request.RequestUri!.Query.Length > LongestAddress)
            {
                return new HttpResponseMessage(HttpStatusCode.RequestUriTooLong);
            }

            if (request.Method != HttpMethod.Get && !fault.HasFlag(Fault.AnyMethod))
            {
                var refusal = Problem(HttpStatusCode.MethodNotAllowed);
                refusal.Content = request.Method == HttpMethod.Head ? new ByteArrayContent([]) : refusal.Content;
                refusal.Content.Headers.Allow.Add("GET");
                return refusal;
            }

            var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
            var limit = query.GetValues("limit") ?? ["1"];
            var kind = query.GetValues("kind") ?? ["large"];
            if (fault.HasFlag(Fault.Fails) && kind is ["small"])
            {
                return Problem(HttpStatusCode.InternalServerError);
            }

            var isAllowed = query.AllKeys.All(name => name is "limit" or "kind" || fault.HasFlag(Fault.TakesUnknown))
                && (limit.Length == 1 || fault.HasFlag(Fault.TakesTwice)) && kind.Length == 1
                && (limit[0] is ['1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9'] || (limit[0] == "10" && fault.HasFlag(Fault.TakesTooMany)))
                && kind[0] is "large" or "small";
            if (!isAllowed || fault.HasFlag(Fault.RefusesAll))
            {
                return Problem(HttpStatusCode.BadRequest);
            }

            var names = fault.HasFlag(Fault.OutsideSchema) ? "[1]" : "[\"a\"]";
            return new HttpResponseMessage(fault.HasFlag(Fault.UnlistedStatus) ? HttpStatusCode.Accepted : HttpStatusCode.OK)
            {
                Content = new StringContent(
                    $"{{\"names\":{names}{(fault.HasFlag(Fault.MoreThanListed) ? ",\"more\":1" : "")}}}", Encoding.UTF8, fault.HasFlag(Fault.OtherMediaType) ? "text/plain" : "application/json"),
            };
        }

        private HttpResponseMessage Problem(HttpStatusCode status) => new(status)
        {
            Content = new StringContent(
                $$"""{"title":"No","status":{{(int)status}},"detail":"{{(fault.HasFlag(Fault.TellsInternals) ? "FormatException" : "Ask otherwise.")}}"}""",
                Encoding.UTF8,
                fault.HasFlag(Fault.NoProblem) ? "application/json" : "application/problem+json"),
        };
    }
}
