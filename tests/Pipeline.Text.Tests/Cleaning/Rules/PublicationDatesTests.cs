using Pipeline.Text.Cleaning.Rules;
using Pipeline.Text.Reading;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class PublicationDatesTests
{
    [Theory]
    [InlineData("Published at 09:40 pm August 17th, 2021", "2021-08-17T21:40", null)]
    [InlineData("Published: 12 May 2024   Updated: 13 May 2024 08:00", "2024-05-12", "2024-05-13T08:00")]
    [InlineData("Stand: 06.01.2026, 14:59 Uhr", null, "2026-01-06T14:59")]
    [InlineData("Publié le 17 août 2021 à 21h40 – Mis à jour le 18 août 2021 à 7h15", "2021-08-17T21:40", "2021-08-18T07:15")]
    [InlineData("Опубликовано: 9 апреля 2024 г., 21:35", "2024-04-09T21:35", null)]
    [InlineData("05.04.2025 - Güncelleme : 06.04.2025", "2025-04-05", "2025-04-06")]
    [InlineData("نُشر في 14 أكتوبر 2024 - 18:20", "2024-10-14T18:20", null)]
    [InlineData("2025年2月3日 19時40分", "2025-02-03T19:40", null)]
    [InlineData("입력 2021.08.17 21:40", "2021-08-17T21:40", null)]
    [InlineData("Berlin, 3. Mai 2024, 17:47", "2024-05-03T17:47", null)]
    public void Finds_the_dates_and_removes_the_line(string line, string? published, string? updated)
    {
        var draft = RuleTest.Apply<PublicationDates>("A title", line, "", RuleTest.Prose);
        Assert.Equal((published, updated), (draft.Published?.Iso, draft.Updated?.Iso));
        Assert.Equal(["A title", RuleTest.Prose], draft.Lines());
    }

    [Fact]
    public void Facts_of_the_mark_up_win()
    {
        var stated = new ArticleDate(new DateOnly(2020, 1, 2), null, null, "2020-01-02");
        var draft = RuleTest.Apply<PublicationDates>(RuleTest.Draft(new DocumentFacts { Published = stated }, "Published 3 May 2024", RuleTest.Prose));
        Assert.Equal(stated, draft.Published);
    }

    [Fact]
    public void A_date_in_running_text_is_none()
    {
        string[] lines = ["A title", RuleTest.Prose, "The treaty was signed on 3 May 2024 in the old town hall of the city, and it holds.", RuleTest.MoreProse];
        var draft = RuleTest.Apply<PublicationDates>(lines);
        Assert.Null(draft.Published);
        Assert.Equal(lines, draft.Lines());
    }

    [Fact]
    public void A_date_beside_an_update_is_the_publication()
    {
        var draft = RuleTest.Apply<PublicationDates>(RuleTest.Prose, RuleTest.MoreProse, RuleTest.Prose, "5 gennaio 2025 ( modifica il 6 gennaio 2025 | 15:24)");
        Assert.Equal(("2025-01-05", "2025-01-06T15:24"), (draft.Published?.Iso, draft.Updated?.Iso));
    }

    [Theory]
    [InlineData("January 28, 2025 11:30 am   (Updated 11:54 am)", "2025-01-28T11:30")]
    [InlineData("25/04/2026  Actualizado a las 15:10h.", "2026-04-25")]
    public void The_time_of_an_update_does_not_make_the_date_one(string line, string published)
    {
        var draft = RuleTest.Apply<PublicationDates>("A title", line, RuleTest.Prose);
        Assert.StartsWith(published, draft.Published?.Iso, StringComparison.Ordinal);
        Assert.Null(draft.Updated);
    }

    [Fact]
    public void A_date_below_the_text_counts_when_no_other_is_known()
    {
        var draft = RuleTest.Apply<PublicationDates>(RuleTest.Prose, RuleTest.MoreProse, RuleTest.Prose, "Dienstag, 27. August 2024");
        Assert.Equal("2024-08-27", draft.Published?.Iso);
    }
}
