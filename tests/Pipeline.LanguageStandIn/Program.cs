using System.Globalization;
using Pipeline.LanguageStandIn;

// Azure AI Language on this machine, for trying the settings of section Language: dotnet run --project tests/Pipeline.LanguageStandIn [PORT]
var port = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 0;
var options = new StandInOptions();
await using var service = await LanguageService.StartAsync(options, port);
Console.WriteLine($"Language__Endpoint={service.Address} Language__Key={options.Key}");
await service.WaitAsync(CancellationToken.None);
