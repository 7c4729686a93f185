using Pipeline.Text.Language;

namespace Pipeline.Text.Tests.Language;

public sealed class LanguageDetectorTests
{
    [Theory]
    [InlineData("en", "The minister opened the new bridge on Friday afternoon in front of a large crowd.")]
    [InlineData("de", "Die Ministerin eröffnete am Freitag vor zahlreichen Zuschauern die neue Brücke.")]
    [InlineData("fr", "La ministre a inauguré vendredi le nouveau pont devant une foule nombreuse.")]
    [InlineData("es", "La ministra inauguró el viernes el nuevo puente ante una gran multitud.")]
    [InlineData("it", "La ministra ha inaugurato venerdì il nuovo ponte davanti a una grande folla.")]
    [InlineData("pt", "A ministra inaugurou na sexta-feira a nova ponte diante de uma grande multidão.")]
    [InlineData("nl", "De minister opende vrijdag de nieuwe brug voor een grote menigte.")]
    [InlineData("pl", "W piątek minister otworzyła nowy most w obecności licznie zgromadzonych mieszkańców.")]
    [InlineData("sv", "Ministern invigde den nya bron på fredagen inför en stor folkmassa.")]
    [InlineData("no", "Ministeren åpnet den nye broen på fredag foran en stor folkemengde.")]
    [InlineData("ru", "Министр открыл новый мост в пятницу в присутствии большого числа жителей.")]
    [InlineData("uk", "Міністерка відкрила новий міст у п'ятницю перед великим натовпом.")]
    [InlineData("tr", "Bakan cuma günü büyük bir kalabalığın önünde yeni köprüyü açtı.")]
    [InlineData("ar", "افتتحت الوزيرة الجسر الجديد يوم الجمعة أمام حشد كبير من السكان.")]
    [InlineData("fa", "وزیر روز جمعه پل جدید را در حضور جمعیت زیادی افتتاح کرد.")]
    [InlineData("zh", "部长星期五在众多市民面前为新桥揭幕。")]
    [InlineData("ja", "大臣は金曜日、大勢の人々の前で新しい橋を開通させた。")]
    [InlineData("ko", "장관은 금요일 많은 시민들 앞에서 새 다리를 개통했다.")]
    [InlineData("el", "Η υπουργός εγκαινίασε την Παρασκευή τη νέα γέφυρα.")]
    public void A_sentence_gives_its_language(string language, string text)
    {
        var guess = LanguageDetector.Detect(text);

        Assert.Equal(language, guess?.Code);
        Assert.InRange(guess!.Confidence, 0.5, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("12:30 – 14:45")]
    [InlineData("OK")]
    [InlineData("Hotel Bar")]
    [InlineData("🎉🎉🎉")]
    public void Too_little_is_unknown(string text) => Assert.Null(LanguageDetector.Detect(text));

    [Fact]
    public void A_few_foreign_words_do_not_matter() =>
        Assert.Equal("en", LanguageDetector.Detect("The Russian newspaper Комсомольская правда reported on Monday that talks would go on.")?.Code);
}
