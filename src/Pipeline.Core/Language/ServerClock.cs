namespace Pipeline.Core.Language;

/// <summary>
/// The storage service's clock, which all instances share, as far as its answers tell: their Date has whole seconds, so that each answer bounds the difference to the
/// local clock, and many bound it closely.
/// </summary>
public class ServerClock(TimeProvider time)
{
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private TimeSpan _least;
    private TimeSpan _most;
    private bool _known;

    /// <summary>The server's time; the local one until an answer was seen.</summary>
    public virtual DateTimeOffset Now => time.GetUtcNow() + Ahead;

    private TimeSpan Ahead
    {
        get
        {
            lock (_lock)
            {
                return (_least + _most) / 2;
            }
        }
    }

    /// <summary>Learns from an answer.</summary>
    /// <param name="date">Its Date.</param>
    /// <param name="sent">Local time before the request.</param>
    /// <param name="received">Local time after the answer.</param>
    public void Observe(DateTimeOffset? date, DateTimeOffset sent, DateTimeOffset received)
    {
        if (date is not { } seen)
        {
            return;
        }

        var (least, most) = (seen - received, seen + Resolution - sent);
        lock (_lock)
        {
            if (!_known || least > _most || most < _least)
            {
                (_known, _least, _most) = (true, least, most); // The first answer, or one of the two clocks was set.
            }
            else
            {
                (_least, _most) = (least > _least ? least : _least, most < _most ? most : _most);
            }
        }
    }
}
