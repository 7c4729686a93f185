using System.Text;

namespace Pipeline.Text.Tests.Corpus;

/// <summary>What the cleaner made of one file, beside what it should have made.</summary>
internal sealed record FileScore(CorpusFile File, CleanOutcome Outcome)
{
    private const int LongestLine = 90;
    private const int MostLines = 4;
    private const int OpeningLength = 20;

    private CorpusTruth Truth => File.Truth;

    private CleanArticle? Article => Outcome.Article;

    public bool WantsArticle => Truth.Reject is null;

    public bool VerdictRight => Outcome.Rejection?.Reason == Truth.Reject;

    public Shingles Body { get; } = File.Truth.Reject is null
        ? Shingles.Compare(string.Join('\n', File.Truth.Body.Select(block => block.Text)), Outcome.Article?.Text ?? "")
        : Outcome.Rejection?.Reason == File.Truth.Reject ? new Shingles(1, 1) : default;

    public bool TitleRight => Same(Article?.Title, Truth.Title);

    public bool PublishedRight => Article is not null && Article.Published?.Iso == Truth.Published;

    public bool AuthorsRight => Article is not null && Article.Authors.Select(Normal).ToHashSet(StringComparer.Ordinal).SetEquals(Truth.Authors.Select(Normal));

    public bool LanguageRight => Article is not null && Article.Language == Truth.Language;

    public int HeadingsWanted => WantsArticle ? Truth.Headings.Count() : 0;

    public int HeadingsFound => WantsArticle ? FoundHeadings.Count() : 0;

    public int HeadingsRight => WantsArticle ? FoundHeadings.Select(Normal).Intersect(Truth.Headings.Select(Normal), StringComparer.Ordinal).Count() : 0;

    private IEnumerable<string> FoundHeadings => Article is { } article
        ? article.Sections.Where(section => section.Heading is not null).Select(section => section.Heading!.Value.Of(article.Text).ToString())
        : [];

    public static FileScore Of(CorpusFile file, CancellationToken cancellationToken) =>
        new(file, new ArticleCleaner().Clean(new SourceFile(file.Name, file.Bytes), cancellationToken));

    /// <summary>What differs, in a few lines: <c>-</c> is wanted and missing, <c>+</c> is too much.</summary>
    public string Describe()
    {
        var text = new StringBuilder().Append(Invariant($"{File.Name}: body F1 {Body.F1:0.000}\n"));
        if (!VerdictRight)
        {
            return text.Append(Invariant($"  - {Truth.Reject?.ToString() ?? "an article"}\n  + {Outcome.Rejection?.ToString() ?? "an article: " + Shorten(Article!.Text)}\n")).ToString();
        }

        if (Article is null)
        {
            return text.ToString();
        }

        Fact("title", TitleRight, Truth.Title, Article.Title);
        Fact("published", PublishedRight, Truth.Published, Article.Published?.Iso);
        Fact("authors", AuthorsRight, string.Join("; ", Truth.Authors), string.Join("; ", Article.Authors));
        Fact("language", LanguageRight, Truth.Language, Article.Language);
        var wanted = Truth.Body.Select(block => (block.Type == "heading" ? "# " : "") + block.Text).Select(Normal).ToList();
        var headings = FoundHeadings.ToHashSet(StringComparer.Ordinal);
        var found = Article.Text.Split("\n\n").Select(line => Normal((headings.Contains(line) ? "# " : "") + line)).ToList();
        Lines('-', wanted.Except(found, StringComparer.Ordinal).Select(line => line + RemovedBy(line)));
        Lines('+', found.Except(wanted, StringComparer.Ordinal));
        return text.ToString();

        void Fact(string name, bool right, string? want, string? have) => text.Append(right ? "" : Invariant($"  {name}: - {want ?? "none"} + {have ?? "none"}\n"));

        void Lines(char sign, IEnumerable<string> lines)
        {
            foreach (var line in lines.Take(MostLines))
            {
                text.Append(Invariant($"  {sign} {Shorten(line)}\n"));
            }
        }
    }

    // A removal knows where its text began, not what the cleaner would have made of it: the opening words tell which one took the line.
    private string RemovedBy(string line)
    {
        var opening = line.TrimStart('#', ' ');
        opening = opening[..Math.Min(OpeningLength, opening.Length)];
        return Article!.Removed.FirstOrDefault(removal => Normal(removal.Text).StartsWith(opening, StringComparison.Ordinal)) is { } removal ? Invariant($" (removed by {removal.Rule})") : "";
    }

    private static bool Same(string? a, string? b) => a is not null && b is not null && Normal(a) == Normal(b);

    // White space and the two ways to write an accent make no fact wrong.
    private static string Normal(string text) => string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Shorten(string line) => line.Length <= LongestLine ? line : Invariant($"{line[..(LongestLine / 2)]} … {line[^(LongestLine / 2)..]}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
