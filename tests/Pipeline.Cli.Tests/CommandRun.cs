using System.Text;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Tests;

/// <summary>One run of the command inside the test, with captured streams.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static Task<CommandRun> InvokeAsync(params string[] args) => InvokeAsync(input: null, args);

    /// <param name="input">What stands on standard input; null when it is a terminal.</param>
    /// <param name="args">The command line.</param>
    public static async Task<CommandRun> InvokeAsync(byte[]? input, string[] args)
    {
        var (terminal, output, error) = Capture(input);
        var exitCode = await CommandLine.InvokeAsync(args, terminal, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }

    public static (Terminal Terminal, StringWriter Output, StringWriter Error) Capture(byte[]? input = null, bool outputIsTerminal = false, bool stylesAllowed = true)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal
        {
            Output = output,
            Error = error,
            Input = new MemoryStream(input ?? []),
            InputIsRedirected = input is not null,
            OutputIsTerminal = outputIsTerminal,
            StylesAllowed = stylesAllowed,
        };
        return (terminal, output, error);
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
