namespace Pipeline.Text.Tests.Similarity;

/// <summary>
/// Something that happened in an invented place, with all that a reporter would know of it. Two agencies report it in sentences of their own: names,
/// figures and quotes are the same, the words between are not.
/// </summary>
internal sealed class NewsEvent(Random random)
{
    private static readonly string[] Places = ["Lindholm", "Karsten Bay", "Orrefors", "Port Maren", "Velden", "Brackwater", "Tollinge", "Easter Quay", "Norrvik", "Halden Ridge", "Sankt Jorn", "Marrow Hill", "Ostergate", "Pellworth", "Quarne", "Rimsey", "Storvik", "Tamsel", "Ulverstone", "Wexley"];
    private static readonly string[] FirstNames = ["Astrid", "Petter", "Mira", "Jonas", "Ines", "Tomasz", "Leila", "Edith", "Ravi", "Clara", "Oskar", "Wanda", "Hugo", "Selma", "Dario", "Freya", "Nils", "Paloma", "Imre", "Greta"];
    private static readonly string[] LastNames = ["Vollan", "Haugen", "Castellane", "Reedworth", "Albarran", "Wilk", "Hosseini", "Marlowe", "Menon", "Dubois", "Lindqvist", "Okafor", "Brandt", "Szabo", "Tremaine", "Ferreira", "Yilmaz", "Novotna", "Keating", "Aalto"];
    private static readonly string[] Roles = ["mayor", "harbour master", "union secretary", "chief engineer", "headteacher", "fire chief", "hospital director", "coach", "minister", "prosecutor", "curator", "shop owner"];
    private static readonly string[] Bodies = ["the regional council", "the water board", "the port authority", "the Halvor shipyard", "the teachers' union", "the Norrland rail company", "the city museum", "the Tarn dairy", "the county hospital", "the rowing club", "the housing fund", "the fisheries office"];
    private static readonly string[] Topics = ["the closure of the old tram depot", "a plan to drain the salt marsh", "the strike at the fish market", "repairs to the cathedral roof", "the loss of a ferry in fog", "a new school on the hill", "the sale of the paper mill", "a rise in library fees", "the flood wall along the river", "the trial of a former treasurer", "a shortage of nurses", "the return of the wolves", "the merger of two fire brigades", "a record harvest of plums", "the theft of a bronze statue", "the winter timetable of the night bus"];
    private static readonly string[] Openings = ["we have waited long enough for this", "nobody here was asked what it would cost", "it is the right thing at the wrong time", "my father would have laughed at it", "there is no second plan in the drawer", "people will see the difference before summer", "we count every crown and still it is short", "I have slept badly for a month", "this town has buried better ideas", "the ground under the building is moving", "one more winter and it would have fallen", "the letters arrived on a Sunday"];
    private static readonly string[] Closings = ["and we will not be silent about it", "so the rest of us pay for it twice", "but I would sign it again tomorrow", "and that is what the children will remember", "because the sea does not read minutes", "and the bill is still on my desk", "though some of my friends think otherwise", "which is more than can be said of the last one", "and anyone can check the books", "but a promise is not a bridge", "and now the work can start", "so do not ask me for applause"];

    private static readonly string[] WireSentences =
    [
        "{Body} on {day} took a decision on {topic}, after a session that ran until {n1} minutes past midnight.",
        "Residents of {place} learned of {topic} from a notice of {n2} lines pinned to the door of the town hall.",
        "The sum at stake is {n3} million crowns, {role} {person} told the meeting.",
        "“{quote1},” said {person}, {role} of {place}, whose office had been flooded with calls.",
        "A report by {body} puts the number of people affected at {n4}.",
        "Opponents gathered {n5} signatures within {n1} days and handed them over in a fish crate.",
        "{other}, who speaks for the opponents, called the figures “a fairy tale with decimals”.",
        "“{quote2},” {other} said on the steps outside.",
        "It was the third time in {n1} years that {body} had to deal with {topic}.",
        "Work could begin in {month} if no court objects, according to a timetable seen by this agency.",
        "The opposition walked out shortly before the vote, which ended {n1} to {n6}.",
        "In {place2}, some {n2} kilometres away, a similar case had ended in a settlement last year.",
        "Neither {person} nor {body} wished to comment on the cost of the lawyers.",
        "The archives show that {topic} was first discussed in {year}, when the town had {n4} inhabitants fewer.",
        "Police counted {n5} people in the square and reported no incidents.",
        "A spokesman for the ministry declined to say whether the {n3} million would be paid back.",
        "Shops along the quay stayed closed until noon, and the {n6} o'clock ferry left almost empty.",
        "An inquiry led by {other} is to hear {n6} witnesses from {month} on.",
        "The weather did not help: {n6} centimetres of snow had fallen overnight.",
        "Trade unions in {place2} announced that they would follow the matter closely.",
        "What happens to the {n4} files in the cellar remained open.",
        "By evening the notice had been taken down, and nobody would say by whom.",
    ];

