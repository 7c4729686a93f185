namespace Pipeline.Functions.Tests;

public sealed class FunctionsMetadataTests : IDisposable
{
    /// <summary>A function of each trigger, in the form in which the worker's SDK writes them.</summary>
    private const string Metadata = """
        [
          {
            "name": "Uploaded", "scriptFile": "App.dll", "entryPoint": "App.Uploads.RunAsync", "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "blob", "direction": "In", "type": "blobTrigger", "path": "articles/{name}", "source": "EventGrid", "connection": "Storage", "properties": { "supportsDeferredBinding": "True" } }
            ]
          },
          {
            "name": "Clean", "scriptFile": "App.dll", "entryPoint": "App.Cleaning.RunAsync", "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "message", "direction": "In", "type": "queueTrigger", "queueName": "clean-requests", "connection": "Storage", "properties": {} }
            ]
          },
          {
            "name": "Sweep", "scriptFile": "App.dll", "entryPoint": "App.Sweeps.RunAsync", "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "timer", "direction": "In", "type": "timerTrigger", "schedule": "%SweepSchedule%", "runOnStartup": false, "properties": {} }
            ]
          },
          {
            "name": "Get", "scriptFile": "App.dll", "entryPoint": "App.Api.GetAsync", "language": "dotnet-isolated", "properties": { "IsCodeless": false },
            "bindings": [
              { "name": "request", "direction": "In", "type": "httpTrigger", "route": "api/articles/{id}", "authLevel": "Function", "methods": [ "get", "head" ], "properties": {} },
              { "name": "$return", "type": "http", "direction": "Out" }
            ]
          }
        ]
        """;

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Each_trigger_is_described_as_the_contract_writes_it()
    {
        File.WriteAllText(_path, Metadata);

        Assert.Equal(
            [
                "Uploaded blob articles/{name} EventGrid Storage",
                "Clean queue clean-requests Storage",
                "Sweep timer %SweepSchedule%",
                "Get http get,head api/articles/{id} Function",
            ],
            FunctionsMetadata.Read(_path));
    }

    [Fact]
    public void A_trigger_that_the_contract_does_not_know_is_an_error()
    {
        File.WriteAllText(_path, """[ { "name": "F", "bindings": [ { "name": "m", "direction": "In", "type": "serviceBusTrigger", "queueName": "q" } ] } ]""");

        Assert.Throws<InvalidOperationException>(() => FunctionsMetadata.Read(_path));
    }

    public void Dispose() => File.Delete(_path);
}
