using Pipeline.TestSupport;
using Pipeline.Text.Analysis;

namespace Pipeline.Text.Tests.Analysis.Corpus;

/// <summary>A labelled sentence of tests/corpus/sentiment/sentences.tsv.</summary>
internal sealed record LabelledSentence(string Language, SentimentLabel Label, string Topic, string Text);

/// <summary>A labelled document of tests/corpus/sentiment/documents.</summary>
/// <param name="Name">Name of its file, without extension.</param>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Label">Label that a careful reader gives the whole.</param>
/// <param name="Title">Headline.</param>
/// <param name="Phrases">What such a reader would file it under.</param>
/// <param name="Text">Paragraphs, separated by blank lines.</param>
internal sealed record LabelledDocument(string Name, string Language, SentimentLabel Label, string Title, IReadOnlyList<string> Phrases, string Text);

/// <summary>Reads the corpus of labelled news, all of it written for this repository.</summary>
internal static class SentimentCorpus
{
    public const string Folder = "tests/corpus/sentiment";

    public static IReadOnlyList<LabelledSentence> Sentences { get; } =
    [
        .. Repository.Read($"{Folder}/sentences.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t'))
            .Select(fields => new LabelledSentence(fields[0], Enum.Parse<SentimentLabel>(fields[1], ignoreCase: true), fields[2], fields[3])),
    ];

    public static IReadOnlyList<LabelledDocument> Documents { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, Folder, "documents"), "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Lines "name: value", a blank line, the text.</summary>
    private static LabelledDocument Read(string path)
    {
        var parts = File.ReadAllText(path).Split("\n\n", 2);
        var head = parts[0].Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new LabelledDocument(
            Path.GetFileNameWithoutExtension(path),
            head["language"],
            Enum.Parse<SentimentLabel>(head["label"], ignoreCase: true),
            head["title"],
            head["phrases"].Split(" | "),
            parts[1].Trim());
    }
}
