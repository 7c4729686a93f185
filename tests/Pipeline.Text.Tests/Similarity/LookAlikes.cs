using System.Globalization;

namespace Pipeline.Text.Tests.Similarity;

/// <summary>Stories that look like another one and are not: each tells something else, or the same in words of its own.</summary>
internal sealed class LookAlikes(Random random)
{
    private static readonly string[] Skies = ["clear", "overcast", "hazy", "changeable", "sunny", "grey"];
    private static readonly string[] Winds = ["north", "north-west", "west", "south", "south-east", "east"];
    private static readonly string[] Movements = ["rose", "fell", "gained", "lost", "climbed", "slipped"];
    private static readonly string[] Shares = ["Halvor Shipyards", "Tarn Dairy", "Norrland Rail", "Easter Bank", "Velden Paper", "Coast Cables", "Marrow Salt", "Quarne Timber"];
    private static readonly string[] Teams = ["Lindholm", "Velden", "Karsten Bay", "Tollinge", "Norrvik", "Port Maren", "Wexley", "Storvik"];
    private static readonly string[] Streets = ["Mill Lane", "Harbour Street", "Chapel Road", "Tanners' Row", "Station Square", "Bridge Street", "Orchard Way", "Rope Walk"];
    private static readonly string[] Goods = ["a bicycle", "two outboard motors", "copper pipes", "a box of tools", "a laptop", "cash and stamps", "fishing rods", "a garden statue"];

    /// <summary>Every kind by name: a pair of stories that are no copies of each other.</summary>
    public IReadOnlyList<(string Name, Func<(Story, Story)> Make)> Kinds =>
    [
        ("other agency", OtherAgency),
        ("same agency, other event", () => (new NewsEvent(random).Wire(random), new NewsEvent(random).Wire(random))),
        ("live updates", LiveUpdates),
        ("same notices", SameNotices),
        ("weather", () => (Weather(), Weather())),
        ("markets", () => (Markets(), Markets())),
        ("results", () => (Results(), Results())),
        ("police", () => (Police(), Police())),
    ];