    private static readonly string[] PaperSentences =
    [
        "They came early, some with folding chairs, to hear what would become of them in {place}: {topic} had kept the town awake for weeks.",
        "When the vote was finally called on {day}, {n1} hands went up and {n6} stayed down.",
        "There is a number that everyone here knows by heart, and it is {n3} million.",
        "For {person}, who has been {role} for longer than most can remember, it was an evening without winners. “{quote1},” came the answer when we asked.",
        "“{quote2},” muttered {other} in the corridor, collar up against the draught.",
        "{n5} names stand on the list against it, the first of them written in pencil.",
        "Officially, {n4} households will feel the change; the baker thinks it is more.",
        "Ask in the harbour about {body} and you will get a shrug, sometimes worse.",
        "The affair goes back to {year}, to a handshake that nobody wrote down.",
        "Further inland, at {place2}, they watch all this with the calm of people who have lost already.",
        "{month} is when the machines are supposed to roll, though the crane has not been ordered.",
        "A thin folder with {n2} pages is all that the experts left behind.",
        "Critics find the arithmetic generous; friends of the plan call it overdue.",
        "It snowed, of course, {n6} centimetres, as it does whenever something is decided here.",
        "Inside, the heating had failed again and the minutes were taken in gloves.",
        "Lawyers, it is said, have earned well from {topic}, though no invoice has been shown.",
        "The {n6} o'clock boat carried three passengers and a bicycle.",
        "{other} will chair the hearing, and has promised coffee to all {n6} who must testify.",
        "Not everyone was bitter: at the back, two girls from the choir practised their parts.",
        "Whether the cellar with its {n4} files will be cleared first is a question for another night.",
        "Of the demonstrators, {n5} by the police's reckoning, half had gone home before the rain.",
        "Somebody has already torn down the notice on the town hall's door.",
    ];

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    private static readonly string[] Months = ["January", "March", "April", "June", "September", "November"];

    private readonly Dictionary<string, string> _facts = Facts(random);

    /// <summary>An agency's report.</summary>
    public Story Wire(Random telling) => Report(telling, WireSentences);

    /// <summary>A newspaper's own report of the same.</summary>
    public Story Paper(Random telling) => Report(telling, PaperSentences);

    private Story Report(Random telling, string[] sentences)
    {
        var chosen = sentences.OrderBy(_ => telling.Next()).Take(telling.Next(10, 17)).Select(Fill).ToList();
        var paragraphs = new List<string>();
        while (chosen.Count > 0)
        {
            var length = Math.Min(chosen.Count, telling.Next(1, 4));
            paragraphs.Add(string.Join(' ', chosen.Take(length)));
            chosen.RemoveRange(0, length);
        }

        return new Story($"What became of {_facts["topic"]} in {_facts["place"]}", paragraphs);
    }

    private string Fill(string sentence)
    {
        foreach (var (name, value) in _facts)
        {
            sentence = sentence.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return sentence;
    }

    private static Dictionary<string, string> Facts(Random random)
    {
        var body = Pick(Bodies);
        return new(StringComparer.Ordinal)
        {
            ["place"] = Pick(Places),
            ["place2"] = Pick(Places),
            ["person"] = $"{Pick(FirstNames)} {Pick(LastNames)}",
            ["other"] = $"{Pick(FirstNames)} {Pick(LastNames)}",
            ["role"] = Pick(Roles),
            ["body"] = body,
            ["Body"] = char.ToUpperInvariant(body[0]) + body[1..],
            ["topic"] = Pick(Topics),
            ["quote1"] = $"{Pick(Openings)}, {Pick(Closings)}",
            ["quote2"] = $"{Pick(Openings)}, {Pick(Closings)}",
            ["day"] = Pick(Days),
            ["month"] = Pick(Months),
            ["year"] = Number(1890, 2015),
            ["n1"] = Number(3, 30),
            ["n2"] = Number(11, 90),
            ["n3"] = Number(4, 480),
            ["n4"] = Number(130, 9800),
            ["n5"] = Number(120, 4000),
            ["n6"] = Number(2, 19),
        };

        string Pick(string[] from) => from[random.Next(from.Length)];

        string Number(int from, int below) => random.Next(from, below).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>A story before it becomes a file.</summary>
internal sealed record Story(string Title, IReadOnlyList<string> Paragraphs);
