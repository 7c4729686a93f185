using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class DatelinesTests
{
    [Theory]
    [InlineData("KABUL, Aug 17 (Reuters) - ", "Reuters")]
    [InlineData("LA CROSSE, Wis. (AP) — ", "AP")]
    [InlineData("Berlin (dpa) - ", "dpa")]
    [InlineData("HALVORSEN, S.D. - ", null)]
    [InlineData("MONTEJARES.- ", null)]
    public void Takes_place_and_agency_off_the_lead(string dateline, string? agency)
    {
        var draft = RuleTest.Apply<Datelines>(dateline + RuleTest.Prose, "", RuleTest.MoreProse);
        Assert.Equal([RuleTest.Prose, RuleTest.MoreProse], draft.Lines());
        Assert.Equal(agency is null ? [] : [agency], draft.Credits);
        Assert.Equal(dateline.Trim(), Assert.Single(draft.Removed).Source.Of(draft.Source.Text).ToString());
    }

    [Theory]
    [InlineData("The answer (in short) - ")]
    [InlineData("Eine Frage - ")]
    public void Other_openings_stay(string opening) =>
        Assert.Equal([opening + RuleTest.Prose], RuleTest.Apply<Datelines>(opening + RuleTest.Prose).Lines());

    [Fact]
    public void A_dateline_on_a_line_of_its_own_goes()
    {
        var draft = RuleTest.Apply<Datelines>("SAN LINDHOLM, Feb 19, 2024 (AP) -", RuleTest.Prose);
        Assert.Equal([RuleTest.Prose], draft.Lines());
        Assert.Equal(["AP"], draft.Credits);
    }
}
