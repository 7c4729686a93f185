using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class DateStampsTests
{
    [Theory]
    [InlineData("23. 12. 2024 13:31")]
    [InlineData("05.09.2024 | 2:03 min")]
    public void A_date_with_a_time_alone_between_paragraphs_goes(string line) => RuleTest.Removes<DateStamps>(line);

    [Theory]
    [InlineData("17 August 2021")]
    [InlineData("The boats left on 17 August 2021 at 21:40")]
    public void The_heading_of_a_chronicle_and_a_sentence_stay(string line) => RuleTest.Keeps<DateStamps>(line);
}
