using System.Globalization;
using Pipeline.Cli.Drift;
using Pipeline.Text.Analysis;

namespace Pipeline.Cli.Output;

/// <summary>A drift report for people.</summary>
internal sealed class DriftText(Terminal terminal)
{
    private const int LabelWidth = 20;
    private const int CellWidth = 12;
    private const int ExcerptLength = 200;

    public void Write(DriftReport report, string a, string b)
    {
        WriteFact("A", Side(a, report.AnalysersA));
        WriteFact("B", Side(b, report.AnalysersB));
        WriteFact("Articles", $"{report.Articles} compared, {report.OnlyA} only in A, {report.OnlyB} only in B, {report.Failed} failed");
        WriteFact("Segments", $"{report.Segments} compared, {report.UnmatchedSegments} without a counterpart");
        WriteFact("Same label", $"{Number(report.SegmentAgreement)} of the segments, {Number(report.ArticleAgreement)} of the articles");
        WriteFact("Score correlation", Number(report.ScoreCorrelation));
        WriteFact("Phrase overlap", Number(report.PhraseOverlap));
        WriteConfusion(report.Confusion);
        WriteWorst(report.Worst);
    }

    private void WriteConfusion(IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        terminal.Output.WriteLine();
        terminal.Output.WriteLine(terminal.Bold("Segments by label (rows: A, columns: B)"));
        terminal.Output.WriteLine(new string(' ', CellWidth) + string.Concat(DriftComparison.Labels.Select(label => Label(label).PadLeft(CellWidth))));
        for (var row = 0; row < confusion.Count; row++)
        {
            terminal.Output.WriteLine(Label(DriftComparison.Labels[row]).PadRight(CellWidth) + string.Concat(confusion[row].Select(count => count.ToString(CultureInfo.InvariantCulture).PadLeft(CellWidth))));
        }
    }

    private void WriteWorst(IReadOnlyList<Disagreement> worst)
    {
        if (worst.Count == 0)
        {
            return;
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine(terminal.Bold("Worst disagreements (article, place, A → B with positive less negative score)"));
        foreach (var item in worst)
        {
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{SafeText.Line(item.Id)}  {item.Start}+{item.Length}  {Label(item.LabelA)} {item.PolarityA:+0.00;-0.00;0.00} → {Label(item.LabelB)} {item.PolarityB:+0.00;-0.00;0.00}"));
            if (item.Text is { } text)
            {
                terminal.Output.WriteLine(terminal.Dim("    " + SafeText.Shorten(text, ExcerptLength)));
            }
        }
    }

    private void WriteFact(string label, string value) => terminal.Output.WriteLine(terminal.Bold((label + ":").PadRight(LabelWidth)) + SafeText.Line(value));

    private static string Side(string name, IReadOnlyList<string> analysers) => analysers.Count == 0 ? name : $"{name} ({string.Join(", ", analysers)})";

    private static string Number(double? value) => value is { } number ? number.ToString("F4", CultureInfo.InvariantCulture) : "unknown";

    private static string Label(SentimentLabel? label) => label?.ToString().ToLowerInvariant() ?? "unsupported";
}
