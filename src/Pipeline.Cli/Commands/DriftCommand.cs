using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Drift;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;
using Pipeline.Tables;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline drift</c>: compares two analysers, or two versions of one, over the stored articles.</summary>
internal sealed class DriftCommand : Command
{
    private const int DefaultPhrases = 10;
    private const int DefaultWorst = 10;
    private const int MostWorst = 1_000;

    private const string Sides = "\"stored\" for what the rows say, the name of an analyser that is run now (\"offline\"), or a file that --save wrote.";

    private readonly Terminal _terminal;
    private readonly Argument<string> _a = new("A") { Description = "One side: " + Sides };
    private readonly Argument<string?> _b = new("B") { Description = "The other side, in the same way. Not with --save.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _save = new("--save") { Description = "Write the results of A to a file, to be compared later, instead of comparing.", HelpName = "FILE" };
    private readonly Option<int?> _limit = Count("--limit", "Compare at most so many articles, in the order of their ids. Default: all.", int.MaxValue);
    private readonly Option<int?> _phrases = Count("--phrases", $"Compare so many of an article's best key phrases. Default: {DefaultPhrases}.", ArticleResult.MostPhrases);
    private readonly Option<int?> _worst = Count("--worst", $"Show so many of the worst disagreements. Default: {DefaultWorst}.", MostWorst);
    private readonly Option<bool> _text = new("--text") { Description = "Show the text of the worst disagreements too." };
    private readonly Option<double?> _failBelow = new("--fail-below") { Description = "Exit with 1 when fewer segments than this share, 0 to 1, have the same label.", HelpName = "SHARE" };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public DriftCommand(Terminal terminal)
        : base("drift", "Compare two analysers, or two versions of one, over the stored articles. Writes nothing to storage.")
    {
        _terminal = terminal;
        Add(_a);
        Add(_b);
        foreach (var option in new Option[] { _save, _limit, _phrases, _worst, _text, _failBelow, _storage })
        {
            Add(option);
        }

        _failBelow.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (null or (>= 0 and <= 1)))
            {
                result.AddError("--fail-below must be a share from 0 to 1.");
            }
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var (a, b, save) = (arguments.GetRequiredValue(_a), arguments.GetValue(_b), arguments.GetValue(_save));
        if (b is null == save is null)
        {
            throw CommandFailedException.Usage("Name two sides to compare, or one side and --save FILE.");
        }

        await using var storage = new LazyStorage(arguments.GetValue(_storage));
        var left = await SideAsync(a, storage, cancellationToken);
        return save is not null
            ? await SaveAsync(left, save, arguments, cancellationToken)
            : await CompareAsync(left, await SideAsync(b!, storage, cancellationToken), storage, arguments, cancellationToken);
    }

    private async Task<int> SaveAsync(IResultSource source, string path, ParseResult arguments, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw CommandFailedException.Environment($"Cannot write {path}: its folder does not exist.");
        }

        var results = source.ReadAsync(cancellationToken).Take(arguments.GetValue(_limit) ?? int.MaxValue);
        var articles = await SavedResults.WriteAsync(path, results, cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(new { File = path, Articles = articles, source.Failed });
        }
        else
        {
            _terminal.Output.WriteLine($"{articles} articles saved to {SafeText.Line(path)}, {source.Failed} failed.");
        }

        return source.Failed == 0 ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
    }

    private async Task<int> CompareAsync(IResultSource a, IResultSource b, LazyStorage storage, ParseResult arguments, CancellationToken cancellationToken)
    {
        var comparison = new DriftComparison(arguments.GetValue(_phrases) ?? DefaultPhrases, arguments.GetValue(_worst) ?? DefaultWorst);
        var limit = arguments.GetValue(_limit) ?? int.MaxValue;
        await foreach (var (left, right) in ResultPairs.JoinAsync(a, b, cancellationToken))
        {
            comparison.Add(left, right);
            if (comparison.Articles == limit)
            {
                break;
            }
        }

        var report = comparison.Report() with { Failed = a.Failed + b.Failed };
        if (arguments.GetValue(_text))
        {
            report = report with { Worst = await WithTextAsync(report.Worst, await storage.OpenAsync(cancellationToken), cancellationToken) };
        }

        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(report);
        }
        else
        {
            new DriftText(_terminal).Write(report, arguments.GetRequiredValue(_a), arguments.GetRequiredValue(_b)!);
        }

        return Judge(report, arguments.GetValue(_failBelow));
    }

    private int Judge(DriftReport report, double? least)
    {
        if (report.SegmentAgreement is null)
        {
            _terminal.WriteError("There is nothing to compare: no segment has a sentiment on both sides.");
            return least is null ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
        }

        if (report.SegmentAgreement < least)
        {
            _terminal.WriteError(FormattableString.Invariant($"The agreement {report.SegmentAgreement} is below {least}."));
            return ExitCode.ArticleNotSuccessful;
        }

        return report.Failed == 0 ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
    }

    private static async Task<IResultSource> SideAsync(string name, LazyStorage storage, CancellationToken cancellationToken)
    {
        if (File.Exists(name))
        {
            return new SavedResults(name);
        }

        var services = await storage.OpenAsync(cancellationToken);
        var articles = new StoredArticles(services.GetRequiredService<ArticleStore>());
        if (name == StoredResults.Name)
        {
            return new StoredResults(articles, services.GetRequiredService<ArticleReader>());
        }

        // The offline analyser needs no settings, so that it is there beside whichever is configured.
        IArticleAnalyser[] analysers = [new OfflineAnalyser(), services.GetRequiredService<IArticleAnalyser>()];
        return Array.Find(analysers, analyser => analyser.Identity.Name == name) is { } found
            ? new AnalysedResults(articles, services.GetRequiredService<ContentStore>(), found)
            : throw CommandFailedException.Usage(
                $"There is no file {name}, and no analyser of that name: there are {string.Join(", ", analysers.Select(analyser => analyser.Identity.Name).Prepend(StoredResults.Name).Distinct(StringComparer.Ordinal))}.");
    }

    private static async Task<IReadOnlyList<Disagreement>> WithTextAsync(IReadOnlyList<Disagreement> worst, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (articles, content) = (services.GetRequiredService<ArticleStore>(), services.GetRequiredService<ContentStore>());
        var result = new List<Disagreement>(worst.Count);
        foreach (var item in worst)
        {
            var row = await articles.GetAsync(item.Id, cancellationToken);
            var article = row?.EnrichedFrom is { } clean ? await content.GetCleanAsync(item.Id, clean, cancellationToken) : null;
            var span = new TextSpan(item.Start, item.Length);
            result.Add(article is not null && span.Start >= 0 && span.Length >= 0 && span.End <= article.Text.Length ? item with { Text = span.Of(article.Text).ToString() } : item);
        }

        return result;
    }

    private static Option<int?> Count(string name, string description, int most)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "COUNT" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int?>() is { } count && (count < 1 || count > most))
            {
                result.AddError(most == int.MaxValue ? $"{name} must be 1 or more." : $"{name} must be from 1 to {most}.");
            }
        });
        return option;
    }
}
