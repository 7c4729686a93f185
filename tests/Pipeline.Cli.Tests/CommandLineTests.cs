namespace Pipeline.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task An_unknown_command_is_a_usage_error_that_points_to_help()
    {
        var run = await CommandRun.InvokeAsync("clena");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("'clena'", run.Error, StringComparison.Ordinal);
        Assert.Contains("See pipeline --help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_points_to_the_help_of_its_command()
    {
        var run = await CommandRun.InvokeAsync("eval", "extract", "x", "--nonsense");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("See pipeline eval extract --help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_command_at_all_shows_the_help()
    {
        var run = await CommandRun.InvokeAsync();

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("clean", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_printed()
    {
        var run = await CommandRun.InvokeAsync("--version");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }
}
