using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Language;

namespace Pipeline.Core.Tests.Language;

public sealed class ServerClockTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Before_any_answer_it_is_the_local_clock() => Assert.Equal(_time.GetUtcNow(), new ServerClock(_time).Now);

    [Fact]
    public void Many_answers_in_whole_seconds_tell_the_difference_closely()
    {
        var ahead = TimeSpan.FromSeconds(37.4);
        var clock = new ServerClock(_time);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var sent = _time.GetUtcNow();
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 20)));
            var server = _time.GetUtcNow() + ahead;
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 20)));
            clock.Observe(new DateTimeOffset(server.Ticks - (server.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero), sent, _time.GetUtcNow());
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(1, 400)));
        }

        Assert.InRange(clock.Now - _time.GetUtcNow(), ahead - TimeSpan.FromMilliseconds(50), ahead + TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_clock_that_was_set_is_followed()
    {
        var clock = new ServerClock(_time);
        clock.Observe(_time.GetUtcNow(), _time.GetUtcNow(), _time.GetUtcNow());

        clock.Observe(_time.GetUtcNow().AddHours(1), _time.GetUtcNow(), _time.GetUtcNow());

        Assert.InRange(clock.Now - _time.GetUtcNow(), TimeSpan.FromHours(1), TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
    }
}
