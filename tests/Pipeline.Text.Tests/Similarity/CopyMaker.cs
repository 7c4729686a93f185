using System.Text;

namespace Pipeline.Text.Tests.Similarity;

/// <summary>What editors and scrapers do to a story that they take over.</summary>
internal sealed class CopyMaker(Random random, IReadOnlyList<Story> others)
{
    /// <summary>Stands below the articles of one site or another.</summary>
    public static IReadOnlyList<string> Notices { get; } =
    [
        "The Ostergate Gazette has reported from this coast since the days of sail. If you value what we do, consider a subscription: it costs less than two coffees a month, can be ended at any time, and keeps three reporters at work in towns that no other paper visits.",
        "This story was first published on our sister site. All material on this page may be read freely, but must not be copied, broadcast or rewritten without the written consent of the Halden Media Group, whose offices are open from 9 to 17 on weekdays.",
        "Have you seen something that we should know about? Write to the newsroom, call the night desk, or leave a letter in the red box at the station. We protect our sources, and we answer every message within two days, even the angry ones.",
        "Our morning letter brings the five stories that matter on this coast to your inbox at 6, together with the tides, the ferry times and a picture that a reader took. More than 12,000 people read it over breakfast, and it is free.",
        "Readers may discuss this article below until Friday at noon. The editors remove insults, advertising and anything that the law forbids, and they ask everybody to remember that the people who are mentioned here have neighbours and children.",
        "About this newspaper: founded in 1871 as a leaflet for fishermen, it is owned today by 340 families of the county, none of whom holds more than a hundredth. Its accounts are printed every spring and can be seen in the reading room.",
        "Corrections: the editors correct errors as soon as they learn of them, at the foot of the article and in the column on page two. If you think that a figure or a name in this report is wrong, tell us which one and how you know.",
        "Listen to this and other reports in our weekly programme, recorded in the old customs house before an audience of thirty, and sent every Saturday at eleven. Seats are free, the stove is warm, and dogs are allowed if they can keep quiet.",
        "This report was made possible by the fund for regional journalism, which has no influence on what is written. A list of the 61 donors, and of what each has given, is kept at the notary's office and on the page named “Who pays”.",
        "Support the reporters who sit in the meetings so that you do not have to. From as little as one crown a week you read everything, on paper or on a screen, and you may give three articles a month to friends who do not subscribe yet.",
    ];

    private static readonly string[] Credits = ["(NPA)", "Northern Press Agency", "NPA/Coastwire", "— Coastwire", "With material from NPA"];
    private static readonly string[] Places = ["LINDHOLM", "VELDEN", "PORT MAREN", "TOLLINGE", "NORRVIK"];

    /// <summary>Every way by name.</summary>
    public IReadOnlyList<(string Name, Func<Story, Story> Make)> Ways =>
    [
        ("unchanged", story => story with { Title = story.Title + " - Coastwire" }),
        ("other title", story => story with { Title = $"{Pick(others).Title}: {story.Title.Split(' ')[0]}" }),
        ("edited lead", EditLead),
        ("added notices", AddNotices),
        ("truncated", Truncate),
        ("other marks", OtherMarks),
        ("place and agency", PlaceAndAgency),
        ("paragraphs moved", MoveParagraphs),
        ("paragraphs redrawn", RedrawParagraphs),
        ("sub-edited", SubEdit),
        ("sub-edited and cut", story => Truncate(SubEdit(story))),
        ("lead, place and notices", story => AddNotices(PlaceAndAgency(EditLead(story)))),
        ("marks, cut and notices", story => AddNotices(Truncate(OtherMarks(story)))),
        ("moved and redrawn", story => RedrawParagraphs(MoveParagraphs(OtherMarks(story)))),
    ];

