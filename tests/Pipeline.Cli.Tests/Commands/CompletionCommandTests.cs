using System.Diagnostics;

namespace Pipeline.Cli.Tests.Commands;

public sealed class CompletionCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static bool HasBash => !OperatingSystem.IsWindows() && File.Exists("/bin/bash");

    public void Dispose() => _folder.Dispose();

    [Fact(Skip = "Needs bash.", SkipUnless = nameof(HasBash))]
    public async Task Bash_completes_commands_options_and_values()
    {
        Assert.Equal(["changes"], await CompleteAsync("pipeline cha"));
        Assert.Equal(["--sentiment"], await CompleteAsync("pipeline list --sent"));
        Assert.Equal(["Negative", "Neutral"], await CompleteAsync("pipeline list --collapse --sentiment Ne"));
        Assert.Equal(["phrases"], await CompleteAsync("pipeline trends ph"));
        Assert.Contains("export", await CompleteAsync("pipeline "));
        Assert.Empty(await CompleteAsync("pipeline list nothing-of-that"));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_shell_has_a_script_that_asks_the_command(string shell)
    {
        var run = await CommandRun.InvokeAsync("completion", shell);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shell_is_a_usage_error() => Assert.Equal(ExitCode.Usage, (await CommandRun.InvokeAsync("completion", "cmd")).ExitCode);

    /// <summary>What a real bash offers at the end of a line.</summary>
    private async Task<string[]> CompleteAsync(string line)
    {
        var command = _folder.Write("pipeline", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "pipeline.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        const string script = """
            source <(pipeline completion bash) || exit 1
            complete -p pipeline >/dev/null || exit 1
            read -ra COMP_WORDS <<<"$COMP_LINE"
            [[ "$COMP_LINE" == *" " ]] && COMP_WORDS+=("")
            COMP_POINT=${#COMP_LINE} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _pipeline
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-c", script]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["COMP_LINE"] = line;
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
