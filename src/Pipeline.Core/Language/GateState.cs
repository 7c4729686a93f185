using System.Globalization;
using Pipeline.Core.Articles;

namespace Pipeline.Core.Language;

/// <summary>
/// What all instances know of the service: when the next request may leave, until when none may, what was bought today. Pure: each method gives the
/// next state, which counts only when it could be stored in place of this one.
/// </summary>
internal sealed record GateState
{
    /// <summary>A request that would leave later than this is refused, so that no function is held for longer.</summary>
    public static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(30);

    /// <summary>How long one request that tries whether the service is back keeps the others waiting beyond its own time, should nobody hear of it again.</summary>
    public static readonly TimeSpan ProbeSlack = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The rate is kept at the service, where requests arrive a little later than they left, some more than others: this share of it is used, so
    /// that a minute at the service never sees more than the whole.
    /// </summary>
    private const double UsedShareOfRate = 0.95;

    /// <summary>The earliest moment for the next request.</summary>
    public DateTimeOffset NextSlot { get; init; }

    /// <summary>Until when no request leaves; null while the gate is open.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>Why, a reason code.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Whether one request is on its way to see if the service is back.</summary>
    public bool IsProbing { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>The day (UTC, yyyyMMdd) of <see cref="Bought"/>.</summary>
    public string Day { get; init; } = "";

    /// <summary>Text records bought that day.</summary>
    public long Bought { get; init; }

    /// <summary>Asks for a request that buys <paramref name="records"/>.</summary>
    public (GateState Next, GateAnswer Answer) Enter(DateTimeOffset now, int records, LanguageOptions options)
    {
        if (Blocked(now, records, options) is { } blocked)
        {
            return (this, blocked);
        }

        var slot = NextSlot > now ? NextSlot : now;
        if (slot - now > LongestQueue)
        {
            return (this, GateAnswer.Refused(ReasonCodes.Throttled, slot));
        }

        var isProbe = ClosedUntil is not null;
        var next = Today(now) with
        {
            NextSlot = slot + (TimeSpan.FromMinutes(1) / (options.RequestsPerMinute * UsedShareOfRate)),
            ClosedUntil = isProbe ? slot + options.RequestTimeout + ProbeSlack : null,
            IsProbing = isProbe,
        };
        return (next with { Bought = next.Bought + records }, GateAnswer.Granted(slot, isProbe));
    }

    /// <summary>Why a request for <paramref name="records"/> may not leave now; null when it may.</summary>
    public GateAnswer? Blocked(DateTimeOffset now, int records, LanguageOptions options)
    {
        if (ClosedUntil > now)
        {
            return GateAnswer.Refused(ClosedReason!, ClosedUntil.Value, IsProbing);
        }

        var bought = Today(now).Bought;
        return options.DailyRecordBudget is { } budget && bought + records > budget
            ? GateAnswer.Refused(ReasonCodes.DailyBudgetSpent, new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero))
            : null;
    }

    /// <summary>The probe was answered: the service is back, unless somebody met a failure since. (Other answers say nothing: their requests left before the gate closed.)</summary>
    public GateState ProbeSucceeded() => IsProbing ? this with { ClosedUntil = null, ClosedReason = null, IsProbing = false, Failures = 0 } : this;

    /// <summary>A request failed: what it was to buy is given back, and nobody tries again before <paramref name="failure"/> says so.</summary>
    public GateState Failed(DateTimeOffset now, LanguageFailure failure, int records, LanguageOptions options)
    {
        // Requests that left before the gate closed fail with the one that closed it: together they are one failure.
        var isLate = ClosedUntil > now && !IsProbing;
        var failures = isLate ? Failures : Failures + 1;
        var backoff = TimeSpan.FromTicks(Math.Min(options.LongestPause.Ticks, FirstBackoff.Ticks << Math.Min(failures - 1, 20)));
        var until = now + Shorter(failure.RetryAfter ?? backoff, options.LongestPause);
        var today = Today(now);
        return today with
        {
            Failures = failures,
            ClosedUntil = isLate && ClosedUntil > until ? ClosedUntil : until,
            ClosedReason = failure.Reason,
            IsProbing = false,
            Bought = Math.Max(0, today.Bought - records),
        };
    }

    /// <summary>A part of what was granted was not bought.</summary>
    public GateState Refunded(int records) => this with { Bought = Math.Max(0, Bought - records) };

    /// <summary>Text records bought on the day of <paramref name="now"/>.</summary>
    public long BoughtOn(DateTimeOffset now) => Today(now).Bought;

    private GateState Today(DateTimeOffset now)
    {
        var day = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return day == Day ? this : this with { Day = day, Bought = 0 };
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}

/// <summary>Whether a request may leave.</summary>
/// <param name="Reason">Why not, a reason code; null when it may.</param>
/// <param name="At">When it may leave; when refused, when to ask again.</param>
/// <param name="IsProbe">Granted: it is the one request that tries whether the service is back. Refused: such a request is on its way, and its answer may open the gate sooner.</param>
internal sealed record GateAnswer(string? Reason, DateTimeOffset At, bool IsProbe)
{
    public bool IsGranted => Reason is null;

    public static GateAnswer Granted(DateTimeOffset at, bool isProbe) => new(null, at, isProbe);

    public static GateAnswer Refused(string reason, DateTimeOffset at, bool isProbing = false) => new(reason, at, isProbing);
}
