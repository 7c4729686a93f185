namespace Pipeline.Cli.Tests.Commands;

public sealed class ListCommandTests
{
    [Theory]
    [InlineData("must be a date like", "--date", "3 May")]
    [InlineData("either --date, or", "--date", "2024-05-03", "--from", "2024-05-01")]
    [InlineData("--from lies after --to", "--from", "2024-05-03", "--to", "2024-05-01")]
    [InlineData("must be 1 or more", "--limit", "0")]
    [InlineData("'Nonsense'", "--state", "Nonsense")]
    [InlineData("must be a range within 0..1", "--positive", "0.5")]
    [InlineData("must be a range within 0..1", "--neutral", "0.5..2")]
    [InlineData("must be a range within 0..1", "--negative", "0.9..0.1")]
    public async Task Bad_filters_are_usage_errors(string message, params string[] options)
    {
        var run = await CommandRun.InvokeAsync(["list", .. options]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }
}
