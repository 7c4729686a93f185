using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Tables;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline changes</c>: the change feed from a cursor on.</summary>
internal sealed class ChangesCommand : Command
{
    /// <summary>How often a followed feed is looked at: 16 requests each time.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly Terminal _terminal;
    private readonly Option<bool> _follow = new("--follow") { Description = "Wait for more until Ctrl+C." };
    private readonly Option<ChangeCursor?> _cursor = new("--cursor")
    {
        Description = "Go on behind this place. Default: the beginning.",
        HelpName = "CURSOR",
        CustomParser = result =>
        {
            if (ChangeCursor.TryParse(result.Tokens[0].Value, out var cursor))
            {
                return cursor;
            }

            result.AddError("--cursor must be one that this command printed.");
            return null;
        },
    };

    private readonly Option<string?> _cursorFile = new("--cursor-file") { Description = "Go on behind the place in this file, and save it there after each change that was written.", HelpName = "FILE" };
    private readonly Option<string?> _storage = StorageOptions.Storage();

    public ChangesCommand(Terminal terminal)
        : base("changes", "Print what happened to articles, at least once each, in order per article.")
    {
        _terminal = terminal;
        foreach (var option in new Option[] { _follow, _cursor, _cursorFile, _storage })
        {
            Add(option);
        }

        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var file = arguments.GetValue(_cursorFile);
        if (file is not null && arguments.GetValue(_cursor) is not null)
        {
            throw CommandFailedException.Usage("Give either --cursor or --cursor-file.");
        }

        var cursor = file is null ? arguments.GetValue(_cursor) ?? ChangeCursor.Start : await ReadAsync(file, cancellationToken);
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var reader = services.GetRequiredService<ArticleReader>();
        var changes = arguments.GetValue(_follow) ? reader.FollowChangesAsync(cursor, Interval, cancellationToken) : reader.ReadChangesAsync(cursor, cancellationToken: cancellationToken);
        try
        {
            await foreach (var change in changes)
            {
                cursor = cursor.After(change);
                Write(change, cursor, arguments.GetValue(SharedOptions.Json));

                // What was not written yet must come again: first the line, then the place behind it.
                await _terminal.Output.FlushAsync(CancellationToken.None);
                if (file is not null)
                {
                    await AtomicFile.WriteAsync(file, writer => writer.WriteLineAsync(cursor.ToString()));
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw CommandFailedException.Environment(exception.Message, exception);
        }

        return ExitCode.Success;
    }

    private static async Task<ChangeCursor> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return ChangeCursor.Start;
        }

        return ChangeCursor.TryParse((await File.ReadAllTextAsync(file, cancellationToken)).Trim(), out var cursor)
            ? cursor
            : throw CommandFailedException.Usage($"{file} holds no cursor.");
    }

    private void Write(ChangeRow change, ChangeCursor cursor, bool asJson)
    {
        if (asJson)
        {
            _terminal.WriteJson(new ChangeLine(change.ArticleId, change.Version, change.Kind, change.Path, change.Source, change.At, cursor.ToString()));
            return;
        }

        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{change.At:u}  {change.Kind,-8}  {change.ArticleId}  {change.Version,3}  {SafeText.Line(change.Path)}"));
    }

    /// <summary>A change, and the cursor that goes on behind it.</summary>
    private sealed record ChangeLine(string Id, int Version, ChangeKind Kind, string Path, string Source, DateTimeOffset At, string Cursor);
}
