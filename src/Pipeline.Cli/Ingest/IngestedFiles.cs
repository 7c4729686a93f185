using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;
using Pipeline.Core.Articles;
using Pipeline.Tables;

namespace Pipeline.Cli.Ingest;

/// <summary>Uploads files and waits for what becomes of them, and of the articles that came in files with several.</summary>
internal sealed class IngestedFiles(IServiceProvider services, Terminal terminal, TimeProvider time)
{
    /// <summary>Uploads the files.</summary>
    public async Task<IReadOnlyList<UploadedFile>> UploadAsync(IReadOnlyList<InputFile> files, CancellationToken cancellationToken)
    {
        var uploader = new Uploader(services.GetRequiredService<ArticleInbox>(), services.GetRequiredService<SourceFiles>());
        return await terminal.WithProgressAsync("Uploading", files.Count, step => uploader.UploadAsync(files, step, cancellationToken));
    }

    /// <summary>Uploads the files and waits. Returns the outcome of each file, each followed by those of the articles in it.</summary>
    /// <param name="files">The files.</param>
    /// <param name="patience">Gives up when no article has finished for so long.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<ArticleOutcome>> ProcessAsync(IReadOnlyList<InputFile> files, TimeSpan patience, CancellationToken cancellationToken)
    {
        var watcher = new ArticleWatcher(services.GetRequiredService<ArticleReader>().GetArticleAsync, time);
        var uploads = await UploadAsync(files, cancellationToken);
        UploadedFile[] expected = [.. uploads.Where(upload => upload.Fault is null)];
        var rows = await terminal.WithProgressAsync("Processing", expected.Length, step => watcher.WaitAsync(expected, patience, step, cancellationToken));
        var items = await new ExpandedFiles(services.GetRequiredService<ContentStore>(), services.GetRequiredService<ArticleReader>()).ItemsAsync(expected, rows, cancellationToken);
        var itemRows = items.Count == 0 ? rows : await terminal.WithProgressAsync("Processing items", items.Count, step => watcher.WaitAsync(items, patience, step, cancellationToken));
        var byParent = items.ToLookup(item => item.Input.File, StringComparer.Ordinal);
        return [.. uploads.SelectMany(upload => byParent[upload.Input.File].Prepend(upload)).Select(file => ArticleOutcome.Of(file, rows.GetValueOrDefault(file.ArticleId) ?? itemRows.GetValueOrDefault(file.ArticleId)))];
    }

    /// <summary>Prints the outcomes; the exit code says whether all succeeded.</summary>
    public int Write(IReadOnlyList<ArticleOutcome> outcomes, bool asJson)
    {
        if (asJson)
        {
            foreach (var outcome in outcomes)
            {
                terminal.WriteJson(outcome);
            }
        }
        else
        {
            ArticleTable.Write(terminal, outcomes.Select(outcome => outcome.ToTableRow()));
        }

        foreach (var outcome in outcomes.Where(outcome => !outcome.Succeeded()))
        {
            terminal.WriteError($"{outcome.File}: {outcome.State}{(outcome.Reason is { } reason ? $", {reason}" : "")}. {outcome.ReasonDetail}".TrimEnd());
        }

        return outcomes.All(outcome => outcome.Succeeded()) ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
    }
}
