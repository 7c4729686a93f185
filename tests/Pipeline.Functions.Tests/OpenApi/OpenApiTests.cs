using Microsoft.OpenApi;
using Pipeline.Functions.Http.Contract;
using Pipeline.LocalHost;

namespace Pipeline.Functions.Tests.OpenApi;

public sealed class OpenApiTests
{
    private const string Committed = "src/Pipeline.Functions/Http/openapi.json";

    [Fact]
    public void The_committed_document_is_that_of_the_functions()
    {
        var document = OpenApiGenerator.Generate();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") is not null)
        {
            Repository.Write(Committed, document);
        }

        Assert.True(Repository.Read(Committed) == document, $"{Committed} is not what the functions say. UPDATE_DOCS=1 writes it anew.");
    }

    [Fact]
    public void The_document_is_valid_openapi()
    {
        var read = OpenApiDocument.Parse(OpenApiGenerator.Generate(), OpenApiConstants.Json);

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(ApiOperations.All.Count, read.Document!.Paths.Sum(path => path.Value.Operations!.Count));
    }

    [Fact]
    public void Every_field_of_every_body_is_described()
    {
        var schemas = OpenApiDocument.Parse(OpenApiGenerator.Generate(), OpenApiConstants.Json).Document!.Components!.Schemas!;

        Assert.All(schemas, schema => Assert.False(string.IsNullOrEmpty(schema.Value.Description), schema.Key));
        Assert.Equal([], schemas.SelectMany(schema => schema.Value.Properties!.Where(field => string.IsNullOrEmpty(field.Value.Description)).Select(field => $"{schema.Key}.{field.Key}")));
    }

    [Fact]
    public void Every_http_function_is_an_operation_with_its_route_method_and_role()
    {
        var functions = Functions.All.Where(function => function.Trigger is HttpTriggerAttribute)
            .Select(function => (function.Name, Trigger: (HttpTriggerAttribute)function.Trigger))
            .Select(function => $"{function.Name} {string.Join(',', function.Trigger.Methods)} {function.Trigger.Route} {function.Trigger.AuthLevel}");

        Assert.Equal(
            ApiOperations.All.Select(operation => $"{operation.Function} {operation.Method.ToLowerInvariant()} {operation.Route} {LevelOf(operation.Role)}").Order(StringComparer.Ordinal),
            functions.Order(StringComparer.Ordinal));
    }

    private static AuthorizationLevel LevelOf(ApiRole role) => role switch
    {
        ApiRole.Anyone => AuthorizationLevel.Anonymous,
        ApiRole.Reader => AuthorizationLevel.Function,
        _ => AuthorizationLevel.Admin,
    };
}
