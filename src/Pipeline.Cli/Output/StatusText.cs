using System.Globalization;
using Pipeline.Core.Queries;

namespace Pipeline.Cli.Output;

/// <summary>How all articles stand, for people.</summary>
internal sealed class StatusText(Terminal terminal)
{
    private const int LabelWidth = 28;
    private const int NumberWidth = 12;

    public void Write(StatusReport report)
    {
        WriteLine(report.Source is { } source ? $"Articles of {SafeText.Line(source)}" : "Articles", report.Articles, "");
        foreach (var state in report.States)
        {
            WriteLine("  " + state.State, state.Count, "");
            foreach (var reason in state.Reasons)
            {
                var waits = reason.WaitUntil is { } until ? $"until {Time(until)}" + (reason.LastWaitUntil > until ? $" to {Time(reason.LastWaitUntil.Value)}" : "") + "; " : "";
                WriteLine("    " + SafeText.Line(reason.Reason), reason.Count, waits + reason.Remedy);
            }
        }

        WriteLine("In line", report.InLine, report.Oldest is { } oldest ? $"the oldest since {Time(oldest.Since)}: {oldest.Id}" : "");
        WriteLine("  after a failed attempt", report.Retrying, "");
        WriteLine("  stuck", report.Stuck, report.Stuck > 0 ? "Reprocess asks again as soon as the queues are short" : "");
        terminal.Output.WriteLine(terminal.Bold("Queues"));
        foreach (var (queue, length) in report.Health.Backlog)
        {
            WriteLine("  " + queue, length, "");
        }

        WriteLine("Dead letters", report.DeadLetters.Sum(group => group.Count), report.DeadLetters.Count > 0 ? "once the cause is mended: pipeline replay" : "");
        foreach (var group in report.DeadLetters)
        {
            WriteLine("  " + SafeText.Line(group.Reason), group.Count, $"since {Time(group.Oldest)}{(group.IsUnreadable ? ", of no article: look at the table DeadLetters" : "")}");
        }

        terminal.Output.WriteLine($"{terminal.Bold("Analyser".PadRight(LabelWidth))}  {SafeText.Line(report.Health.Analyser)}");
        if (report.Health.Language is { } language)
        {
            WriteLine("  records bought today", language.RecordsBoughtToday, language.DailyRecordBudget is { } budget ? string.Create(CultureInfo.InvariantCulture, $"of {budget:N0}") : "no limit");
            terminal.Output.WriteLine($"{"  gate".PadRight(LabelWidth)}  {(language.Waiting is { } why ? $"closed: {SafeText.Line(why)}{(language.WaitingUntil is { } until ? $" until {Time(until)}" : "")}" : "open")}");
        }
    }

    private void WriteLine(string label, long count, string remark) =>
        terminal.Output.WriteLine($"{(label.StartsWith(' ') ? label.PadRight(LabelWidth) : terminal.Bold(label.PadRight(LabelWidth)))}{count.ToString("N0", CultureInfo.InvariantCulture),NumberWidth}  {terminal.Dim(SafeText.Line(remark))}".TrimEnd());

    private static string Time(DateTimeOffset moment) => moment.ToString("u", CultureInfo.InvariantCulture);
}
