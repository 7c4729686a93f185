using System.CommandLine;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;
using Pipeline.Core.Queries;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline analyse</c>: what the offline analyser makes of files, without any storage.</summary>
internal sealed class AnalyseCommand : Command
{
    private readonly Terminal _terminal;
    private readonly OfflineAnalyser _analyser = new();
    private readonly Argument<string[]> _files = StorageOptions.LocalFiles();

    public AnalyseCommand(Terminal terminal)
        : base("analyse", "Find the sentiment and the key phrases of article files, offline. Needs no storage.")
    {
        _terminal = terminal;
        Add(_files);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var paths = ArticleSource.Resolve(arguments.GetValue(_files) ?? [], _terminal);
        var asJson = arguments.GetValue(SharedOptions.Json);
        var text = new AnalysedText(_terminal, showNames: paths.Count > 1);
        var cleaned = new CleanedFiles(_terminal);
        await foreach (var (file, outcome) in cleaned.ReadAsync(paths, cancellationToken))
        {
            if (!outcome.IsArticle)
            {
                if (asJson)
                {
                    _terminal.WriteJson(new RejectedFileJson(file.Name, outcome.Rejection));
                }

                continue;
            }

            var enrichment = await AnalyseAsync(outcome.Article, cancellationToken);
            if (asJson)
            {
                _terminal.WriteJson(AnalysedArticleJson.Of(file.Name, outcome.Article, enrichment, _analyser.Identity));
            }
            else
            {
                text.Write(file.Name, outcome.Article, enrichment);
            }
        }

        return cleaned.ExitCode;
    }

    private async Task<ArticleEnrichment> AnalyseAsync(CleanArticle article, CancellationToken cancellationToken)
    {
        var (enrichment, error) = await ArticleEnricher.EnrichAsync(article, _analyser, cancellationToken);
        return enrichment ?? throw new InvalidOperationException($"The offline analyser failed: {error?.Code}.");
    }
}

/// <summary>An article as <c>analyse --json</c> prints it.</summary>
internal sealed record AnalysedArticleJson(
    string File,
    string? Title,
    string? Language,
    string Analyser,
    SentimentView? Sentiment,
    IReadOnlyList<KeyPhrase> KeyPhrases,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<SectionView> Sections)
{
    public static AnalysedArticleJson Of(string file, CleanArticle article, ArticleEnrichment enrichment, AnalyserIdentity analyser) => new(
        file,
        article.Title,
        article.Language,
        analyser.ToString(),
        SentimentView.Of(enrichment.Sentiment),
        enrichment.KeyPhrases,
        enrichment.Warnings,
        SectionView.Of(article, enrichment));
}