    /// <summary>The first paragraph anew: about half of its words are others, and their order changes.</summary>
    private Story EditLead(Story story)
    {
        var foreign = Words(Pick(others).Paragraphs[0]);
        var words = Words(story.Paragraphs[0]).Select(word => random.Next(2) == 0 ? Pick(foreign) : word).ToList();
        var turn = random.Next(words.Count);
        return story with { Paragraphs = [string.Join(' ', words.Skip(turn).Concat(words.Take(turn))), .. story.Paragraphs.Skip(1)] };
    }

    private Story AddNotices(Story story)
    {
        var notices = Notices.OrderBy(_ => random.Next()).Take(random.Next(1, 3)).ToList();
        return story with { Paragraphs = random.Next(4) == 0 ? [notices[0], .. story.Paragraphs, .. notices.Skip(1)] : [.. story.Paragraphs, .. notices] };
    }

    /// <summary>35 to 80 percent of the text, cut wherever that is.</summary>
    private Story Truncate(Story story)
    {
        var room = story.Paragraphs.Sum(paragraph => paragraph.Length) * random.Next(35, 81) / 100;
        var kept = new List<string>();
        foreach (var paragraph in story.Paragraphs)
        {
            if (room < paragraph.Length)
            {
                if (room > paragraph.Length / 5)
                {
                    kept.Add(paragraph[..paragraph.LastIndexOf(paragraph.Contains(' ', StringComparison.Ordinal) ? ' ' : paragraph[room], room)] + " …");
                }

                break;
            }

            kept.Add(paragraph);
            room -= paragraph.Length;
        }

        return story with { Paragraphs = kept };
    }

    /// <summary>Quotation marks, dashes, apostrophes and spaces of another house style.</summary>
    private Story OtherMarks(Story story)
    {
        var (open, close) = Pick([("„", "“"), ("«", "»"), ("\"", "\""), ("'", "'"), ("»", "«"), ("‘", "’")]);
        return story with
        {
            Paragraphs = [.. story.Paragraphs.Select(paragraph => new StringBuilder(paragraph)
                .Replace("“", open).Replace("”", close).Replace("«", open).Replace("»", close)
                .Replace("'", "’").Replace(" - ", " — ").Replace(" – ", "—").Replace("...", "…").ToString())],
        };
    }

    private Story PlaceAndAgency(Story story) => story with
    {
        Paragraphs = [$"{Pick(Places)} ({Pick(Credits).Trim('(', ')')}) – {story.Paragraphs[0]}", .. story.Paragraphs.Skip(1), .. random.Next(2) == 0 ? [Pick(Credits)] : Array.Empty<string>()],
    };

    private Story MoveParagraphs(Story story) => story with { Paragraphs = [story.Paragraphs[0], .. story.Paragraphs.Skip(1).OrderBy(_ => random.Next())] };

    /// <summary>Two paragraphs become one, or one becomes two.</summary>
    private Story RedrawParagraphs(Story story)
    {
        var paragraphs = new List<string>();
        foreach (var paragraph in story.Paragraphs)
        {
            if (paragraphs.Count > 0 && random.Next(3) == 0)
            {
                paragraphs[^1] += " " + paragraph;
            }
            else if (random.Next(3) == 0 && paragraph.IndexOf(". ", StringComparison.Ordinal) is var end and > 0)
            {
                paragraphs.AddRange([paragraph[..(end + 1)], paragraph[(end + 2)..]]);
            }
            else
            {
                paragraphs.Add(paragraph);
            }
        }

        return story with { Paragraphs = paragraphs };
    }

    /// <summary>Between one in fifty and one in twenty words is another or gone.</summary>
    private Story SubEdit(Story story)
    {
        var foreign = Words(Pick(others).Paragraphs[0]);
        var share = random.Next(20, 51);
        return story with
        {
            Paragraphs = [.. story.Paragraphs.Select(paragraph => string.Join(' ', Words(paragraph).SelectMany(word => random.Next(share) > 0
                ? [word]
                : random.Next(2) == 0 ? [Pick(foreign)] : Array.Empty<string>())))],
        };
    }

    private static string[] Words(string paragraph) => paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
