namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>What a word can be in a phrase.</summary>
internal enum WordRole
{
    /// <summary>Ends a phrase: function words, verbs, adverbs, numbers.</summary>
    Break,

    /// <summary>May stand in a phrase but not end it: adjectives, participles.</summary>
    Modifier,

    /// <summary>May stand anywhere: nouns and everything unknown.</summary>
    Head,

    /// <summary>A capitalised word within a sentence.</summary>
    Name,
}

/// <summary>A word of the text.</summary>
/// <param name="Key">Its form for comparison: lower case without the plural's ending and hyphens; acronyms keep their capitals ("US" is not "us").</param>
/// <param name="Span">Where it stands, without the ending of a possessive.</param>
/// <param name="Role">What it can be.</param>
/// <param name="Joins">Whether nothing but a space divides it from the word before.</param>
/// <param name="IsConnector">"of" and its like, which join names: "Bank of England".</param>
/// <param name="IsCapital">Whether it begins with a capital.</param>
internal readonly record struct PhraseToken(string Key, TextSpan Span, WordRole Role, bool Joins, bool IsConnector, bool IsCapital);
