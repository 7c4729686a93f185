using System.Collections.Frozen;

namespace Pipeline.Text.Analysis.Sentiments;

/// <summary>
/// Good or bad news in the language of business, which valence lexicons do not know: what goes up or down, and whether that is welcome. "Profit rose" is good, "costs rose"
/// is bad, "losses narrowed" is good.
/// </summary>
internal static class BusinessDirection
{
    /// <summary>How many words apart a direction and its subject may stand.</summary>
    private const int Reach = 8;

    private static readonly FrozenDictionary<uint, int> s_directions = Table(
        "rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth climb climbs climbed climbing jump jumps jumped jumping surge surges surged surging soar soared soaring rally rallied up higher improve improves improved improving improvement expand expanded expanding exceed exceeded beat beats topped double doubled tripled accelerated strengthen strengthened recovered rebound rebounded gained gains",
        "fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop drops dropped dropping slump slumps slumped plunge plunges plunged plunging sink sinks sank slide slides slid down lower weaken weakened weaker shrink shrank shrunk tumble tumbled reduce reduced contracted narrowed narrower halved slipped dipped missed worsened deteriorated");

    private static readonly FrozenDictionary<uint, int> s_subjects = Table(
        "profit profits sales revenue revenues earnings income turnover margin margins demand orders exports share shares stock stocks dividend output growth operating ebit ebitda market deliveries volumes traffic bookings backlog",
        "loss losses cost costs expense expenses debt debts unemployment inflation deficit bankruptcies complaints emissions");

    /// <summary>From −1 (bad) to 1 (good); 0 when no direction meets a subject.</summary>
    public static float Of(ReadOnlySpan<SentimentToken> tokens)
    {
        var sum = 0;
        var (direction, directionAt) = (0, -1);
        var (subject, subjectAt) = (0, -1);
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = tokens[i];
            if (s_directions.TryGetValue(token.Hash, out var up))
            {
                (direction, directionAt) = (token.Is(TokenKinds.Negated) ? -up : up, i);
            }
            else if (s_subjects.TryGetValue(token.Hash, out var good))
            {
                (subject, subjectAt) = (good, i);
            }
            else
            {
                continue;
            }

            if (directionAt >= 0 && subjectAt >= 0 && Math.Abs(directionAt - subjectAt) <= Reach)
            {
                sum += direction * subject;
                (directionAt, subjectAt) = (-1, -1);
            }
        }

        return Math.Clamp(sum, -2, 2) / 2f;
    }

    private static FrozenDictionary<uint, int> Table(string plus, string minus) =>
        plus.Split(' ').Select(w => (w, 1)).Concat(minus.Split(' ').Select(w => (w, -1))).ToFrozenDictionary(e => SentimentTokens.HashOf(e.w), e => e.Item2);
}
