using System.Globalization;

namespace Pipeline.Text.Tests.Reading.Formats;

/// <summary>An article as its author wrote it, to be put into any format.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Author">The author's name.</param>
/// <param name="Date">When it was published.</param>
/// <param name="Blocks">Paragraphs, and sub-headings where marked.</param>
public sealed record Story(string Title, string Author, DateOnly Date, IReadOnlyList<(bool IsHeading, string Text)> Blocks)
{
    public string Day => Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public string Iso => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Html => string.Concat(Blocks.Select(block => block.IsHeading ? $"<h2>{Encode(block.Text)}</h2>\n" : $"<p>{Encode(block.Text)}</p>\n"));

    public string Text => string.Join("\n\n", Blocks.Select(block => block.Text));

    private static string Encode(string text) => System.Net.WebUtility.HtmlEncode(text);

    /// <summary>The story that the conformance of readers is tested with.</summary>
    public static Story Ferry { get; } = new(
        "Night ferry to Skarholm returns after nine years",
        "Marit Ellingsen",
        new DateOnly(2024, 5, 3),
        [
            (false, "The night ferry between Vestnes and Skarholm will sail again from the first of June, nine years after the last boat left the quay with eleven passengers and a piano on board."),
            (false, "The county council voted 27 to 14 on Thursday to pay for three years of crossings. The ship, built in 1998 and renamed Havfrue, has room for forty cars and a bakery."),
            (true, "A quay without a roof"),
            (false, "Passengers in Skarholm will have to wait in the open until autumn. The old terminal was sold to a brewery, which has offered its loading bay on nights when it rains."),
            (false, "\"We have waited nine years, so we can stand in the rain for nine minutes,\" said Oddvar Lien, who ran the kiosk on the quay and intends to run it again."),
            (false, "The harbour master expects two hundred passengers a night in July. In winter, she said, the boat may be alone with the gulls."),
        ]);

    /// <summary>A second one, for files that hold several.</summary>
    public static Story Bees { get; } = new(
        "Town hall of Brunsee puts its bees on the payroll",
        "Jonas Terfeld",
        new DateOnly(2023, 9, 18),
        [
            (false, "The four beehives on the roof of Brunsee's town hall have a budget line of their own: the council has decided to pay the bees in sugar, two hundred kilograms of it a year."),
            (false, "The decision was close. Three members argued that animals cannot be employed, and one asked who would represent the bees in wage talks."),
            (false, "The honey is given to couples who marry in the building. This year there were ninety of them, and the jars ran out in August."),
        ]);

    /// <summary>A third one.</summary>
    public static Story Clock { get; } = new(
        "Clock of Alderwick tower stops for the first time since 1911",
        "Ruth Pemberly",
        new DateOnly(2025, 1, 9),
        [
            (false, "The clock on Alderwick's market tower stopped at twenty to four on Wednesday afternoon, the first time since a lightning strike in 1911, and half the town was late for tea."),
            (false, "A pigeon's nest had slipped between two wheels. The clockmaker, who is 81 and climbs the 112 steps every Monday, took it out with a soup ladle."),
            (false, "The nest was empty. It has been put on show in the library, under glass, beside the ladle."),
        ]);
}
