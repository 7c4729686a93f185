using Pipeline.Text.Reading;

namespace Pipeline.Text.Cleaning;

/// <summary>
/// The article while rules work on it: the blocks still in the body, the facts found so far, and the diagnostics. Facts that the mark-up states
/// are there from the beginning, and rules leave them alone.
/// </summary>
public sealed class ArticleDraft
{
    // What the lists hold, so that a file with a hundred thousand captions costs no more a caption than one with two.
    private readonly HashSet<string> _knownAuthors = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _knownCredits = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _knownCaptions = new(StringComparer.Ordinal);

    /// <summary>Starts from what a reader found.</summary>
    public ArticleDraft(DecodedSource source, SourceDocument document)
    {
        Source = source;
        ClaimsArticle = document.ClaimsArticle;
        IsWhole = document.IsWhole;
        Blocks = [.. document.Blocks.Where(block => !string.IsNullOrWhiteSpace(block.Text)).Select(block => new DraftBlock(block))];
        var facts = document.Facts;
        (Title, Standfirst, Byline, Published, Updated) = (facts.Title, facts.Standfirst, facts.Byline, facts.Published, facts.Updated);
        (Language, Rubric, CanonicalUrl, SiteName, LeadImageUrl) = (facts.Language, facts.Rubric, facts.CanonicalUrl, facts.SiteName, facts.LeadImageUrl);
        LeadImageCaption = facts.LeadImageCaption;
        Authors.AddRange(facts.Authors);
        _knownAuthors.UnionWith(facts.Authors);
        Removed.Add(document.Removed);
        Notes.AddRange(source.Notes);
        Notes.AddRange(document.Notes);
        foreach (var caption in facts.Captions)
        {
            AddCredit(caption.Credit);
            _knownCaptions.TryAdd(TextKey.Of(caption.Text), Captions.Count);
            Captions.Add(caption);
        }
    }

    /// <summary>The decoded source.</summary>
    public DecodedSource Source { get; }

    /// <summary>Whether the source calls itself an article.</summary>
    public bool ClaimsArticle { get; }

    /// <summary>Whether the file is the article and nothing else.</summary>
    public bool IsWhole { get; }

    /// <summary>The blocks of the body, in order. Those that a rule has removed leave the list when the rule is done.</summary>
    public List<DraftBlock> Blocks { get; private set; }

    /// <summary>The headline.</summary>
    public string? Title { get; set; }

    /// <summary>The standfirst that the mark-up states.</summary>
    public string? Standfirst { get; set; }

    /// <summary>The byline as written, without "By".</summary>
    public string? Byline { get; set; }

    /// <summary>Authors' names.</summary>
    public List<string> Authors { get; } = [];

    /// <summary>Publication date.</summary>
    public ArticleDate? Published { get; set; }

    /// <summary>Date of the last update.</summary>
    public ArticleDate? Updated { get; set; }

    /// <summary>ISO 639-1 code: what the mark-up declares, else what the text looks like; null when unknown.</summary>
    public string? Language { get; set; }

    /// <summary>Desk or rubric.</summary>
    public string? Rubric { get; set; }

    /// <summary>Canonical address.</summary>
    public string? CanonicalUrl { get; }

    /// <summary>Site or publisher.</summary>
    public string? SiteName { get; }

    /// <summary>Lead image.</summary>
    public string? LeadImageUrl { get; }

    /// <summary>The lead image's caption.</summary>
    public Caption? LeadImageCaption { get; }

    /// <summary>Captions with their credits, in order of appearance.</summary>
    public List<Caption> Captions { get; } = [];

    /// <summary>Credits of pictures and agencies, each once.</summary>
    public List<string> Credits { get; } = [];

    /// <summary>Whether the text opened with a dateline.</summary>
    public bool HasDateline { get; set; }

    /// <summary>What left the body.</summary>
    public RemovalList Removed { get; } = [];

    /// <summary>Observations.</summary>
    public List<Note> Notes { get; } = [];

    /// <summary>Takes <paramref name="block"/> out of the body.</summary>
    public void Remove(ICleaningRule rule, DraftBlock block, string reason)
    {
        if (!block.IsRemoved)
        {
            block.IsRemoved = true;
            Record(rule, block.Text, block.Source, reason);
        }
    }