    /// <summary>The same event, told by two reporters who heard the same words.</summary>
    public static IReadOnlyList<(Story, Story)> HandWritten { get; } =
    [
        (new("Lighthouse keeper saves two from the rocks", [
            "The keeper of the Rimsey lighthouse pulled two anglers from the rocks early on Sunday after their boat had struck the Widow's Ledge and sunk within minutes.",
            "Selma Brandt, 58, said that she had heard shouting over the foghorn shortly before 5 a.m. and had gone down the 112 steps with a rope and a lamp. “I could see one hand and a red hat, so I threw the rope at the hat,” she told the coastguard.",
            "Both men, aged 34 and 41, were taken to the county hospital with hypothermia. A hospital spokesman described their condition as stable.",
            "The coastguard said that the boat had carried no radio. It renewed its warning that the ledge lies only 40 centimetres below the surface at low water.",
        ]), new("Two anglers rescued off Rimsey", [
            "Two men are recovering in hospital after what the coastguard calls a rescue out of a storybook: the woman who tends the light at Rimsey hauled them ashore by hand before dawn on Sunday.",
            "Their open boat, which had no radio aboard, had hit the Widow's Ledge in thick fog. The ledge is covered by barely 40 centimetres of water when the tide is out and has claimed nine boats since the war.",
            "“I could see one hand and a red hat, so I threw the rope at the hat,” said Selma Brandt, who is 58 and has lived at the tower since 1993. It has 112 steps, and she took them in the dark.",
            "Doctors say the pair, 34 and 41 years old, were badly chilled but will be home by Tuesday.",
        ])),
        (new("Shipyard to close after 140 years", [
            "The Halvor shipyard in Tollinge will close at the end of March with the loss of 312 jobs, its owners announced on Thursday.",
            "The yard, which launched its first barque in 1886, has not won an order since the spring of last year. Managing director Oskar Aalto said that competitors abroad were building at two thirds of the price.",
            "“There is no shame in being the last to turn off the lights, but there is no joy in it either,” he told workers in the plating hall.",
            "The union demanded a transfer company and training for all. Talks are to begin on Monday.",
        ]), new("“No shame in being the last”: Tollinge loses its yard", [
            "At ten past two the cranes stood still in Tollinge. An hour later everybody in the plating hall knew that they would not move again after March.",
            "Three hundred and twelve people work at Halvor, many of them in the third generation. The last order, a car ferry, left the slip a year and a half ago, and since then the order book has been empty.",
            "Oskar Aalto, who runs the yard, came without notes. “There is no shame in being the last to turn off the lights, but there is no joy in it either,” he said, and then could not go on for a while.",
            "Now the union wants a company that catches those who are let go. What becomes of the two docks, which belong to the town, is not known; a museum has been mentioned, and flats.",
        ])),
        (new("Council bans fireworks on the quay", [
            "Fireworks will be banned on the quay of Karsten Bay from this New Year on, the town council decided on Tuesday by 14 votes to 9.",
            "The ban covers the area between the customs house and the fish market and carries a fine of 200 crowns. It follows a fire last January that destroyed six sheds and a sailing school.",
            "Councillor Freya Menon, who had proposed it, spoke of common sense. Shopkeepers fear for their trade: Hugo Keating of the chamber of commerce said the night brings a tenth of the winter's takings.",
        ]), new("A quiet New Year for Karsten Bay", [
            "No rockets, no bangers, no fountains: whoever lights a fuse by the water in Karsten Bay on the last night of the year will be 200 crowns poorer.",
            "With 14 hands against 9 the councillors followed a motion by Freya Menon. “It is common sense,” she said, and recalled the night when six sheds and the sailing school burned down.",
            "The forbidden zone begins at the customs house and ends where the fish market does. Beyond it, everything stays as it was.",
            "Traders are not amused. A tenth of what the winter brings in is earned on that one night, Hugo Keating of the chamber of commerce reckons.",
        ])),
        (new("Brücke in Velden bleibt bis Herbst gesperrt", [
            "Die Fußgängerbrücke über den Tarn in Velden bleibt noch bis zum Herbst gesperrt. Das teilte das Bauamt am Mittwoch mit.",
            "Gutachter hatten an 17 von 64 Trägern Risse gefunden. Die Reparatur kostet nach Angaben der Stadt rund 1,2 Millionen Kronen.",
            "Bürgermeisterin Greta Lindqvist bat um Verständnis: „Lieber ein Umweg als ein Unglück.“ Ein Pendelbus fährt alle 20 Minuten.",
        ]), new("Umweg statt Unglück: Velden wartet auf seine Brücke", [
            "Wer in Velden trockenen Fußes über den Tarn will, braucht weiter Geduld oder den Pendelbus, der alle 20 Minuten kommt.",
            "An 17 der 64 Träger des Stegs klaffen Risse, und vor dem Herbst wird daraus nichts mehr, heißt es im Bauamt. Gut 1,2 Millionen Kronen sind dafür vorgesehen.",
            "„Lieber ein Umweg als ein Unglück“, sagt Greta Lindqvist, die Bürgermeisterin, und zeigt auf das Gitter, an dem jemand Blumen befestigt hat.",
        ])),
    ];

    private (Story, Story) OtherAgency()
    {
        var happened = new NewsEvent(random);
        return (happened.Wire(random), happened.Paper(random));
    }

    /// <summary>Two reports of a series: new facts above, a third of background below that both have.</summary>
    private (Story, Story) LiveUpdates()
    {
        var background = new NewsEvent(random).Paper(random).Paragraphs.TakeLast(2).ToList();
        return (Update(), Update());

        Story Update() => new NewsEvent(random).Wire(random) is var news ? news with { Paragraphs = [.. news.Paragraphs, .. background] } : news;
    }

    /// <summary>Two short stories above the same two notices of their site, which are not longer than the stories.</summary>
    private (Story, Story) SameNotices()
    {
        var notices = CopyMaker.Notices.OrderBy(_ => random.Next()).Take(2).ToList();
        return (Short(), Short());

        Story Short()
        {
            var news = new NewsEvent(random).Paper(random);
            var room = notices.Sum(notice => notice.Length);
            return news with { Paragraphs = [.. news.Paragraphs.TakeWhile(paragraph => room > 0 && (room -= paragraph.Length) > int.MinValue), .. notices] };
        }
    }

