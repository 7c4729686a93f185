using System.Diagnostics;

namespace Pipeline.TestSupport;

/// <summary>What a finished tool said, standard output apart from standard error.</summary>
public sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Both, one after the other.</summary>
    public string Everything => Output + Errors;
}

/// <summary>Runs a command to its end.</summary>
public static class Tool
{
    // Seconds on an idle machine; other test projects run at the same time.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // The runner's own build must not steer the one that a test starts.
    private static readonly string[] InheritedBuildVariables =
        ["FunctionsHost", "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly"];

    /// <summary>Runs <c>dotnet</c> in the folder that holds Pipeline.sln.</summary>
    public static Task<ToolRun> DotNetAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunAsync("dotnet", arguments, Repository.Root, cancellationToken);

    /// <summary>Runs a command in a folder, with variables beside those of this process.</summary>
    public static async Task<ToolRun> RunAsync(
        string command,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var variable in InheritedBuildVariables)
        {
            start.Environment.Remove(variable);
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        // A build server that outlives the command would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
        process.StandardInput.Close();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limited.Token);
            var errors = process.StandardError.ReadToEndAsync(limited.Token);
            await process.WaitForExitAsync(limited.Token);
            return new ToolRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
