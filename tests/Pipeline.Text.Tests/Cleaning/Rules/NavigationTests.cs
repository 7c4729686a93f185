using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class NavigationTests
{
    [Theory]
    [InlineData("Home")]
    [InlineData("Home > News")]
    [InlineData("Skip to main content")]
    [InlineData("Kommentare (12)")]
    [InlineData("Accueil")]
    [InlineData("Strona główna")]
    [InlineData("ログイン")]
    [InlineData("댓글")]
    public void Removes_them(string line) => RuleTest.Removes<Navigation>(line);

    [Theory]
    [InlineData("Home at last")]
    [InlineData("The comments that cost him his job")]
    [InlineData("Menu of the day: soup")]
    public void Leaves_other_lines_alone(string line) => RuleTest.Keeps<Navigation>(line);

    [Theory]
    [InlineData("Home · Nieuws · Weer")]
    [InlineData("Home > News > Transport")]
    public void Removes_menus_with_sections_beside_known_links(string line) => RuleTest.Removes<Navigation>(line);

    [Theory]
    [InlineData("Wind | Rain | Snow")]
    [InlineData("Home · A house on the hill above the harbour · Weather")]
    public void Leaves_other_rows_alone(string line) => RuleTest.Keeps<Navigation>(line);
}
