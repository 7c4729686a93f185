using System.CommandLine;
using Pipeline.Cli.Ingest;
using Pipeline.Cli.Input;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline ingest</c>: uploads files to a storage account where a pipeline runs.</summary>
internal sealed class IngestCommand : Command
{
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly Argument<string[]> _paths = StorageOptions.Files();
    private readonly Option<string?> _source = StorageOptions.Source();
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<int> _timeout = StorageOptions.Timeout();
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until the pipeline is through with the files and the articles in them, and print their rows." };

    public IngestCommand(Terminal terminal, TimeProvider time)
        : base("ingest", "Upload article files to a pipeline that is running (pipeline up, or in Azure).")
    {
        (_terminal, _time) = (terminal, time);
        Add(_paths);
        Add(_source);
        Add(_wait);
        Add(_timeout);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var inputs = InputFiles.Collect(arguments.GetRequiredValue(_paths), arguments.GetValue(_source));
        IngestMessages.WriteSkipped(_terminal, inputs);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var files = new IngestedFiles(services, _terminal, _time);
        if (arguments.GetValue(_wait))
        {
            return files.Write(await files.ProcessAsync(inputs.Files, TimeSpan.FromSeconds(arguments.GetValue(_timeout)), cancellationToken), arguments.GetValue(SharedOptions.Json));
        }

        var uploads = await files.UploadAsync(inputs.Files, cancellationToken);
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
