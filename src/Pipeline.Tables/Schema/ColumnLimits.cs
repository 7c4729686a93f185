namespace Pipeline.Tables.Schema;

/// <summary>How large the values of columns get. The service allows 32,768 UTF-16 units in a String; a list of articles shows far less.</summary>
public static class ColumnLimits
{
    /// <summary>Longest text in a column, in UTF-16 units; longer ones are cut. Whole texts are in the blob container <c>content</c>.</summary>
    public const int Text = 4_000;

    /// <summary>Key phrases of an article that it can be found by.</summary>
    public const int KeyPhrases = 20;

    /// <summary>Key phrases that a row of a list shows.</summary>
    public const int ListedKeyPhrases = 5;

    /// <summary>Longest key phrase, in UTF-16 units; longer ones are no phrases.</summary>
    public const int KeyPhrase = 200;

    internal const string OfText = "4,000 units";

    internal const string OfList = "items of 4,000 units together";

    internal const string OfKeyPhrases = "20 phrases of 200 units";

    internal const string OfListedKeyPhrases = "5 phrases of 200 units";

    internal const string OfRecord = "32,768 units";

    internal const string OfHistory = "40 events, 32,768 units";
}
