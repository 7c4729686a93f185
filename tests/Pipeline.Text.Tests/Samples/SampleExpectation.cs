using System.Text.Json;

namespace Pipeline.Text.Tests.Samples;

/// <summary>What a sample article must give. Written by hand beside the article, not by the cleaner.</summary>
public sealed record SampleExpectation
{
    public required string Title { get; init; }

    public string? Byline { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Published { get; init; }

    public string? Updated { get; init; }

    public IReadOnlyList<Caption> Captions { get; init; } = [];

    public IReadOnlyList<string> Headings { get; init; } = [];

    public required int Paragraphs { get; init; }

    public required string First { get; init; }

    public required string Last { get; init; }

    /// <summary>Words that must not be left in the text.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    public string Format { get; init; } = "text";

    public string Charset { get; init; } = "utf-8";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the expectation of an article: <c>tests/samples/articles/a/b.txt</c> → <c>Samples/a/b.txt.expected.json</c>.</summary>
    public static SampleExpectation Of(string article) =>
        JsonSerializer.Deserialize<SampleExpectation>(File.ReadAllBytes(Path.Combine(SampleFiles.Expectations, article + ".expected.json")), Options)!;
}
