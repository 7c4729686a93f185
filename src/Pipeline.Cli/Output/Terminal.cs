using System.Text;
using Spectre.Console;

namespace Pipeline.Cli.Output;

/// <summary>The standard streams of one invocation, and what they are connected to.</summary>
internal sealed class Terminal
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required Stream Input { get; init; }

    /// <summary>Whether standard input is a pipe or a file.</summary>
    public bool InputIsRedirected { get; init; }

    /// <summary>Whether a person reads <see cref="Output"/>: then tables and styles, else plain lines.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether a person reads <see cref="Error"/>: then progress bars.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>False when the user has set NO_COLOR (https://no-color.org) or the terminal is "dumb".</summary>
    public bool StylesAllowed { get; init; } = true;

    private bool StylesOutput => OutputIsTerminal && StylesAllowed;

    public static Terminal OfProcess() => new()
    {
        // UTF-8 whatever the locale says: JSON has no other encoding, and article text holds every script.
        Output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = !Console.IsOutputRedirected },
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true },
        Input = Console.OpenStandardInput(),
        InputIsRedirected = Console.IsInputRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        StylesAllowed = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal),
    };

    /// <summary>Writes one message to standard error; control characters in it are escaped.</summary>
    public void WriteError(string message) => Error.WriteLine("pipeline: " + SafeText.Line(message));

    /// <summary>Writes one JSON document and a line break to standard output.</summary>
    public void WriteJson<T>(T value) => Output.WriteLine(JsonText.Of(value));

    /// <summary><paramref name="text"/> in bold where styles are shown. The text must be safe already.</summary>
    public string Bold(string text) => StylesOutput ? $"\e[1m{text}\e[22m" : text;

    /// <summary><paramref name="text"/> dimmed where styles are shown. The text must be safe already.</summary>
    public string Dim(string text) => StylesOutput ? $"\e[2m{text}\e[22m" : text;

    /// <summary><paramref name="text"/> in green where styles are shown, else behind the mark "[+]". The text must be safe already.</summary>
    public string Positive(string text) => StylesOutput ? $"\e[32m{text}\e[39m" : $"[+] {text}";

    /// <summary><paramref name="text"/> in red where styles are shown, else behind the mark "[-]". The text must be safe already.</summary>
    public string Negative(string text) => StylesOutput ? $"\e[31m{text}\e[39m" : $"[-] {text}";

    /// <summary><paramref name="text"/> as it is where styles are shown, else behind the mark "[=]", which also shows where the text before it ends.</summary>
    public string Neutral(string text) => StylesOutput ? text : $"[=] {text}";

    public IAnsiConsole OutputConsole() => ConsoleOn(Output, OutputIsTerminal);

    /// <summary>Runs <paramref name="work"/> under a progress bar on standard error; without one when nobody watches.</summary>
    /// <param name="label">What is being done.</param>
    /// <param name="total">Number of steps.</param>
    /// <param name="work">Gets an action that reports one finished step; any thread may call it.</param>
    public async Task<T> WithProgressAsync<T>(string label, int total, Func<Action, Task<T>> work)
    {
        if (!ErrorIsTerminal)
        {
            return await work(static () => { });
        }

        return await ConsoleOn(Error, ErrorIsTerminal).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(SafeText.Line(label)), maxValue: Math.Max(total, 1));
                return work(() => task.Increment(1));
            });
    }

    private IAnsiConsole ConsoleOn(TextWriter writer, bool isTerminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = isTerminal && StylesAllowed ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
    });
}
