using System.Globalization;
using System.Text;

namespace Pipeline.TestSupport;

/// <summary>
/// Writes invented articles in the dirty style of scraped pages: clock lines, a date line, a caption with credit, sub-headings without mark-up, double
/// spaces. The same seed gives the same articles.
/// </summary>
public sealed class ArticleGenerator(int seed)
{
    private static readonly string[] Places = ["Lindholm", "Karsten Bay", "Orrefors Valley", "Port Maren", "Velden", "Brackwater", "Tollinge", "Easter Quay", "Norrvik", "Halden Ridge"];
    private static readonly string[] People = ["Astrid Vollan", "Petter Haugen", "Mira Castellane", "Jonas Reedworth", "Ines Albarran", "Tomasz Wilk", "Leila Hosseini", "Edith Marlowe", "Ravi Menon", "Clara Dubois"];
    private static readonly string[] Roles = ["Mayor", "Councillor", "Union leader", "Harbour master", "Professor", "Chief engineer", "Shop owner", "Spokeswoman", "Minister", "Headteacher"];
    private static readonly string[] Subjects = ["the new tram line", "the flooded library", "the salmon quota", "the cement works", "the night ferry", "the housing plan", "the water tower", "the school merger", "the wind farm", "the bus strike"];
    private static readonly string[] Good = ["praised", "welcomed", "celebrated", "thanked everybody for", "was delighted by", "admired the success of"];
    private static readonly string[] Bad = ["condemned", "warned against", "was angered by", "deplored the failure of", "feared the worst for", "complained bitterly about"];
    private static readonly string[] Plain = ["spoke about", "described", "was asked about", "presented figures on", "answered questions about", "visited the site of"];
    private static readonly string[] Places2 = ["at a meeting in the town hall", "on the steps of the court", "in a letter to residents", "before a committee of the region", "during a tour of the site", "on local radio"];
    private static readonly string[] Ends = ["and said a decision would follow in autumn", "and left without taking questions", "while some three hundred people listened outside", "although the figures have not been published", "and promised to return within a month", "after what neighbours called a long winter"];
    private static readonly string[] Headings = ["A long winter", "Who pays", "Voices from the quay", "What comes next", "Years of delay"];

    private readonly Random _random = new(seed);

    /// <summary>The next article.</summary>
    /// <param name="number">Goes into the name, so that names are unique.</param>
    public GeneratedArticle Next(int number)
    {
        var place = Pick(Places);
        var subject = Pick(Subjects);
        var day = new DateTime(2021, 1, 1).AddDays(_random.Next(700)).AddMinutes(_random.Next(1440));
        var title = $"{Pick(Roles)} {Pick(["defends", "questions", "returns to", "opens talks on"])} {subject} in {place}";
        var text = new StringBuilder();
        Line(text, $"• {day.AddDays(300).ToString("dddd, MMM dd, yyyy", CultureInfo.InvariantCulture)}");
        Line(text, "  • Last Update : 04:24 pm\n");
        Line(text, $"{title}\n");
        Line(text, $"  • Published at {day.ToString("hh:mm tt MMMM d, yyyy", CultureInfo.InvariantCulture)}");
        Line(text, $"People gather in {place}");
        Line(text, $"People gather near {subject} in {place} on a cold morning AFP\n");
        var paragraphs = _random.Next(5, 12);
        for (var i = 0; i < paragraphs; i++)
        {
            if (i > 1 && _random.Next(5) == 0)
            {
                Line(text, Pick(Headings) + "\n");
            }

            Line(text, Paragraph(place, subject) + "\n");
        }

        return new GeneratedArticle($"{place.Replace(' ', '-').ToLowerInvariant()}-post/{day:yyyy}/story-{number:D5}.txt", text.ToString());
    }

    /// <summary>A paragraph of three sentences.</summary>
    public string Paragraph() => Paragraph(Pick(Places), Pick(Subjects));

    private string Paragraph(string place, string subject) => $"{Sentence(place, subject)}  {Sentence(place, Pick(Subjects))} {Sentence(Pick(Places), subject)}";

    private string Sentence(string place, string subject)
    {
        var verb = Pick(_random.Next(3) switch { 0 => Good, 1 => Bad, _ => Plain });
        return $"{Pick(Roles)} {Pick(People)} {verb} {subject} in {place} {Pick(Places2)}, {Pick(Ends)}.";
    }

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}

/// <summary>An invented article.</summary>
/// <param name="Path">Path below the container <c>articles</c>.</param>
/// <param name="Text">Content of the file.</param>
public sealed record GeneratedArticle(string Path, string Text);
