using System.Text;

namespace Pipeline.TestSupport.Hostile;

/// <summary>Plain texts and Markdown that are built to make patterns, segmenters and displays go wrong.</summary>
internal static class HostileTexts
{
    private const int Long = 480_000;

    private static string Story => HostileBytes.Story;

    public static IEnumerable<(string Kind, string Extension, byte[] Bytes)> Files(Random random) =>
    [
        .. Lines().Select(text => ("huge line", ".txt", HostileBytes.Utf8(text))),
        .. Controls(random).Select(text => ("control characters", ".txt", HostileBytes.Utf8(text))),
        .. Bidi().Select(text => ("bidi", ".txt", HostileBytes.Utf8(text))),
        .. Patterns().Select(text => ("pattern killer", ".txt", HostileBytes.Utf8(text))),
        .. Graphemes().Select(text => ("graphemes", ".txt", HostileBytes.Utf8(text))),
        .. Markdown().Select(text => ("Markdown", ".md", HostileBytes.Utf8(text))),
        .. Scripts().Select(text => ("scripts in text", ".txt", HostileBytes.Utf8(text))),
    ];

    private static IEnumerable<string> Lines()
    {
        yield return Story + new string('a', 12 * Long);
        yield return Story + Repeat("the tide came in and went out again ", 12 * Long / 36);
        yield return Repeat("The tide came in. ", 12 * Long / 18);
        yield return Story + new string('a', Long);
        yield return Story + Repeat("the tide came in and went out again ", Long / 36);
        yield return Repeat("The tide came in. ", Long / 18);
        yield return Story + Repeat("The tide came in at noon, and it went out again.\n\n", Long / 50);
        yield return Story + Repeat("渡轮周一再次启航", Long / 4);
        yield return Story.Replace("\n", "\r", StringComparison.Ordinal) + Repeat("\r", Long);
        yield return Story + Repeat("tide\u2028", Long / 5);
        yield return Story + Repeat("tide\u0085", Long / 5);
        yield return Story + Repeat("tide\v\f", Long / 6);
    }

    private static IEnumerable<string> Controls(Random random)
    {
        for (var i = 0; i < 8; i++)
        {
            var text = new StringBuilder(Story + Story + Story);
            for (var j = 0; j < 3; j++)
            {
                text.Insert(random.Next(text.Length), (char)random.Next(1, 32));
                text.Insert(random.Next(text.Length), (char)random.Next(127, 160));
            }

            yield return text.ToString();
        }

        yield return Story + "\u001b[2J\u001b]0;owned\u0007\u001b[31mThe ferry is red, the harbour master said on Tuesday.\u001b[0m";
        yield return Repeat("\u0001\u0002\u0003", Long);
        yield return Story + Repeat("\b\u007f", 400);
    }

    private static IEnumerable<string> Bidi()
    {
        foreach (var mark in new[] { "\u202e", "\u202d", "\u2066", "\u2067", "\u2068\u2069", "\u200f", "\u061c", "\u202a\u202b\u202c" })
        {
            yield return mark + Story.Replace(" ", " " + mark, StringComparison.Ordinal);
            yield return Story + Repeat(mark, Long / 10);
        }

        yield return Story + "\u202etxt.exe\u202c was on the quay \u2067‫if (admin)‬\u2069 of Port Maren, passengers said on Monday evening.";
    }

    private static IEnumerable<string> Patterns()
    {
        string[] units = ["1/", "1.1.", "12:", "a@", "a@a.", "http://", "www.", "By A ", "By By ", "(Photo: ", "– ", "PORT MAREN (", "\"'", "a-\n", "0 ", "Mon, ", "Jan. ", "((((", "[[", "{{", "a,", "Mr. A. ", " \n", "\u00a0 ", "!?", "%20", "aB", "I.I.", "the the "];
        foreach (var unit in units)
        {
            yield return Story + Repeat(unit, Long / unit.Length) + "!";
        }
    }

    private static IEnumerable<string> Graphemes()
    {
        foreach (var unit in new[] { "\u0301", "\u200d", "\ufe0f", "👩\u200d👩\u200d", "\U000E0041", "\uffff", "\ufdd0", "\ue000", "\u1100\u1161\u11a8", "\U0010FFFF", "🇳", "\u0e33", "\ufdfa" })
        {
            yield return Story + "e" + Repeat(unit, Long / unit.Length / 4);
        }
    }

    private static IEnumerable<string> Markdown()
    {
        yield return $"# Ferry\n\n{Story}<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[here](javascript:alert(1)) ![x](data:text/html,x)\n";
        yield return $"---\ntitle: \"<script>alert(1)</script>\"\nauthor: <svg onload=alert(1)>\nurl: javascript:alert(1)\nimage: javascript:alert(2)\n---\n\n{Story}";
        yield return "---\n" + Repeat("a: &a [*a,*a]\n", Long / 14) + "---\n" + Story;
        yield return "---\n" + Repeat("- ", Long / 2) + "\n---\n" + Story;
        yield return "---\n" + Story + Repeat("title: x\n", Long / 9);
        yield return "---\nauthor:\n" + Repeat("- Astrid Vollan\n", Long / 16) + "---\n" + Story;
        yield return Story + Repeat("[a][b]\n[b]: <a>\n", Long / 16);
        yield return Story + Repeat("[a][b] [b]: <a> ", Long / 16);
        yield return Story + Repeat("> - 1. ", Long / 7) + "end";
        yield return Story + Repeat("```\n", Long / 4);
        yield return Story + Repeat("|a|b|\n|-|-|\n", Long / 12);
        yield return Story + Repeat("**_~~`", Long / 6);
        yield return Story + Repeat("[", Long / 2) + Repeat("](x)", Long / 8);
        yield return Story + Repeat("<div>", Long / 5);
        yield return Story + Repeat("&amp;#x3c;script&gt;", Long / 20);
    }

    private static IEnumerable<string> Scripts()
    {
        foreach (var payload in new[] { "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<a href=\"javascript:alert(1)\">here</a>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<ſcript>alert(1)</ſcript>", "＜script＞alert(1)＜/script＞", "<scr\u200bipt>alert(1)</scr\u200bipt>", "<scr\u0000ipt>alert(1)</script>", "<iframe src=//evil.example>" })
        {
            yield return $"{payload} Ferry returns to Port Maren\n\nBy {payload} Vollan\n\n{Story}The page of the harbour office showed {payload} instead of the hours, passengers said.\n\nPhoto: {payload}\n";
        }
    }

    private static string Repeat(string unit, int count) => new StringBuilder(unit.Length * count).Insert(0, unit, count).ToString();
}
