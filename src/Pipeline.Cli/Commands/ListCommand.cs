using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline list</c>: the articles of a storage account, newest first.</summary>
internal sealed class ListCommand : Command
{
    private const int DefaultLimit = 50;

    /// <summary>Before the first news site: a default range that leaves nothing out, yet is read in bounded time.</summary>
    private static readonly DateOnly Earliest = new(1970, 1, 1);

    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Option<DateOnly?> _date = DateOption("--date", "Only articles of this day (UTC): published, or received when the date is unknown.");
    private readonly Option<DateOnly?> _from = DateOption("--from", $"First day. Default: {Earliest:yyyy-MM-dd}.");
    private readonly Option<DateOnly?> _to = DateOption("--to", "Last day, inclusive. Default: tomorrow.");
    private readonly Option<string?> _source = new("--source") { Description = "Only articles of this source.", HelpName = "NAME" };
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<ArticleState?> _state = new("--state")
    {
        Description = "Only articles in this state: Enriched, Rejected, Failed or Expanded.",
        HelpName = "STATE",
    };

    private readonly Option<bool> _collapse = new("--collapse") { Description = "Show copies of one text once." };

    private readonly Option<int> _limit = new("--limit")
    {
        Description = $"At most so many. Default: {DefaultLimit}.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => DefaultLimit,
    };

    public ListCommand(Terminal terminal, TimeProvider time)
        : base("list", "List articles, newest first.")
    {
        (_terminal, _time) = (terminal, time);
        foreach (var option in new Option[] { _date, _from, _to, _state, _source, _collapse, _limit, _storage })
        {
            Add(option);
        }

        _limit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit must be 1 or more.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var query = Query(arguments);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var articles = services.GetRequiredService<ArticleQueries>().ListAsync(query, arguments.GetValue(_limit), cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            await foreach (var article in articles)
            {
                _terminal.WriteJson(article);
            }

            return ExitCode.Success;
        }

        var rows = await articles.Select(ArticleTableRow.Of).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            _terminal.WriteError("No articles match.");
            return ExitCode.Success;
        }

        ArticleTable.Write(_terminal, rows);
        return ExitCode.Success;
    }

    private ArticleQuery Query(ParseResult arguments)
    {
        var (day, from, to) = (arguments.GetValue(_date), arguments.GetValue(_from), arguments.GetValue(_to));
        if (day is not null && (from ?? to) is not null)
        {
            throw CommandFailedException.Usage("Give either --date, or --from and --to.");
        }

        if (from > to)
        {
            throw CommandFailedException.Usage("--from lies after --to.");
        }

        var tomorrow = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime).AddDays(1);
        return new ArticleQuery
        {
            From = day ?? from ?? Earliest,
            To = day ?? to ?? tomorrow,
            Source = arguments.GetValue(_source),
            State = arguments.GetValue(_state),
            Collapse = arguments.GetValue(_collapse),
        };
    }

    private static Option<DateOnly?> DateOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            result.AddError($"{name} must be a date like 2024-05-03, not '{result.Tokens[0].Value}'.");
            return null;
        },
    };
}
