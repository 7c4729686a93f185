using System.CommandLine;
using System.Diagnostics;
using Pipeline.Cli.Eval;
using Pipeline.Cli.Output;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline eval</c>: predictions for public benchmarks, for an evaluator to score.</summary>
internal sealed class EvalCommand : Command
{
    public EvalCommand(Terminal terminal)
        : base("eval", "Write predictions for a benchmark, to be scored by its evaluator.")
    {
        foreach (var evaluation in Evaluations())
        {
            Add(new EvaluationCommand(evaluation, terminal));
        }
    }

    private static Evaluation[] Evaluations()
    {
        // Loading its model is worth it for the command that uses it only.
        Lazy<IArticleAnalyser> analyser = new(() => new OfflineAnalyser());
        return
        [
            new ExtractEvaluation(new ArticleCleaner()),
            new SentencesEvaluation(),
            new SentimentEvaluation(),
            new KeyPhrasesEvaluation(analyser),
            new LanguageEvaluation(),
        ];
    }
}

/// <summary>One evaluation as a subcommand.</summary>
internal sealed class EvaluationCommand : Command
{
    private readonly Evaluation _evaluation;
    private readonly Terminal _terminal;
    private readonly Argument<string> _path;
    private readonly Option<string?> _out = new("--out")
    {
        Description = "The file to write the predictions to. Default: standard output.",
        HelpName = "FILE",
    };

    public EvaluationCommand(Evaluation evaluation, Terminal terminal)
        : base(evaluation.Name, evaluation.Description)
    {
        _evaluation = evaluation;
        _terminal = terminal;
        _path = new Argument<string>("PATH") { Description = evaluation.Input };
        Add(_path);
        Add(_out);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // Written in one piece at the end: a failed run leaves no half file behind, nor destroys an earlier one.
        using var predictions = new MemoryStream();
        var started = Stopwatch.GetTimestamp();
        var summary = await _evaluation.RunAsync(arguments.GetRequiredValue(_path), predictions, _terminal, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);

        predictions.Position = 0;
        if (arguments.GetValue(_out) is { } path)
        {
            await using var file = CreateFile(path);
            await predictions.CopyToAsync(file, cancellationToken);
        }
        else
        {
            using var reader = new StreamReader(predictions);
            await _terminal.Output.WriteAsync(await reader.ReadToEndAsync(cancellationToken));
        }

        if (arguments.GetValue(SharedOptions.Json) && arguments.GetValue(_out) is not null)
        {
            _terminal.WriteJson(new { _evaluation.Name, summary.Items, summary.Unanswered, Seconds = Math.Round(elapsed.TotalSeconds, 3) });
        }
        else
        {
            _terminal.Error.WriteLine(FormattableString.Invariant(
                $"{_evaluation.Name}: {summary.Items} items in {elapsed.TotalSeconds:F1} s ({summary.Items / elapsed.TotalSeconds:F1} per second), {summary.Unanswered} without an answer."));
        }

        return ExitCode.Success;
    }

    private static FileStream CreateFile(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw CommandFailedException.Environment($"Cannot write {path}: its folder does not exist.", exception);
        }
    }
}
