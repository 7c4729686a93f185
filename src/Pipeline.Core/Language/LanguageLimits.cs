using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>Limits of Azure AI Language, synchronous calls (https://learn.microsoft.com/azure/ai-services/language-service/concepts/data-limits).</summary>
public static class LanguageLimits
{
    /// <summary>Text elements (grapheme clusters) of one document.</summary>
    public const int TextElementsPerDocument = 5_120;

    /// <summary>Documents of one request, for sentiment and for key phrases.</summary>
    public const int DocumentsPerRequest = 10;

    /// <summary>Bytes of one request.</summary>
    public const int BytesPerRequest = 1_000_000;

    /// <summary>Characters of a text record, the unit that is paid for, per document and per feature.</summary>
    public const int CharactersPerRecord = 1_000;

    /// <summary>The same for the packer.</summary>
    public static AnalyserLimits Documents { get; } = new(TextElementsPerDocument, CharactersPerRecord);

    /// <summary>Records of a document of which <paramref name="boughtFeatures"/> features are bought and the others cached.</summary>
    internal static RecordCount Count(string text, int boughtFeatures)
    {
        var records = Records(text.Length);
        return new RecordCount(records * boughtFeatures, records * (Enum.GetValues<LanguageFeature>().Length - boughtFeatures));
    }

    /// <summary>Text records of a document of <paramref name="characters"/> characters: every one begun is paid for, and there is at least one.</summary>
    public static int Records(int characters) => Math.Max(1, (characters + CharactersPerRecord - 1) / CharactersPerRecord);
}
