using System.Text;
using CsCheck;

namespace Pipeline.TestSupport.Fuzzing;

/// <summary>Inputs made of good ones: pieces cut out, doubled, repeated, exchanged, and marks of all formats put in.</summary>
internal static class FuzzInput
{
    /// <summary>Long enough for every structure; longer inputs are the matter of <see cref="Hostile.HostileFiles"/>.</summary>
    private const int LongestInput = 64 * 1024;

    private const int MostMutations = 12;
    private const int LongestPiece = 400;
    private const int MostRepetitions = 300;
    private const int Positions = 1 << 20;

    private static readonly byte[][] s_marks =
    [
        .. new[]
        {
            "<", ">", "</", "/>", "<p>", "</p>", "<div>", "<table>", "<td>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "<template>", "<svg>", "<a href=\"", "\"", "'", "=", "&", "&amp;", "&#x", ";", "<h1>", "<title>", "<br>",
            "<meta charset=\"utf-7\">", "<meta charset=shift_jis>", "<script type=\"application/ld+json\">", "---\n", "title: ", "author:\n- ", "# ", "> ", "- ", "1. ", "](", "[", "![", "```", "**", "_", "|", "\n", "\r", "\n\n", "\t", " ", "\u00a0", "\u2028", "\u0085", "•", "–", "“",
            "By ", "Photo: ", "(Reuters) - ", "Published ", "Share", "Monday, 3 March 2024 10:15", "2024-02-30T25:00:00+99:00", "31/12/0000", "...", "Mr. ", "U.S. ", "?!", "http://", "@", "%", "{", "}", ":", ",", "null", "true", "\"\"", "{}", "[]", "-1", "1e999", "9999999999", "\\u0000", "\\ud800", "\\", "é", "e\u0301\u0301",
            "渡轮。", "مرحبا،", "\u202e", "\u200d", "🎉", "Ã©", "ﬁ",
        }.Select(Encoding.UTF8.GetBytes),
        [0], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0x1B, 0x24, 0x42], [0x80], [0xE2, 0x82],
    ];

    private static readonly Gen<Mutation> s_mutation = Gen.Select(Gen.Enum<MutationKind>(), Gen.Int[0, Positions], Gen.Int[0, Positions], Gen.Int[0, LongestPiece], Gen.Int[0, s_marks.Length - 1], Gen.Int[1, MostRepetitions])
        .Select(parts => new Mutation(parts.Item1, parts.Item2, parts.Item3, parts.Item4, parts.Item5, parts.Item6));

    /// <summary>Inputs made of <paramref name="seeds"/>.</summary>
    public static Gen<byte[]> Of(IReadOnlyList<byte[]> seeds) =>
        Gen.Select(Gen.Int[0, seeds.Count - 1], Gen.Int[0, seeds.Count - 1], s_mutation.Array[0, MostMutations]).Select((seed, other, mutations) =>
        {
            var input = seeds[seed];
            foreach (var mutation in mutations)
            {
                input = mutation.Apply(input, seeds[other]);
                input = input.Length > LongestInput ? input[..LongestInput] : input;
            }

            return input;
        });

    private enum MutationKind
    {
        Insert,
        Repeat,
        Delete,
        Double,
        Splice,
        Change,
        Exchange,
        Cut,
    }

    private sealed record Mutation(MutationKind Kind, int At, int To, int Length, int Mark, int Count)
    {
        public byte[] Apply(byte[] input, byte[] other)
        {
            var at = Place(input, At);
            var piece = Math.Min(Length, input.Length - at);
            return Kind switch
            {
                MutationKind.Insert => [.. input[..at], .. s_marks[Mark], .. input[at..]],
                MutationKind.Repeat => [.. input[..at], .. Enumerable.Repeat(s_marks[Mark], Count).SelectMany(mark => mark), .. input[at..]],
                MutationKind.Delete => [.. input[..at], .. input[(at + piece)..]],
                MutationKind.Double => [.. input[..at], .. Enumerable.Repeat(input[at..(at + piece)], 1 + (Count / 10)).SelectMany(part => part), .. input[at..]],
                MutationKind.Splice => [.. input[..at], .. other[Place(other, To)..]],
                MutationKind.Change when at < input.Length => [.. input[..at], (byte)Count, .. input[(at + 1)..]],
                MutationKind.Exchange => Exchanged(input, at, piece),
                MutationKind.Cut => input[..at],
                _ => input,
            };
        }

        private byte[] Exchanged(byte[] input, int at, int piece)
        {
            byte[] rest = [.. input[..at], .. input[(at + piece)..]];
            var to = Place(rest, To);
            return [.. rest[..to], .. input[at..(at + piece)], .. rest[to..]];
        }

        private static int Place(byte[] input, int position) => (int)((long)position * input.Length / Positions);
    }
}
