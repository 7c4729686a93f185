using System.Text.Json.Serialization;

namespace Pipeline.Text;

/// <summary>A half-open range of UTF-16 code units, <c>[Start, End)</c>, in the text that the owner names.</summary>
/// <param name="Start">First code unit, from 0.</param>
/// <param name="Length">Number of code units, 0 or more.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The code unit after the last one.</summary>
    [JsonIgnore]
    public int End => Start + Length;

    /// <summary>The span from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The characters of <paramref name="text"/> that this span covers.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
