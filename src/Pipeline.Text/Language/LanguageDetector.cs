namespace Pipeline.Text.Language;

/// <summary>Finds the language of a text.</summary>
public static class LanguageDetector
{
    /// <summary>The most likely language, or null when the text is too short or too mixed to say.</summary>
    public static LanguageGuess? Detect(string text) => null;
}

/// <summary>A guess at a language.</summary>
/// <param name="Code">ISO 639-1 code, lower case.</param>
/// <param name="Confidence">From 0 to 1.</param>
public sealed record LanguageGuess(string Code, double Confidence);
