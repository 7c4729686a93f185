namespace Pipeline.Text.Dates;

/// <summary>Reads the dates that articles carry, in the writing of many languages.</summary>
public static class DateReader
{
    /// <summary>The first date in <paramref name="text"/>, with its time and zone when they stand beside it; null when there is none.</summary>
    /// <param name="text">A line of an article, or the value of a metadata field.</param>
    /// <param name="language">ISO 639-1 code that decides the order of day and month in ambiguous numbers; null when unknown.</param>
    public static ArticleDate? Find(string text, string? language = null) => null;
}
