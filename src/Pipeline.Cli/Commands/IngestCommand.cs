using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Ingest;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Articles;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline ingest</c>: uploads files to a storage account where a pipeline runs.</summary>
internal sealed class IngestCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _paths = StorageOptions.Files();
    private readonly Option<string?> _source = StorageOptions.Source();
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public IngestCommand(Terminal terminal)
        : base("ingest", "Upload article files to a pipeline that is running (pipeline up, or in Azure).")
    {
        _terminal = terminal;
        Add(_paths);
        Add(_source);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var inputs = InputFiles.Collect(arguments.GetRequiredValue(_paths), arguments.GetValue(_source));
        IngestMessages.WriteSkipped(_terminal, inputs);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var uploader = new Uploader(services.GetRequiredService<ArticleInbox>(), services.GetRequiredService<SourceFiles>());
        var uploads = await _terminal.WithProgressAsync("Uploading", inputs.Files.Count, step => uploader.UploadAsync(inputs.Files, step, cancellationToken));
        foreach (var upload in uploads)
        {
            Write(upload, arguments.GetValue(SharedOptions.Json));
        }

        return uploads.All(upload => upload.Fault is null) ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
    }

    private void Write(UploadedFile upload, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(new { upload.Input.File, Id = upload.ArticleId, Path = upload.Input.BlobPath, Reason = upload.Fault?.Code, ReasonDetail = upload.Fault?.Detail });
        }
        else if (upload.Fault is null)
        {
            _terminal.Output.WriteLine($"{upload.ArticleId}  {SafeText.Line(upload.Input.BlobPath)}");
        }

        if (upload.Fault is { } fault)
        {
            _terminal.WriteError($"{upload.Input.File}: {fault.Code}. {fault.Detail}");
        }
    }
}