    private Story Weather() => new("The weather on the coast", [
        $"The day begins {Pick(Skies)} on the coast, with {Number(1, 20)} degrees in Port Maren and {Number(1, 20)} degrees in the valleys, and stays {Pick(Skies)} until the afternoon.",
        $"A moderate to fresh wind from the {Pick(Winds)} reaches {Number(10, 70)} kilometres an hour on the outer islands, where gusts of up to {Number(70, 110)} are possible after sunset. Small craft should stay in harbour.",
        $"The chance of rain is {Number(0, 100)} percent in the morning and {Number(0, 100)} percent in the evening. Up to {Number(0, 40)} millimetres may fall on the slopes of Halden Ridge.",
        $"High water at Port Maren is at {Number(0, 24)}.{Number(10, 60)}, low water at {Number(0, 24)}.{Number(10, 60)}. The sea has a temperature of {Number(4, 19)} degrees. The sun sets at {Number(15, 22)}.{Number(10, 60)}.",
        $"The outlook for the next three days: {Pick(Skies)}, with highs of {Number(3, 25)}, {Number(3, 25)} and {Number(3, 25)} degrees. The weather service renews this report every six hours.",
    ]);

    private Story Markets() => new("Stocks on the coast exchange", [
        $"The coast index {Pick(Movements)} {Number(0, 4)}.{Number(10, 99)} percent to {Number(900, 2100)}.{Number(10, 99)} points by the close of trading. Turnover came to {Number(20, 400)} million crowns, compared with {Number(20, 400)} million on the day before.",
        $"Shares of {Pick(Shares)} {Pick(Movements)} {Number(1, 9)}.{Number(1, 9)} percent to {Number(8, 190)}.{Number(10, 99)} crowns and those of {Pick(Shares)} {Pick(Movements)} {Number(1, 9)}.{Number(1, 9)} percent. Dealers pointed to the decision of the central bank and to thin trading before the holidays.",
        $"{Pick(Shares)} stood at {Number(8, 190)}.{Number(10, 99)} crowns. The company presents its figures for the quarter on the {Number(2, 29)}th of the month.",
        $"In the currency market the crown was quoted at 0.{Number(1000, 1400)} to the dollar and 0.{Number(800, 1300)} to the euro. A tonne of salt cost {Number(90, 260)} crowns, a barrel of herring {Number(200, 480)}.",
    ]);

    private Story Results()
    {
        string[] teams = [.. Teams.OrderBy(_ => random.Next())];
        return new("Results of the coastal league", [
            $"{teams[0]} beat {teams[1]} {Number(2, 6)}–{Number(0, 2)} in the coastal league on Saturday and moved up to place {Number(1, 9)} with {Number(10, 60)} points. The first goal came in minute {Number(1, 45)}, the last one from a penalty in minute {Number(60, 90)}.",
            $"{teams[2]} and {teams[3]} drew {Number(0, 4)} all before a crowd of {Number(200, 4000)}, after the visitors had led at half-time. The referee showed {Number(1, 8)} yellow cards.",
            $"The match between {teams[4]} and {teams[5]} was put off because the pitch was under water. It will be played on the {Number(2, 28)}th. {teams[6]} had no match.",
            $"The next round begins on Friday at {Number(17, 21)}.30 with {teams[1]} against {teams[6]}. Tickets are sold at the grounds and at the tobacconist's on the quay.",
        ]);
    }

    private Story Police() => new("From the police report", [
        $"Unknown persons broke into a house in {Pick(Streets)} in the night to {Pick(["Monday", "Tuesday", "Thursday", "Saturday"])} and took {Pick(Goods)} and {Pick(Goods)}. The damage is put at {Number(2, 90)}00 crowns.",
        $"A witness saw {Pick(["a grey van", "two young men", "a tall woman", "a motorcycle", "a man with a dog"])} leave towards {Pick(Streets)} at about {Number(1, 5)}.{Number(10, 60)}.",
        "Whoever has noticed anything is asked to call the station at the harbour or any other police office. Callers need not give their names.",
    ]);

    private string Number(int from, int below) => random.Next(from, below).ToString(CultureInfo.InvariantCulture);

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
