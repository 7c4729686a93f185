using System.Text;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Reading;

public sealed class SourceDecoderTests
{
    private const string Russian = "В ночь на вторник река вышла из берегов, и жители посёлка поднялись на крыши домов. Спасатели прибыли только утром.";
    private const string French = "À l’été, les pêcheurs du village n’ont pas eu de chance : la criée a fermé, et le café aussi. C’était déjà arrivé.";
    private const string Japanese = "島の灯台が三月末で消灯されることになり、漁師や住民の間に不安が広がっている。灯台は一度も光を絶やしたことがなかった。";

    private static DecodedSource Decode(byte[] bytes, string name = "article.txt")
    {
        var outcome = SourceDecoder.Decode(new SourceFile(name, bytes), TextLimits.Default);
        Assert.True(outcome.Source is not null, outcome.Rejection?.ToString());
        return outcome.Source;
    }

    private static byte[] Bytes(string text, string charset) => (CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset)).GetBytes(text);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_decides(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        var decoded = Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Russian)]);
        Assert.Equal(Russian, decoded.Text);
        Assert.Equal(charset, decoded.Charset, ignoreCase: true);
    }

    [Theory]
    [InlineData(Russian)]
    [InlineData(French)]
    public void Utf16_without_a_mark_is_recognised(string text)
    {
        Assert.Equal(text, Decode(Encoding.Unicode.GetBytes(text)).Text);
        Assert.Equal(text, Decode(Encoding.BigEndianUnicode.GetBytes(text)).Text);
    }

    [Fact]
    public void Valid_utf8_wins_over_a_wrong_declaration()
    {
        var decoded = Decode(Encoding.UTF8.GetBytes("<meta charset=\"iso-8859-1\"><p>" + Russian), "page.html");
        Assert.Equal("utf-8", decoded.Charset);
        Assert.Contains(decoded.Notes, note => note.Code == "charset-declared-wrong");
    }

    [Theory]
    [InlineData("<meta charset=windows-1251>", "windows-1251", Russian)]
    [InlineData("<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r", Russian)]
    [InlineData("<?xml version=\"1.0\" encoding=\"shift_jis\"?>", "shift_jis", Japanese)]
    [InlineData("<meta charset='ISO-8859-1'>", "windows-1252", French)]
    public void A_valid_declaration_is_believed(string declaration, string charset, string text)
    {
        var decoded = Decode(Bytes(declaration + text, charset), "page.html");
        Assert.Equal(declaration + text, decoded.Text);
        Assert.Equal(charset, decoded.Charset);
        Assert.Empty(decoded.Notes);
    }

    [Theory]
    [InlineData("windows-1251", Russian)]
    [InlineData("windows-1252", French)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("iso-2022-jp", Japanese)]
    public void Undeclared_text_is_detected(string charset, string text)
    {
        var decoded = Decode(Bytes(string.Concat(Enumerable.Repeat(text + "\n", 5)), charset));
        Assert.StartsWith(text, decoded.Text, StringComparison.Ordinal);
        Assert.Equal(charset, decoded.Charset);
    }

    [Fact]
    public void A_declaration_that_the_bytes_refute_is_noted()
    {
        var decoded = Decode(Bytes("<meta charset=\"utf-8\">" + string.Concat(Enumerable.Repeat(French, 5)), "windows-1252"), "page.html");
        Assert.Contains(French, decoded.Text, StringComparison.Ordinal);
        Assert.Contains(decoded.Notes, note => note.Code == "charset-declared-wrong");
    }

    [Fact]
    public void Utf8_with_a_broken_end_is_still_utf8()
    {
        var decoded = Decode(Encoding.UTF8.GetBytes(Russian)[..^2]);
        Assert.StartsWith(Russian[..^3], decoded.Text, StringComparison.Ordinal);
        Assert.Contains(decoded.Notes, note => note.Code == "charset-damaged");
    }

    [Theory]
    [InlineData("%!PS-Adobe\0text")]
    [InlineData("PK\u0003\u0004rest")]
    [InlineData("{\\rtf1 text}")]
    [InlineData("plain\0text with\0NULs")]
    public void Other_formats_are_binary(string head) =>
        Assert.Equal(RejectionReason.Binary, SourceDecoder.Decode(new SourceFile("a.txt", Encoding.Latin1.GetBytes(head)), TextLimits.Default).Rejection?.Reason);

    [Fact]
    public void Too_many_control_characters_are_binary() =>
        Assert.Equal(RejectionReason.Binary, SourceDecoder.Decode(new SourceFile("a.txt", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("text\u0001\u0002", 50)))), TextLimits.Default).Rejection?.Reason);

    [Fact]
    public void Bytes_that_no_charset_explains_are_undecodable() =>
        Assert.Equal(RejectionReason.Undecodable, SourceDecoder.Decode(new SourceFile("a.txt", Enumerable.Repeat((byte[])[0x81, 0x20, 0x8D, 0x41, 0x8F, 0x42, 0x90, 0x43, 0x9D, 0x44], 40).SelectMany(part => part).ToArray()), TextLimits.Default).Rejection?.Reason);

    [Theory]
    [InlineData("a/b.TXT", ".txt")]
    [InlineData("a.b/c", "")]
    [InlineData("x.html", ".html")]
    public void The_extension_is_that_of_the_file(string name, string extension) => Assert.Equal(extension, Decode("hello world"u8.ToArray(), name).Extension);
}
