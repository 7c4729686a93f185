namespace Pipeline.Text;

/// <summary>Versions of the stages of this library. One is raised whenever its stage gives other results for the same input.</summary>
public static class TextVersions
{
    /// <summary>Decoding, reading and cleaning.</summary>
    public const int Cleaner = 7;

    /// <summary>Sections, paragraphs, sentences, segments and the packing of analysis documents.</summary>
    public const int Segmenter = 2;
}
