using Pipeline.Text.Segmentation;

namespace Pipeline.Text.Tests.Segmentation;

public sealed class SentenceSegmenterTests
{
    /// <summary>Sentences are divided by "|", which is taken out before the text is split.</summary>
    [Theory]
    [InlineData("en", "It rained. |The game went on.")]
    [InlineData("en", "Who won? |Nobody knows! |We wait.")]
    [InlineData("en", "Mr. Brown met Gen. Lee and Prof. A. B. Carter in St. Louis.")]
    [InlineData("en", "Shares of Acme Inc. rose. |Those of Foo Corp. fell.")]
    [InlineData("en", "She moved to the U.S. in May. |He stayed in the U.K. |They write.")]
    [InlineData("en", "The U.S. Senate voted at 9 p.m. Monday.")]
    [InlineData("en", "It costs $3.50 a litre. |See p. 12 and No. 7 for more.")]
    [InlineData("en", "\"It is over.\" |She left the room.")]
    [InlineData("en", "\"Is it over?\" he asked. |“Yes.” |He nodded.")]
    [InlineData("en", "He waited ... and waited. |Then he left.")]
    [InlineData("en", "Write to john.doe@mail.example.org or see www.example.org/a.b?c=d. |Thanks.")]
    [InlineData("en", "1. Buy bread |2. Bake it |3. Eat it")]
    [InlineData("en", "The bridge fell in 2015. |Nobody was hurt.")]
    [InlineData("en", "It was late.[12] |The bus had gone. [13] |He walked.")]
    [InlineData("en", "the lights went out. |it was dark.")]
    [InlineData("en", "She sings for Brava! in the evening. |Well done! |Brava!")]
    [InlineData("en", "it was too wet. |rain fell all night.")]
    [InlineData("en", "A lost space.|The next one began.")]
    [InlineData("de", "Am 3. Oktober traf Dr. Weber z. B. Prof. Huber in der Hauptstr. 5 ein. |Es regnete.")]
    [InlineData("de", "„Wir kommen“, sagte er. |Niemand kam.")]
    [InlineData("fr", "M. Dupont est arrivé. |« C'est fini ! » |Il est parti.")]
    [InlineData("es", "¿Quién ganó? |¡Nadie! |El Sr. López se fue.")]
    [InlineData("it", "Il Dott. Rossi è arrivato. |L'Avv. Bianchi no.")]
    [InlineData("pl", "Spotkanie odbyło się 5. Maja przy ul. Długiej. |Było zimno.")]
    [InlineData("ru", "В 2019 г. он жил на ул. Ленина. |А. С. Пушкин родился в Москве.")]
    [InlineData("ru", "«Кто там? – спросил он. – Входите».")]
    [InlineData("el", "Πού είναι η στάση; |Δεν ξέρω.")]
    [InlineData("hy", "Նա եկավ: |Մենք գնացինք:")]
    [InlineData("hi", "वह आया। |हम गए।")]
    [InlineData("ur", "وہ آیا۔ |ہم گئے۔")]
    [InlineData("fa", "او آمد. |چرا رفتی؟ |نمی‌دانم.")]
    [InlineData("am", "እሱ መጣ። |እኛ ሄድን።")]
    [InlineData("my", "သူလာသည်။ |ကျွန်တော်တို့သွားသည်။")]
    [InlineData("zh", "他来了。|我们走了！|你呢？")]
    [InlineData("ja", "彼は来た。|「行こう。」と言った。|私たちは出発した。")]
    [InlineData(null, "Unknown language. |Same rules.")]
    public void A_text_is_cut_into_its_sentences(string? language, string marked)
    {
        var text = marked.Replace("|", "", StringComparison.Ordinal);

        var sentences = SentenceSegmenter.Split(text, language).Select(s => s.Of(text).ToString());

        Assert.Equal(marked.Split('|').Select(s => s.Trim()), sentences);
    }

    [Fact]
    public void Blank_lines_end_sentences_and_single_breaks_do_not()
    {
        const string text = "A headline\n\nThe first\nsentence. The second\r\n\r\n• one\n• two";

        Assert.Equal(["A headline", "The first\nsentence.", "The second", "• one", "• two"], SentenceSegmenter.Split(text, "en").Select(s => s.Of(text).ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public void Nothing_gives_no_sentences(string text) => Assert.Empty(SentenceSegmenter.Split(text));

    [Theory]
    [InlineData(". ")]
    [InlineData(".")]
    [InlineData("• ")]
    [InlineData(".)")]
    [InlineData("1) ")]
    [InlineData("\n")]
    [InlineData("«. – А ")]
    [InlineData("a.b.")]
    [InlineData("!\" [1]")]
    [InlineData("، ")]
    public void Spans_are_ordered_and_cover_everything_but_white_space_on_hostile_text(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 5_000)) + "end";
        foreach (var language in (string?[])["en", "ru", "ar", "hy", "ja", null])
        {
            var covered = 0;
            var end = 0;
            foreach (var span in SentenceSegmenter.Split(text, language))
            {
                Assert.InRange(span.Start, end, text.Length);
                Assert.True(text.AsSpan(end, span.Start - end).IsWhiteSpace());
                covered += span.Length;
                end = span.End;
            }

            Assert.Equal(text.Length, end);
            Assert.True(covered > 0);
        }
    }
}