    /// <summary>Takes the part of the block's text up to <paramref name="end"/> out, and the white space behind it.</summary>
    public void RemoveStart(ICleaningRule rule, DraftBlock block, int end, string reason)
    {
        Record(rule, block.Text[..end], SourceOf(block, 0, end), reason);
        block.Text = block.Text[end..].TrimStart();
        DropIfEmpty(block);
    }

    /// <summary>Takes the part of the block's text from <paramref name="start"/> on out, and the white space before it.</summary>
    public void RemoveEnd(ICleaningRule rule, DraftBlock block, int start, string reason)
    {
        Record(rule, block.Text[start..], SourceOf(block, start, block.Text.Length), reason);
        block.Text = block.Text[..start].TrimEnd();
        DropIfEmpty(block);
    }

    /// <summary>Takes every occurrence of <paramref name="part"/>, case ignored, out of the block's text; the first one's place is recorded.</summary>
    public void RemoveAll(ICleaningRule rule, DraftBlock block, string part, string reason)
    {
        if (block.Text.IndexOf(part, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            Record(rule, block.Text.Substring(at, part.Length), SourceOf(block, at, at + part.Length), reason);
            block.Text = block.Text.Replace(part, " ", StringComparison.OrdinalIgnoreCase).Trim();
            DropIfEmpty(block);
        }
    }

    /// <summary>Notes that a rule changed characters, once per code.</summary>
    public void NoteOnce(string code, string detail)
    {
        if (!Notes.Exists(note => note.Code == code))
        {
            Notes.Add(new Note(code, detail));
        }
    }

    /// <summary>Adds a caption unless the same text is there already.</summary>
    public void AddCaption(string text, string? credit)
    {
        AddCredit(credit);
        var key = TextKey.Of(text);
        if (_knownCaptions.TryAdd(key, Captions.Count))
        {
            Captions.Add(new Caption(text, credit));
        }
        else if (_knownCaptions[key] is var known && Captions[known].Credit is null && credit is not null)
        {
            Captions[known] = Captions[known] with { Credit = credit };
        }
    }

    /// <summary>Takes the names in a byline for the authors' and the first byline for the article's.</summary>
    public void AddAuthors(string byline)
    {
        var read = BylineText.Read(byline);
        Byline ??= read?.Text;
        foreach (var author in read?.Authors ?? [])
        {
            if (_knownAuthors.Add(author))
            {
                Authors.Add(author);
            }
        }
    }

    /// <summary>Adds a credit unless it is there already.</summary>
    public void AddCredit(string? credit)
    {
        if (!string.IsNullOrWhiteSpace(credit) && _knownCredits.Add(credit))
        {
            Credits.Add(credit);
        }
    }

    /// <summary>Takes from the file's own properties what neither mark-up nor text said.</summary>
    internal void FillFrom(DocumentFacts facts)
    {
        Title ??= facts.Title;
        if (Authors.Count == 0 && facts.Authors.Count > 0)
        {
            Authors.AddRange(facts.Authors);
            Byline ??= string.Join(", ", facts.Authors);
        }

        if (Published is null && Updated is null && facts.Published is { } published)
        {
            Published = published;
            NoteOnce("date-from-file", "Neither the text nor its mark-up names a date; it is the one in the file's properties.");
        }
    }

    /// <summary>Drops the blocks that rules removed.</summary>
    internal void Compact()
    {
        var removed = 0;
        foreach (var block in Blocks)
        {
            if (block.IsRemoved)
            {
                removed += (block.IsMerged ? 0 : 1) + block.RemovedBefore;
            }
            else
            {
                block.RemovedBefore += removed;
                removed = 0;
            }
        }

        Blocks.RemoveAll(block => block.IsRemoved);
    }

    private static void DropIfEmpty(DraftBlock block) => block.IsRemoved |= string.IsNullOrWhiteSpace(block.Text);

    // The part's own place in the source when the text is still as it was there, else the block's.
    private TextSpan SourceOf(DraftBlock block, int start, int end)
    {
        var part = block.Text.AsSpan(start, end - start).Trim();
        var at = block.Source.Of(Source.Text).IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? block.Source : new TextSpan(block.Source.Start + at, part.Length);
    }

    private void Record(ICleaningRule rule, string text, TextSpan source, string reason) =>
        Removed.Add(new Removal(rule.Name, reason, source, Removal.Shorten(text)));
}
