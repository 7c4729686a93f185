using System.Text.Json;

namespace Pipeline.Text.Tests.Corpus;

/// <summary>What a human editor wants of a file of the corpus: either an article, or its rejection. Written by hand, not by the cleaner.</summary>
public sealed record CorpusTruth
{
    public string? Title { get; init; }

    /// <summary>ISO 8601, as exact as the file states it.</summary>
    public string? Published { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Language { get; init; }

    /// <summary>Headings and paragraphs in order.</summary>
    public IReadOnlyList<CorpusBlock> Body { get; init; } = [];

    /// <summary>The reason code when the file holds no article.</summary>
    public RejectionReason? Reject { get; init; }

    public IEnumerable<string> Headings => Body.Where(block => block.Type == "heading").Select(block => block.Text);
}

/// <param name="Type">"p" or "heading".</param>
/// <param name="Text">Its text on one line.</param>
public sealed record CorpusBlock(string Type, string Text);

/// <param name="Name">Path below the corpus, with slashes: <c>de/stadtrat.html</c>. Its folder is the language of the file.</param>
/// <param name="Bytes">The file as it would be dropped.</param>
/// <param name="Truth">What must come out.</param>
public sealed record CorpusFile(string Name, byte[] Bytes, CorpusTruth Truth)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>"html" for pages; "text" for plain text and Markdown.</summary>
    public string Kind => Name.EndsWith(".html", StringComparison.Ordinal) ? "html" : "text";

    public string Folder => Name[..Name.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Reads every file that has a truth file beside it (<c>a.html</c> and <c>a.json</c>); a file without one is an error.</summary>
    public static IReadOnlyList<CorpusFile> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".html" or ".txt" or ".md")
            .Select(path => new CorpusFile(
                Path.GetRelativePath(folder, path).Replace('\\', '/'),
                File.ReadAllBytes(path),
                JsonSerializer.Deserialize<CorpusTruth>(File.ReadAllBytes(Path.ChangeExtension(path, ".json")), Options)!))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];
}
