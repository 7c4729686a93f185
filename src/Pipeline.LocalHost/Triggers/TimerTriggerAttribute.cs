namespace Pipeline.LocalHost;

/// <summary>Starts a function on a schedule. The parameter is a <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">Six-field NCRONTAB expression in UTC (seconds first), or <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>Six-field NCRONTAB expression in UTC.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the function also runs once whenever the host starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>
    /// Whether the schedule is persisted, so that an occurrence missed while the host was down runs once at start. Schedules with occurrences less than a minute
    /// apart are never persisted.
    /// </summary>
    public bool UseMonitor { get; set; } = true;
}

/// <summary>What a timer function is told about its schedule.</summary>
public sealed class TimerInfo
{
    /// <summary>Last and next occurrence; null when the schedule is not persisted.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for an occurrence that was missed.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>Persisted state of a timer's schedule, in UTC.</summary>
public sealed class ScheduleStatus
{
    /// <summary>When the function ran last; the default value when it never has.</summary>
    public DateTime Last { get; set; }

    /// <summary>The occurrence expected next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
