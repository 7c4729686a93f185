using System.Globalization;
using System.Text.Json.Serialization;

namespace Pipeline.Text;

/// <summary>A calendar date, with the time and the zone only when the source gives them.</summary>
/// <param name="Date">The day, in the publisher's zone.</param>
/// <param name="Time">The local time of day; null when only the day is known.</param>
/// <param name="Offset">Offset from UTC; null when the source names no zone.</param>
/// <param name="AsWritten">The words of the source that were read.</param>
public sealed record ArticleDate(DateOnly Date, TimeOnly? Time, TimeSpan? Offset, string AsWritten)
{
    /// <summary>ISO 8601, as exact as the source: <c>2021-08-17</c>, <c>2021-08-17T21:40</c> or <c>2021-08-17T21:40+06:00</c>; seconds only when not zero.</summary>
    [JsonIgnore]
    public string Iso => ToString();

    /// <summary>The moment in UTC; a missing time counts as midnight and a missing zone as UTC.</summary>
    public DateTimeOffset ToUtc()
    {
        // Near the ends of the calendar an offset would leave the range of DateTimeOffset.
        var local = Date.ToDateTime(Time ?? TimeOnly.MinValue, DateTimeKind.Utc);
        var ticks = Math.Clamp(local.Ticks - (Offset ?? TimeSpan.Zero).Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <inheritdoc cref="Iso"/>
    public override string ToString()
    {
        var text = Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Time is not { } time)
        {
            return text;
        }

        text += time.ToString(time.Second == 0 ? "'T'HH:mm" : "'T'HH:mm:ss", CultureInfo.InvariantCulture);
        if (Offset is { } offset)
        {
            text += offset == TimeSpan.Zero ? "Z" : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);
        }

        return text;
    }
}
