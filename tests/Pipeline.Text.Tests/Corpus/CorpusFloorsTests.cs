namespace Pipeline.Text.Tests.Corpus;

public sealed class CorpusFloorsTests
{
    private const string Mean = "all body F1";
    private const string Page = "en/a.html";

    private static readonly CorpusFloors Floors = new(1, 1, Figures((Mean, .9), (Page, .8)));

    [Fact]
    public void A_figure_below_its_floor_has_fallen() => Assert.Equal([Page], Floors.Fallen(Figures((Mean, .9), (Page, .7998))));

    [Fact]
    public void A_figure_that_is_no_longer_there_has_fallen() => Assert.Equal([Page], Floors.Fallen(Figures((Mean, .9))));

    [Fact]
    public void A_figure_just_above_its_floor_has_neither_fallen_nor_risen()
    {
        var figures = Figures((Mean, .904), (Page, .8));

        Assert.Empty(Floors.Fallen(figures));
        Assert.Empty(Floors.Risen(figures));
    }

    [Fact]
    public void A_figure_clearly_above_its_floor_or_without_one_has_risen() =>
        Assert.Equal([Mean, "en/b.html"], Floors.Risen(Figures((Mean, .906), (Page, .8), ("en/b.html", 0))));

    [Fact]
    public void Raising_lifts_what_rose_and_lowers_nothing()
    {
        var raised = Floors.Raise(Figures((Mean, .8), (Page, .87654)), files: 1, languages: 0);

        Assert.Equal(Figures((Mean, .9), (Page, .8765)), raised.Figures);
        Assert.Equal((1, 1), (raised.Files, raised.Languages));
    }

    [Fact]
    public void Raising_keeps_the_floor_of_a_file_that_is_gone() => Assert.Equal(.8, Floors.Raise(Figures((Mean, .95)), files: 0, languages: 1).Figures[Page]);

    [Fact]
    public void A_corpus_that_grew_gets_new_means_but_its_files_keep_their_floors()
    {
        var raised = Floors.Raise(Figures((Mean, .6), (Page, .7), ("fr/b.html", .5)), files: 2, languages: 2);

        Assert.Equal(Figures((Mean, .6), (Page, .8), ("fr/b.html", .5)), raised.Figures);
        Assert.Equal((2, 2), (raised.Files, raised.Languages));
    }

    [Fact]
    public void Floors_that_were_just_raised_hold_when_read_back()
    {
        var figures = Figures((Mean, 2 / 3.0), (Page, 1), ("ja/c.txt", .3));

        var raised = CorpusFloors.Parse(Floors.Raise(figures, 2, 2).ToJson());

        Assert.Equal([Mean], new CorpusFloors(1, 1, Figures((Mean, .9))).Fallen(figures));
        Assert.Empty(raised.Fallen(figures));
        Assert.Empty(raised.Risen(figures));
    }

    private static SortedDictionary<string, double> Figures(params (string Name, double Figure)[] figures) =>
        new(figures.ToDictionary(figure => figure.Name, figure => figure.Figure), StringComparer.Ordinal);
}
