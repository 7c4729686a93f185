namespace Pipeline.Cli;

/// <summary>What the exit codes of <c>pipeline</c> mean. Documented in the README.</summary>
internal static class ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    public const int Success = 0;

    /// <summary>The command ran, but at least one article did not succeed.</summary>
    public const int ArticleNotSuccessful = 1;

    /// <summary>The command line is wrong, or names a file that does not exist.</summary>
    public const int Usage = 2;

    /// <summary>Something around the command is missing: storage does not answer, a port or a file cannot be opened.</summary>
    public const int Environment = 3;

    /// <summary>Interrupted by Ctrl+C, as shells count it (128 + SIGINT).</summary>
    public const int Interrupted = 130;
}

/// <summary>Ends a command with a message for the user and an exit code. Not a defect: no stack trace is shown.</summary>
internal sealed class CommandFailedException(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    public static CommandFailedException Usage(string message) => new(Cli.ExitCode.Usage, message);

    public static CommandFailedException Environment(string message, Exception? cause = null) => new(Cli.ExitCode.Environment, message, cause);
}
