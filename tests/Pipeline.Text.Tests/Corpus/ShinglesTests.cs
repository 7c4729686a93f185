namespace Pipeline.Text.Tests.Corpus;

public sealed class ShinglesTests
{
    [Fact]
    public void A_missing_word_at_the_end_costs_one_run_of_recall()
    {
        var score = Shingles.Compare("The ferry left at noon, empty.", "The ferry left at noon");

        Assert.Equal((1, 2 / 3.0), (score.Precision, score.Recall), Tolerance);
        Assert.Equal(.8, score.F1, 1e-9);
    }

    [Fact]
    public void A_repeated_paragraph_costs_precision()
    {
        var score = Shingles.Compare("one two three four", "one two three four\n\none two three four");

        Assert.Equal((1 / 5.0, 1), (score.Precision, score.Recall), Tolerance);
    }

    [Fact]
    public void Line_breaks_and_punctuation_do_not_count_but_case_does()
    {
        Assert.Equal(1, Shingles.Compare("Rain, wind\nand snow fell.", "Rain wind and\n\nsnow: fell").F1);
        Assert.Equal(0, Shingles.Compare("Rain", "rain").F1);
    }

    [Fact]
    public void Nothing_of_something_is_wrong_and_nothing_of_nothing_right()
    {
        Assert.Equal(0, Shingles.Compare("one two three four five", "").F1);
        Assert.Equal(0, Shingles.Compare("", "one two three four five").F1);
        Assert.Equal(1, Shingles.Compare("", " \n").F1);
    }

    private static bool Tolerance((double A, double B) x, (double A, double B) y) => Math.Abs(x.A - y.A) < 1e-9 && Math.Abs(x.B - y.B) < 1e-9;
}
