using Pipeline.Text.Cleaning.Rules;

namespace Pipeline.Text.Tests.Cleaning.Rules;

public sealed class OddDashesTests
{
    [Theory]
    [InlineData("staying put -- it has", "staying put — it has")]
    [InlineData("yes---no", "yes—no")]
    [InlineData("well\u2011known \u2015 so", "well-known — so")]
    [InlineData("1990–2000 — a decade-long war", "1990–2000 — a decade-long war")]
    public void Writes_dashes_as_dashes(string line, string expected) => Assert.Equal([expected], RuleTest.Apply<OddDashes>(line).Lines());
}
