using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Pipeline.LocalHost.Tests.Hosting;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Triggers;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    private const string Queues = "AzureFunctionsJobHost:extensions:queues:";
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_message_goes_to_the_poison_queue_after_the_last_attempt_as_it_was()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "failing", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);

        await using var host = await RunningHost.StartAsync<Failing>(account, probe, null, (Queues + "maxDequeueCount", "3"));
        var moved = host.Traffic.SeenAsync(request => request.StartsWith("DELETE", StringComparison.Ordinal) && request.Contains("/failing/", StringComparison.Ordinal));

        Assert.Equal(["text 1", "text 2", "text 3"], await probe.NextAsync(3));
        await moved;
        var poison = await Account.QueueAsync(account, "failing-poison");
        var message = (await poison.ReceiveMessageAsync(cancellationToken: Token)).Value;
        Assert.Equal("dGV4dA==", message.Body.ToString());
        Assert.Equal(9999, message.ExpiresOn!.Value.Year);
        Assert.Empty((await queue.PeekMessagesAsync(1, Token)).Value);
        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_after_the_visibility_timeout()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "failing", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);

        await using var host = await RunningHost.StartAsync<Failing>(account, probe, null, (Queues + "visibilityTimeout", "00:00:02"));

        Assert.Equal("text 1", await probe.NextAsync());
        await host.Traffic.SeenAsync(request => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("visibilitytimeout=2", StringComparison.Ordinal));
        var released = TimeProvider.System.GetTimestamp();
        Assert.Equal("text 2", await probe.NextAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(released), TimeSpan.FromSeconds(1.5), RunningHost.Patience);
    }

    [Fact]
    public async Task The_lock_is_renewed_while_the_function_runs()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "held", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);

        await using var host = await RunningHost.StartAsync<Holding>(account, probe, null, ("LocalHost:QueueLockDuration", "00:00:03"));
        Assert.Equal("started 1", await probe.NextAsync());
        await host.Traffic.NextAsync(3, request => request.StartsWith("PUT", StringComparison.Ordinal) && request.EndsWith("204", StringComparison.Ordinal));
        var deleted = host.Traffic.NextAsync(request => request.StartsWith("DELETE", StringComparison.Ordinal) && request.EndsWith("204", StringComparison.Ordinal));
        probe.Release();

        Assert.Equal("finished", await probe.NextAsync());
        await deleted;
        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task A_function_whose_message_lock_is_lost_is_cancelled()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "held", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);

        await using var host = await RunningHost.StartAsync<Holding>(account, probe, null, ("LocalHost:QueueLockDuration", "00:00:02"));
        Assert.Equal("started 1", await probe.NextAsync());
        await queue.ClearMessagesAsync(Token);

        Assert.Equal("cancelled", await probe.NextAsync());
    }

    [Theory]
    [InlineData("base64", QueueMessageEncoding.Base64)]
    [InlineData("none", QueueMessageEncoding.None)]
    public async Task Both_encodings_reach_every_kind_of_parameter(string encoding, QueueMessageEncoding clientEncoding)
    {
        const string Text = """{"name":"é","Count":2}""";
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        foreach (var name in new[] { "records", "strings", "binaries", "messages" })
        {
            var queue = await Account.QueueAsync(account, name, clientEncoding);
            await queue.SendMessageAsync(Text, Token);
        }

        await using var host = await RunningHost.StartAsync<EveryParameter>(account, probe, null, (Queues + "messageEncoding", encoding));

        var seen = await probe.NextAsync(4);
        Assert.Equal([$"binary {Text}", $"message {Text} 1 True", "record é 2", $"string {Text}"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_that_is_not_what_the_function_takes_becomes_poison()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var records = await Account.QueueAsync(account, "records");
        await records.SendMessageAsync("not base64!", Token);
        await records.SendMessageAsync(Convert.ToBase64String("not JSON"u8), Token);

        await using var host = await RunningHost.StartAsync<EveryParameter>(account, new Probe(), null, (Queues + "maxDequeueCount", "2"));
        await host.Traffic.NextAsync(2, request => request.StartsWith("POST", StringComparison.Ordinal) && request.Contains("/records-poison/messages", StringComparison.Ordinal));

        var poison = await Account.QueueAsync(account, "records-poison");
        var bodies = (await poison.PeekMessagesAsync(10, Token)).Value.Select(message => message.Body.ToString());
        Assert.Equal(["bm90IEpTT04=", "not base64!"], bodies.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_whose_attempts_all_ended_without_an_outcome_becomes_poison_without_another()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "failing", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            QueueMessage message = await queue.ReceiveMessageAsync(cancellationToken: Token);
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.Body, TimeSpan.Zero, Token);
        }

        await using var host = await RunningHost.StartAsync<Failing>(account, probe, null, (Queues + "maxDequeueCount", "2"));
        await host.Traffic.SeenAsync(request => request.StartsWith("DELETE", StringComparison.Ordinal) && request.Contains("/failing/", StringComparison.Ordinal));

        Assert.True(probe.IsQuiet);
    }

    [Fact]
    public async Task No_more_messages_run_at_once_than_batch_size_and_threshold_allow()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "held", QueueMessageEncoding.Base64);
        for (var i = 0; i < 8; i++)
        {
            await queue.SendMessageAsync("text", Token);
        }

        await using var host = await RunningHost.StartAsync<Holding>(account, probe, null, (Queues + "batchSize", "2"), (Queues + "newBatchThreshold", "1"));
        await probe.NextAsync(2);
        probe.Release();
        await probe.NextAsync(3);

        // One of two has ended, so one remains, at the threshold: a batch of two more has started and nothing else.
        Assert.Equal(4, (await queue.PeekMessagesAsync(10, Token)).Value.Length);
        probe.Release(7);
        await probe.NextAsync(11);
        Assert.Equal(3, Holding.MostAtOnce(probe));
    }

    [Fact]
    public async Task A_queue_may_be_made_after_the_host_started()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        await using var host = await RunningHost.StartAsync<Failing>(account, probe);
        await host.Traffic.NextAsync(request => request.Contains("/failing/messages", StringComparison.Ordinal) && request.EndsWith("404", StringComparison.Ordinal));

        var queue = await Account.QueueAsync(account, "failing", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("late", Token);

        Assert.Equal("late 1", await probe.NextAsync());
    }

    [Fact]
    public async Task An_idle_queue_is_polled_less_and_less_until_a_function_ends()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        await Account.QueueAsync(account, "fed", QueueMessageEncoding.Base64);
        await using var host = await RunningHost.StartAsync<Feeding>(account, probe, null, (Queues + "maxPollingInterval", "00:01:00"));

        // Waits of 0.1, 0.2, 0.4, 0.8 and 1.6 seconds lie between the first six polls; 3.2 seconds begin.
        await host.Traffic.NextAsync(5, IsPoll);
        var started = TimeProvider.System.GetTimestamp();
        await host.Traffic.NextAsync(IsPoll);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.7), RunningHost.Patience);

        started = TimeProvider.System.GetTimestamp();
        using var client = new HttpClient();
        await client.GetAsync(new Uri(host.Address, "/api/feed"), Token);

        Assert.Equal("fed", await probe.NextAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2.8));
    }

    [Fact]
    public async Task A_message_of_a_poison_queue_that_fails_stays_there()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "some-poison", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);
        await using var host = await RunningHost.StartAsync<FailingPoisonHandler>(account, probe, null, (Queues + "maxDequeueCount", "1"), ("LocalHost:QueueLockDuration", "00:00:02"));

        Assert.Equal(["text 1", "text 2"], await probe.NextAsync(2));
        Assert.DoesNotContain(host.Traffic.Requests, request => request.Contains("poison-poison", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_function_that_exceeds_the_time_limit_is_cancelled()
    {
        var account = await azurite.CreateAccountAsync(Token);
        var probe = new Probe();
        var queue = await Account.QueueAsync(account, "held", QueueMessageEncoding.Base64);
        await queue.SendMessageAsync("text", Token);

        await using var host = await RunningHost.StartAsync<Holding>(account, probe, null, ("AzureFunctionsJobHost:functionTimeout", "00:00:01"));

        Assert.Equal(["started 1", "cancelled"], await probe.NextAsync(2));
    }

    private static bool IsPoll(string request) => request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/messages", StringComparison.Ordinal);

    public sealed class Feeding(Probe probe, IConfiguration configuration)
    {
        [Function("Feed")]
        public async Task<IResult> FeedAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "feed")] HttpRequest request)
        {
            var queue = new QueueClient(configuration["Storage"], "fed", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
            await queue.SendMessageAsync("fed", request.HttpContext.RequestAborted);
            return Results.Accepted();
        }

        [Function("Fed")]
        public void Fed([QueueTrigger("fed", Connection = "Storage")] string message) => probe.Report(message);
    }

    public sealed class FailingPoisonHandler(Probe probe)
    {
        [Function(nameof(FailingPoisonHandler))]
        public void Run([QueueTrigger("some-poison", Connection = "Storage")] string message, int dequeueCount)
        {
            probe.Report($"{message} {dequeueCount}");
            throw new InvalidOperationException("Fails as it should.");
        }
    }

    public sealed class Failing(Probe probe)
    {
        [Function(nameof(Failing))]
        public void Run([QueueTrigger("failing", Connection = "Storage")] string message, FunctionContext context)
        {
            probe.Report($"{message} {context.BindingContext.BindingData["DequeueCount"]}");
            throw new InvalidOperationException("Fails as it should.");
        }
    }

    public sealed class Holding(Probe probe)
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Probe, Counter> Counters = [];

        internal static int MostAtOnce(Probe probe) => Counters.GetOrCreateValue(probe).Most;

        [Function(nameof(Holding))]
        public async Task RunAsync([QueueTrigger("held", Connection = "Storage")] string message, FunctionContext context, CancellationToken cancellationToken)
        {
            var counter = Counters.GetOrCreateValue(probe);
            counter.Enter();
            probe.Report($"started {context.BindingContext.BindingData["DequeueCount"]}");
            try
            {
                await probe.HoldAsync(cancellationToken);
                counter.Leave();
                probe.Report("finished");
            }
            catch (OperationCanceledException)
            {
                probe.Report("cancelled");
                throw;
            }
        }

        private sealed class Counter
        {
            private readonly Lock _lock = new();
            private int _now;

            public int Most { get; private set; }

            public void Enter()
            {
                lock (_lock)
                {
                    Most = Math.Max(Most, ++_now);
                }
            }

            public void Leave()
            {
                lock (_lock)
                {
                    _now--;
                }
            }
        }
    }

    public sealed record Item(string Name, int Count);

    public sealed class EveryParameter(Probe probe)
    {
        [Function("Records")]
        public Task RecordAsync([QueueTrigger("records", Connection = "Storage")] Item item)
        {
            probe.Report($"record {item.Name} {item.Count}");
            return Task.CompletedTask;
        }

        [Function("Strings")]
        public void Text([QueueTrigger("strings", Connection = "Storage")] string text) => probe.Report($"string {text}");

        [Function("Binaries")]
        public ValueTask BinaryAsync([QueueTrigger("binaries", Connection = "Storage")] BinaryData data)
        {
            probe.Report($"binary {data}");
            return ValueTask.CompletedTask;
        }

        [Function("Messages")]
        public async ValueTask<int> MessageAsync([QueueTrigger("messages", Connection = "Storage")] QueueMessage message, FunctionContext context, string id, int dequeueCount)
        {
            await Task.Yield();
            probe.Report($"message {message.Body} {dequeueCount} {message.MessageId == id && context.FunctionDefinition.Name == "Messages"}");
            return 1;
        }
    }
}
