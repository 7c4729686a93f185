namespace Pipeline.Cli.Tests.Commands;

public sealed class ListCommandTests
{
    [Theory]
    [InlineData("must be a date like", "--date", "3 May")]
    [InlineData("either --date, or", "--date", "2024-05-03", "--from", "2024-05-01")]
    [InlineData("--from lies after --to", "--from", "2024-05-03", "--to", "2024-05-01")]
    [InlineData("must be 1 or more", "--limit", "0")]
    [InlineData("'Nonsense'", "--state", "Nonsense")]
    public async Task Bad_filters_are_usage_errors(string message, params string[] options)
    {
        var run = await CommandRun.InvokeAsync(["list", .. options]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
