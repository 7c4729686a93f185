using Pipeline.LocalHost;
using Pipeline.LocalHost.Azurite;
using Pipeline.LocalHost.TestHost;

// A process to send signals to. "azurite FOLDER" only runs the emulator; otherwise the arguments are settings of a host.
if (args is ["azurite", var folder])
{
    await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = folder }, []);
    Console.WriteLine($"azurite {azurite.ProcessId}");
    await Console.In.ReadLineAsync();
    return;
}

var builder = LocalFunctionsApplication.CreateBuilder(args, typeof(SlowFunctions).Assembly);
await builder.StartAzuriteIfNeededAsync(new Progress<string>(Console.WriteLine));
await builder.Build().RunAsync();
