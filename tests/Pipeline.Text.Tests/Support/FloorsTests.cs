using Pipeline.TestSupport;

namespace Pipeline.Text.Tests.Support;

public sealed class FloorsTests
{
    [Fact]
    public void A_figure_at_its_floor_passes_and_one_below_it_fails()
    {
        Assert.Empty(Faults(floor: 0.8, figure: 0.8004));
        Assert.Contains("fell to 0.7990", Assert.Single(Faults(floor: 0.8, figure: 0.799)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_clearly_above_its_floor_must_have_it_raised()
    {
        Assert.Empty(Faults(floor: 0.8, figure: 0.81));
        Assert.Contains("UPDATE_FLOORS=1", Assert.Single(Faults(floor: 0.8, figure: 0.811)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_measured_and_what_has_a_floor_are_the_same()
    {
        var floors = new Floors(Named("a", 0.5));

        Assert.Equal(["a has a floor but was not measured.", "b has no floor: give it one with UPDATE_FLOORS=1."], floors.Faults(Named("b", 0.5)));
    }

    [Theory]
    [InlineData(0.8, 0.8567, 0.856)]
    [InlineData(0.8, 0.7, 0.8)]
    [InlineData(0.1, 0.29, 0.29)]
    public void A_floor_is_raised_and_never_lowered(double floor, double figure, double expected) => Assert.Equal(expected, new Floors(Named("a", floor)).Raise(Named("a", figure)).Figures["a"]);

    [Fact]
    public void Raising_adds_what_is_new_and_keeps_what_was_not_measured()
    {
        var raised = new Floors(Named("a", 0.5)).Raise(Named("b", 0.25));

        Assert.Equal([("a", 0.5), ("b", 0.25)], raised.Figures.Select(f => (f.Key, f.Value)));
    }

    private static IReadOnlyList<string> Faults(double floor, double figure) => new Floors(Named("a", floor)).Faults(Named("a", figure));

    private static Dictionary<string, double> Named(string name, double value) => new(StringComparer.Ordinal) { [name] = value };
}
