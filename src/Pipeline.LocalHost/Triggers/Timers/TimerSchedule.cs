using NCrontab;

namespace Pipeline.LocalHost.Triggers.Timers;

/// <summary>An NCRONTAB expression of six fields (seconds first) or five, in UTC.</summary>
internal sealed class TimerSchedule
{
    /// <summary>Schedules that are denser than this are not persisted, as in the Functions host.</summary>
    private static readonly TimeSpan ShortestMonitoredInterval = TimeSpan.FromMinutes(1);
    private const int OccurrencesCompared = 5;
    private const int FieldsWithSeconds = 6;

    private readonly CrontabSchedule _schedule;

    private TimerSchedule(CrontabSchedule schedule) => _schedule = schedule;

    /// <exception cref="InvalidOperationException">The expression is not valid; the message names the function.</exception>
    public static TimerSchedule Parse(string expression, string function)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == FieldsWithSeconds };
        return CrontabSchedule.TryParse(expression, options) is { } schedule
            ? new TimerSchedule(schedule)
            : throw new InvalidOperationException(
                $"Schedule '{expression}' of function '{function}' is not an NCRONTAB expression of six fields: second minute hour day month day-of-week.");
    }

    /// <summary>The first occurrence after the time, both in UTC.</summary>
    public DateTime Next(DateTime after) => _schedule.GetNextOccurrence(after);

    public bool IsDense(DateTime from)
    {
        var occurrence = Next(from);
        for (var i = 0; i < OccurrencesCompared; i++)
        {
            var following = Next(occurrence);
            if (following - occurrence < ShortestMonitoredInterval)
            {
                return true;
            }

            occurrence = following;
        }

        return false;
    }
}
