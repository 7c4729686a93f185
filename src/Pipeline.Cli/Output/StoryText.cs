using System.Globalization;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Output;

/// <summary>The story of an article, for people.</summary>
internal sealed class StoryText(Terminal terminal)
{
    private const int LabelWidth = 13;
    private const int ExcerptLength = 80;

    public void Write(ArticleStory story)
    {
        WriteFact("File", story.Path);
        WriteFact("Id", story.Id);
        WriteFact("State", story.Reason is null ? story.State.ToString() : $"{story.State}: {story.Reason}");
        WriteFact("Detail", story.ReasonDetail);
        WriteFact("Cause", story.Cause);
        WriteFact("What to do", story.Remedy);
        WriteFact("Waits until", Time(story.WaitUntil));
        WriteFact("In line since", Time(story.InLineSince));
        WriteFact("Attempts", story.Attempts == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{story.Attempts} failed"));
        WriteFact("Last error", story.LastError is null ? null : $"{story.LastError} ({Time(story.LastErrorAt)})");
        WriteFact("Received", Time(story.Received));
        WriteFact("Cleaned", Time(story.CleanedAt));
        WriteFact("Enriched", Time(story.EnrichedAt));
        WriteFact("Next", story.Next);
        WriteVersions(story.Versions);
        WriteFact("Costs", string.Create(
            CultureInfo.InvariantCulture,
            $"{story.Costs.Bought ?? 0} text records bought, {story.Costs.Saved ?? 0} saved by the last enrichment; {story.Costs.KnownBought} and {story.Costs.KnownSaved} since its history begins"));

        WriteHeading("Events", story.Events.Count);
        foreach (var item in story.Events)
        {
            terminal.Output.WriteLine(Line(item));
        }

        WriteHeading("Changes", story.Changes.Count);
        foreach (var change in story.Changes)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Time(change.At)}  {change.Kind}, version {change.Version} (shard {change.Shard:D2}, number {change.Sequence})"));
        }

        WriteHeading("Dead letters", story.DeadLetters.Count);
        foreach (var letter in story.DeadLetters)
        {
            terminal.Output.WriteLine($"{Time(letter.At)}  {SafeText.Line(letter.Queue)}  {SafeText.Line(letter.Reason)}  {SafeText.Line(letter.Cause ?? "")}  {letter.Resolution} {Time(letter.Resolved)}".TrimEnd());
        }

        WriteHeading("Removed", story.Removed.Count);
        foreach (var removal in story.Removed)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{removal.Start}+{removal.Length}  {SafeText.Line(removal.Rule)}  {SafeText.Line(removal.Reason)}"));
            terminal.Output.WriteLine(terminal.Dim("    " + SafeText.Shorten(removal.Text, ExcerptLength)));
        }

        foreach (var note in story.Notes)
        {
            terminal.Output.WriteLine($"Note  {SafeText.Line(note.Code)}  {SafeText.Line(note.Detail)}");
        }
    }

    private void WriteVersions(VersionsView versions)
    {
        WriteFact("Cleaner", Version(versions.Cleaner));
        WriteFact("Segmenter", Version(versions.Segmenter));
        WriteFact("Analyser", versions.Analyser is null || versions.Analyser == versions.CurrentAnalyser ? versions.Analyser : $"{versions.Analyser} (these settings: {versions.CurrentAnalyser})");
        WriteFact("Model", versions.Model);
        WriteFact("Version", string.Create(CultureInfo.InvariantCulture, $"{versions.Outcome}, schema {versions.Schema}"));
    }

    private static string? Version(VersionView version) => version.Used is not { } used
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"version {used}{(used == version.Current ? "" : $" (current: {version.Current})")}");

    private static string Line(EventView item)
    {
        var parts = new List<string?>
        {
            item.After is { } after ? $"+{Duration(after)}" : null,
            $"{item.Event} → {item.State}",
            item.Reason is { } reason ? SafeText.Line(reason) : null,
            item.Cleaner is { } cleaner ? string.Create(CultureInfo.InvariantCulture, $"cleaner {cleaner}, segmenter {item.Segmenter}") : null,
            item.Analyser is { } analyser ? SafeText.Line(analyser) : null,
            item.Bought is { } bought ? string.Create(CultureInfo.InvariantCulture, $"{bought} records bought, {item.Saved ?? 0} saved") : null,
            item.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $"{item.Times} times, last {Time(item.Last)}") : null,
        };
        return $"{Time(item.At)}  {string.Join("  ", parts.OfType<string>())}";
    }

    private static string Duration(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
        { TotalDays: < 1 } => span.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture),
        _ => span.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture),
    };

    private void WriteHeading(string name, int count)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(terminal.Bold(string.Create(CultureInfo.InvariantCulture, $"{name}: {count}")));
    }

    private void WriteFact(string label, string? value)
    {
        if (value is not null)
        {
            terminal.Output.WriteLine(terminal.Bold((label + ":").PadRight(LabelWidth)) + SafeText.Line(value));
        }
    }

    private static string? Time(DateTimeOffset? moment) => moment?.ToString("u", CultureInfo.InvariantCulture);
}
