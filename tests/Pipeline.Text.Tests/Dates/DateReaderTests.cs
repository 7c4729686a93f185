using Pipeline.Text.Dates;

namespace Pipeline.Text.Tests.Dates;

public sealed class DateReaderTests
{
    [Theory]
    // English
    [InlineData("Published at 09:40 pm August 17th, 2021", "2021-08-17T21:40")]
    [InlineData("Sunday, Aug 07, 2022", "2022-08-07")]
    [InlineData("August 17, 2021 at 9:40 p.m. ET", "2021-08-17T21:40-04:00")]
    [InlineData("Updated 5:01 PM EST, Tue January 7, 2025", "2025-01-07T17:01-05:00")]
    [InlineData("17th of August, 2021", "2021-08-17")]
    [InlineData("17-Aug-21", "2021-08-17")]
    [InlineData("17 Aug '21", "2021-08-17")]
    [InlineData("Aug. 17, 2021 | 12 a.m.", "2021-08-17T00:00")]
    [InlineData("August 17 2021 12:30 pm", "2021-08-17T12:30")]
    [InlineData("17 August 2021, 2140 GMT", "2021-08-17T21:40Z")]
    [InlineData("Sept 3rd 2019, 7.05am BST", "2019-09-03T07:05")]
    [InlineData("Published Fri, Apr 28 20232:23 PM EDT", "2023-04-28T14:23-04:00")]
    [InlineData("April 10, 2023142 views", "2023-04-10")]
    [InlineData("Associated PressApril 28, 2023 GMT", "2023-04-28")]
    [InlineData("Zuerst veröffentlicht am 06/01/2026 - 14:02 MEZ", "2026-01-06T14:02+01:00")]
    // Machine formats
    [InlineData("2021-08-17T21:40:05.123+06:00", "2021-08-17T21:40:05+06:00")]
    [InlineData("2021-08-17 21:40:00 -0500", "2021-08-17T21:40-05:00")]
    [InlineData("2021-08-17T21:40Z", "2021-08-17T21:40Z")]
    [InlineData("20210817", "2021-08-17")]
    [InlineData("Tue, 17 Aug 2021 21:40:00 GMT", "2021-08-17T21:40Z")]
    [InlineData("Tue Aug 17 21:40:00 +0600 2021", "2021-08-17T21:40+06:00")]
    [InlineData("2021/8/17 21:40 UTC+8", "2021-08-17T21:40+08:00")]
    // German
    [InlineData("3. Mai 2024, 17:47 Uhr", "2024-05-03T17:47")]
    [InlineData("Stand: 06. 01. 2026, 14:59 Uhr", "2026-01-06T14:59")]
    [InlineData("Dienstag, 3. Dezember 2024 um 13.45 Uhr", "2024-12-03T13:45")]
    [InlineData("05.06.2025 um 14:46", "2025-06-05T14:46")]
    [InlineData("Mi 17.07.24 09:03 MESZ", "2024-07-17T09:03+02:00")]
    [InlineData("1. Jänner 2024", "2024-01-01")]
    // Romance languages
    [InlineData("Publié le 17 août 2021 à 21h40", "2021-08-17T21:40")]
    [InlineData("1er février 2022 à 8h", "2022-02-01T08:00")]
    [InlineData("mardi 17/08/2021 - 21:40", "2021-08-17T21:40")]
    [InlineData("17 de agosto de 2021 a las 21:40 h", "2021-08-17T21:40")]
    [InlineData("Martes, 3 diciembre 2024, 9:15 p. m.", "2024-12-03T21:15")]
    [InlineData("17 agosto 2021 alle ore 21.40", "2021-08-17T21:40")]
    [InlineData("17 de março de 2021 às 21h40", "2021-03-17T21:40")]
    [InlineData("17 d’agost de 2021", "2021-08-17")]
    [InlineData("17 ianuarie 2023, ora 10:05", "2023-01-17T10:05")]
    // Dutch and Nordic
    [InlineData("17 augustus 2021 om 21.40 uur", "2021-08-17T21:40")]
    [InlineData("17 mrt. 2021", "2021-03-17")]
    [InlineData("Publicerad 17 augusti 2021 kl. 21.40", "2021-08-17T21:40")]
    [InlineData("17. desember 2021, kl. 08:15", "2021-12-17T08:15")]
    [InlineData("den 3. maj 2024 kl. 17.47", "2024-05-03T17:47")]
    [InlineData("17. elokuuta 2021 klo 21.40", "2021-08-17T21:40")]
    // Slavic, Turkish, Greek, Hungarian, Baltic
    [InlineData("17 sierpnia 2021, godz. 21:40", "2021-08-17T21:40")]
    [InlineData("17 августа 2021 г. в 21:40 МСК", "2021-08-17T21:40+03:00")]
    [InlineData("17 серпня 2021, 21:40", "2021-08-17T21:40")]
    [InlineData("5. listopadu 2023", "2023-11-05")]
    [InlineData("17 Ağustos 2021 Salı 21:40", "2021-08-17T21:40")]
    [InlineData("17 Αυγούστου 2021, 9:40 μ.μ.", "2021-08-17T21:40")]
    [InlineData("2021. augusztus 17. 21:40", "2021-08-17T21:40")]
    [InlineData("2024 m. kovo 3 d. 10:00", "2024-03-03T10:00")]
    // Arabic, Hindi, East Asia, Indonesian, Vietnamese
    [InlineData("17 أغسطس 2021 - 21:40", "2021-08-17T21:40")]
    [InlineData("١٧ آب/أغسطس ٢٠٢١", "2021-08-17")]
    [InlineData("5 كانون الثاني 2023", "2023-01-05")]
    [InlineData("17 अगस्त 2021, 21:40", "2021-08-17T21:40")]
    [InlineData("१७ फ़रवरी २०२१", "2021-02-17")]
    [InlineData("2021年8月17日 21:40", "2021-08-17T21:40")]
    [InlineData("2021年8月17日(火)午後9時40分", "2021-08-17T21:40")]
    [InlineData("令和3年8月17日", "2021-08-17")]
    [InlineData("입력 2021. 8. 17. 오후 9:40", "2021-08-17T21:40")]
    [InlineData("2021년 8월 17일 오후 9시 40분", "2021-08-17T21:40")]
    [InlineData("Selasa, 17 Agustus 2021 21:40 WIB", "2021-08-17T21:40+07:00")]
    [InlineData("17 tháng 8 năm 2021 lúc 21:40", "2021-08-17T21:40")]
    // The time first
    [InlineData("21:40, 17 août 2021", "2021-08-17T21:40")]
    [InlineData("04:24 pm on Sunday, Aug 07, 2022", "2022-08-07T16:24")]
    public void Reads_dates_as_newsrooms_write_them(string text, string expected) =>
        Assert.Equal(expected, DateReader.Find(text)?.Iso);

