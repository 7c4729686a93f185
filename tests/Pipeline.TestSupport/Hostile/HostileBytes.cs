using System.IO.Compression;
using System.Text;

namespace Pipeline.TestSupport.Hostile;

/// <summary>Files whose bytes are not what they should be: no text, text in a damaged or mislabelled encoding, other formats.</summary>
internal static class HostileBytes
{
    public const string Story = "Ferry returns to Port Maren after the storm\n\nThe night ferry sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it come in from the sea.\n\n"
        + "The harbour master said that the ship would sail every evening until the end of March, and that tickets cost as much as before the storm.\n\n";

    public const string Page = "<!doctype html><html lang=en><head><title>Ferry returns to Port Maren</title></head><body><article><h1>Ferry returns to Port Maren</h1>"
        + "<p>The night ferry sailed again on Monday, and more than a hundred people stood on the quay of Port Maren to see it come in from the sea.</p>"
        + "<p>The harbour master said that the ship would sail every evening until the end of March, and that tickets cost as much as before the storm.</p>";

    private const int Megabyte = 1024 * 1024;

    private static readonly string[] Labels = ["utf-8", "utf-16", "utf-32", "utf-7", "iso-8859-1", "windows-1251", "shift_jis", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr", "x-user-defined", "ibm037", "x-nothing", ""];

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static IEnumerable<(string Kind, string Extension, byte[] Bytes)> Files(Random random)
    {
        foreach (var (kind, bytes) in InvalidUtf8().Select(b => ("invalid UTF-8", b)).Concat(Utf16().Select(b => ("UTF-16", b))).Concat(Marks().Select(b => ("byte order marks", b))).Concat(Nuls().Select(b => ("NUL", b))).Concat(Blank().Select(b => ("nothing", b))))
        {
            yield return (kind, Pick(random, ".txt", ".html", ".md"), bytes);
        }

        foreach (var label in Labels)
        {
            var other = Pick(random, "windows-1251", "shift_jis", "utf-8", "iso-8859-1", "gb18030");
            yield return ("mislabelled charset", ".html", [.. Utf8($"<meta charset=\"{label}\">"), .. Encode(other, Page + "<p>Фарватер, 渡轮, Fährschiff, œuvre.</p>")]);
        }

        foreach (var (extension, bytes) in Polyglots())
        {
            yield return ("polyglot", extension, bytes);
        }

        for (var i = 0; i < 12; i++)
        {
            var noise = new byte[random.Next(1, 200_000)];
            random.NextBytes(noise);
            yield return ("random bytes", Pick(random, ".txt", ".html", ".md"), i % 2 == 0 ? noise : [.. Utf8(Page), .. noise]);
        }

        for (var i = 0; i < 10; i++)
        {
            var whole = i % 2 == 0 ? Utf8(Page + "<p>Fährschiff 渡轮 🎉</p><script>if (a<b) {}</script><!-- end --></article>") : Encoding.Unicode.GetBytes(Page);
            yield return ("cut off", ".html", whole[..random.Next(1, whole.Length)]);
        }

        yield return ("too large", ".txt", new byte[17 * Megabyte]);
        yield return ("too large", ".html", Utf8(Page + new string('x', 17 * Megabyte)));
    }

    private static IEnumerable<byte[]> InvalidUtf8()
    {
        byte[][] bad = [[0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xFE, 0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80], [0x80], [0xE2, 0x82], [0xF4, 0x90, 0x80, 0x80]];
        foreach (var sequence in bad)
        {
            yield return [.. Utf8(Story), .. sequence, .. Utf8(Story)];
            yield return [.. Utf8(Page + "<p title=\""), .. Repeat(sequence, 20_000), .. Utf8("\">The end of it.</p>")];
        }
    }

    private static IEnumerable<byte[]> Utf16()
    {
        foreach (var encoding in new[] { new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            var (mark, text) = (encoding.GetPreamble(), encoding.GetBytes(Story));
            byte[] lone = encoding.Equals(new UnicodeEncoding(false, true)) ? [0x3D, 0xD8] : [0xD8, 0x3D];
            yield return [.. mark, .. text, .. lone];
            yield return [.. mark, .. lone, .. text];
            yield return [.. mark, .. Repeat(lone, 50_000)];
            yield return [.. text, .. lone, .. text];
            yield return [.. mark, .. text, 0x41];
            yield return [.. text, 0x41];
        }
    }

    private static IEnumerable<byte[]> Marks()
    {
        byte[] utf8 = [0xEF, 0xBB, 0xBF], little = [0xFF, 0xFE], big = [0xFE, 0xFF], little32 = [0xFF, 0xFE, 0, 0], big32 = [0, 0, 0xFE, 0xFF];
        foreach (var mark in new[] { utf8, little, big, little32, big32 })
        {
            yield return mark;
            yield return [.. mark, .. Utf8(Story)];
            yield return [.. mark, .. mark, .. Utf8(Page)];
        }

        yield return [.. utf8, .. little, .. Encoding.Unicode.GetBytes(Story)];
        yield return [.. Utf8(Story), .. utf8, .. Utf8(Story)];
        yield return [.. little32, .. Encoding.UTF32.GetBytes(Story), 0, 0, 0x11, 0x7F];
        yield return [.. "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"u8, .. Utf8(Story)];
    }

    private static IEnumerable<byte[]> Nuls()
    {
        yield return new byte[1];
        yield return new byte[Megabyte];
        yield return Utf8(Story.Replace(' ', '\0'));
        yield return [.. Utf8(Story), 0, .. Utf8(Story)];
        yield return Utf8(Page + "<p a\0b=\"c\0d\">The\0 end</p><scr\0ipt>alert(1)</scr\0ipt>");
        yield return [.. new byte[1024], .. Utf8(Story)];
    }

    private static IEnumerable<byte[]> Blank()
    {
        string[] blanks = ["", " ", "\r\n\r\n", "\t\v\f", "\u00a0\u2003\u3000\u2028\u2029", "\u200b\u200c\u200d\u2060", "\ufeff", new string(' ', Megabyte), new string('\n', Megabyte), "<html></html>", "<!-- -->", "&nbsp;", "---\n---\n", "#\n\n#\n"];
        return blanks.Select(Utf8);
    }

    private static IEnumerable<(string Extension, byte[] Bytes)> Polyglots()
    {
        (byte[] Head, string Extension)[] heads =
        [
            ([.. "GIF89a/*"u8], ".gif.html"), ([.. "%PDF-1.7\n"u8], ".pdf.html"), ([.. "PK\u0003\u0004"u8], ".zip.html"), ([0xFF, 0xD8, 0xFF, 0xE0], ".jpg.html"), ([0x89, .. "PNG\r\n\u001a\n"u8], ".png.txt"),
            ([.. "BM"u8], ".bmp.html"), ([.. "MZ"u8], ".exe.txt"), ([0x7F, .. "ELF"u8], ".txt"), ([.. "#!/bin/sh\nrm -rf /\n"u8], ".txt"), ([.. "{\\rtf1 "u8], ".rtf.txt"), ([.. "RIFF\0\0\0\0WEBP"u8], ".webp.html"),
            ([.. "<?php system('id'); ?>"u8], ".php.html"), ([.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>"u8], ".svg"), ([.. "MIME-Version: 1.0\nContent-Type: text/html\n\n"u8], ".mhtml"), ([.. "II*\0"u8], ".tif.html"),
        ];
        foreach (var (head, extension) in heads)
        {
            yield return (extension, [.. head, .. Utf8(Page)]);
        }

        yield return (".html.gz", Zipped(Utf8(Page)));
        yield return (".txt", Zipped(new byte[8 * Megabyte]));
        yield return (".html", [.. Utf8(Page), .. "%PDF-1.7\nPK\u0003\u0004GIF89a"u8]);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            zip.Write(bytes);
        }

        return buffer.ToArray();
    }

    private static byte[] Encode(string charset, string text) => (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetBytes(text);

    private static byte[] Repeat(byte[] unit, int count) => [.. Enumerable.Repeat(unit, count).SelectMany(b => b)];

    private static string Pick(Random random, params ReadOnlySpan<string> choices) => choices[random.Next(choices.Length)];
}
