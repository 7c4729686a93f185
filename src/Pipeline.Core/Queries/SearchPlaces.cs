using Pipeline.Tables;

namespace Pipeline.Core.Queries;

/// <summary>The two lists that a search reads, all articles and those that have the whole text as a phrase, and the cursor, which is a place in both.</summary>
internal sealed class SearchPlaces(string text, ArticleQuery within)
{
    private const char Separator = '.';

    // Copies are left out among what is found: to ask of each article that is looked at which copy represents it would be a request for each.
    public ArticleQuery OfAll { get; } = within with { Collapse = false, Columns = null };

    public ArticleQuery OfPhrase { get; } = within with { Collapse = false, Columns = [], Phrase = text };

    public string CursorAfter(ArticleIndexRow row) => ArticleReader.ContinuationAfter(OfAll, row) + Separator + ArticleReader.ContinuationAfter(OfPhrase, row);

    /// <summary>The places of a cursor; its text and filters are found to be others when a list is asked for.</summary>
    /// <exception cref="FormatException">It is no cursor of a search.</exception>
    public static (string? OfAll, string? OfPhrase) Read(string? cursor) => cursor?.Split(Separator) switch
    {
        null => (null, null),
        [var all, var phrase] => (all, phrase),
        _ => throw new FormatException("The cursor is none of this search."),
    };
}