    [Theory]
    [InlineData("04/05/2021", "en", "2021-04-05")]
    [InlineData("04/05/2021", "fr", "2021-05-04")]
    [InlineData("04/05/2021 9:00 PM", null, "2021-04-05T21:00")]
    [InlineData("04/05/2021 - 13:55", "en", "2021-05-04T13:55")]
    [InlineData("17/05/2021", "en", "2021-05-17")]
    [InlineData("05/17/2021", "fr", "2021-05-17")]
    [InlineData("04.05.2021", "en", "2021-05-04")]
    [InlineData("21/08/17", "ja", "2021-08-17")]
    [InlineData("5. listopada 2023.", "hr", "2023-10-05")]
    public void The_language_decides_about_numbers_alone(string text, string? language, string expected) =>
        Assert.Equal(expected, DateReader.Find(text, language)?.Iso);

    [Theory]
    [InlineData("17 Aug 2021, 9:40 pm IST")]
    [InlineData("17 Aug 2021, 9:40 pm CST")]
    public void An_abbreviation_with_several_meanings_gives_no_zone(string text)
    {
        var date = DateReader.Find(text);
        Assert.Equal(new TimeOnly(21, 40), date?.Time);
        Assert.Null(date?.Offset);
    }

    [Theory]
    [InlineData("Last Update : 04:24 pm")]
    [InlineData("On August 17 the talks resumed")]
    [InlineData("Version 10.12.3.4")]
    [InlineData("31 February 2021")]
    [InlineData("Call 555-12-3456")]
    [InlineData("The vote was 12-11 in 2021")]
    [InlineData("August 2021")]
    [InlineData("")]
    public void What_is_no_full_date_is_none(string text) => Assert.Null(DateReader.Find(text));

    [Fact]
    public void The_words_read_are_kept_as_written() =>
        Assert.Equal("09:40 pm August 17th, 2021", DateReader.Find("  • Published at 09:40 pm August 17th, 2021 by staff")?.AsWritten);

    [Fact]
    public void A_time_elsewhere_in_the_line_is_not_the_date_s_time() =>
        Assert.Null(DateReader.Find("The train of 21:40 was cancelled on 17 August 2021")?.Time);
}
