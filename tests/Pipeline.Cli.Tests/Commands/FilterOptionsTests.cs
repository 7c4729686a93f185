using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Cli.Commands;
using Pipeline.Tables;

namespace Pipeline.Cli.Tests.Commands;

public sealed class FilterOptionsTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Every_option_becomes_its_part_of_the_query()
    {
        var (query, limit) = Parse(
            "--from 2024-05-01 --to 2024-05-03 --source wire --language en --sentiment Negative --phrase harbour --state Enriched --cluster c-1 --positive 0.5..1 --neutral ..0.2 --negative 0.25.. --collapse --limit 7");

        Assert.Equal(
            new ArticleQuery
            {
                From = new DateOnly(2024, 5, 1),
                To = new DateOnly(2024, 5, 3),
                Source = "wire",
                Language = "en",
                Sentiment = "Negative",
                Phrase = "harbour",
                State = ArticleState.Enriched,
                Cluster = "c-1",
                PositiveScore = new ScoreRange(0.5),
                NeutralScore = new ScoreRange(0, 0.2),
                NegativeScore = new ScoreRange(0.25),
                Collapse = true,
            },
            query);
        Assert.Equal(7, limit);
    }

    [Fact]
    public void Without_options_everything_is_asked_for()
    {
        var (query, limit) = Parse("");

        Assert.Equal(new ArticleQuery { From = new DateOnly(1970, 1, 1), To = new DateOnly(2026, 1, 16) }, query);
        Assert.Equal(50, limit);
    }

    private static (ArticleQuery Query, int Limit) Parse(string arguments)
    {
        var options = new FilterOptions(Time, 50);
        var command = new Command("list");
        options.AddTo(command);
        var result = command.Parse(arguments);
        Assert.Empty(result.Errors);
        return (options.Query(result), options.Limit(result));
    }
}
