using Pipeline.Cli;
using Pipeline.Cli.Output;

return await CommandLine.InvokeAsync(args, Terminal.OfProcess(), CancellationToken.None);
