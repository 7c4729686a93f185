using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Pipeline.Core.Storage;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>
/// The one throttle in front of Azure AI Language, shared by all instances: a row in storage that is only ever replaced as it was read. It spaces the requests,
/// closes after failures (then one request tries whether the service is back), and keeps the daily budget.
/// </summary>
public sealed class LanguageGate(PipelineStorage storage, ServerClock clock, TimeProvider time, IOptions<LanguageOptions> options) : IDisposable
{
    /// <summary>With many instances a write may be overtaken several times in a row, but not this often.</summary>
    private const int MostConflicts = 100;

    private static readonly TimeSpan LongestConflictPause = TimeSpan.FromMilliseconds(50);

    private readonly TableClient _table = storage.Table(PipelineStorage.LanguageUsageTable);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (GateState State, ETag ETag)? _last;

    /// <summary>Why nothing can be bought now, for health and upkeep; null when something can.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer.</exception>
    public async Task<AnalysisError?> BlockedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return null;
        }

        var (state, _) = await ReadAsync(cancellationToken);
        return state.Blocked(clock.Now, 1, options.Value) is { } blocked ? Waiting(blocked) : null;
    }

    /// <summary>How upkeep sees the gate.</summary>
    /// <exception cref="RequestFailedException">Storage does not answer.</exception>
    internal async Task<GateView> ViewAsync(CancellationToken cancellationToken) =>
        !options.Value.IsConfigured ? GateView.None : await BlockedAsync(cancellationToken) is null ? GateView.Open : GateView.Closed;

    /// <summary>Text records bought today (UTC).</summary>
    /// <exception cref="RequestFailedException">Storage does not answer.</exception>
    public async Task<long> BoughtTodayAsync(CancellationToken cancellationToken)
    {
        var (state, _) = await ReadAsync(cancellationToken);
        return state.BoughtOn(clock.Now);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Asks for a request that buys <paramref name="records"/>; when granted, it must not leave before <see cref="GateAnswer.At"/>.</summary>
    internal async Task<GateAnswer> EnterAsync(int records, CancellationToken cancellationToken)
    {
        GateAnswer? answer = null;
        await ChangeAsync(state =>
        {
            (var next, answer) = state.Enter(clock.Now, records, options.Value);
            return next;
        }, cancellationToken);
        return answer!;
    }

    /// <summary>The request that tried whether the service is back was answered.</summary>
    internal Task ProbeSucceededAsync(CancellationToken cancellationToken) => ChangeAsync(state => state.ProbeSucceeded(), cancellationToken);

    /// <summary>The request failed. What it was to buy is given back only when it is sure that nothing was bought.</summary>
    internal Task FailedAsync(LanguageFailure failure, int records, CancellationToken cancellationToken) =>
        ChangeAsync(state => state.Failed(clock.Now, failure, failure.IsSettled ? records : 0, options.Value), cancellationToken);

    /// <summary>Gives back what documents that the service refused were to cost.</summary>
    internal Task RefundAsync(int records, CancellationToken cancellationToken) =>
        records == 0 ? Task.CompletedTask : ChangeAsync(state => state.Refunded(records), cancellationToken);

    /// <summary>How long until <paramref name="moment"/> of the server's clock.</summary>
    internal TimeSpan Until(DateTimeOffset moment) => moment > clock.Now ? moment - clock.Now : TimeSpan.Zero;

    /// <summary>An error that waits; its time is the local clock's.</summary>
    internal AnalysisError Waiting(GateAnswer refused) =>
        new(AnalysisErrorKind.Waiting, refused.Reason!, "Azure AI Language cannot be asked now; the article waits.", time.GetUtcNow() + Until(refused.At));

    /// <summary>Replaces the state by what <paramref name="change"/> makes of it, repeated until nobody else was faster. In this process one at a time.</summary>
    private async Task ChangeAsync(Func<GateState, GateState> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var i = 0; i < MostConflicts; i++)
            {
                var (state, etag) = _last ?? await ReadAsync(cancellationToken);
                var next = change(state);
                if (next == state && _last is null)
                {
                    return; // Read just now: a refusal is the truth.
                }

                if (next != state && await TryWriteAsync(next, etag, cancellationToken))
                {
                    return;
                }

                _last = null;
                if (i > 0)
                {
                    await Task.Delay(LongestConflictPause * Random.Shared.NextDouble(), time, cancellationToken);
                }
            }

            throw new RequestFailedException($"The row of the throttle was changed by others {MostConflicts} times in a row.");
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(GateState State, ETag ETag)> ReadAsync(CancellationToken cancellationToken)
    {
        var sent = time.GetUtcNow();
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(GateRow.Key, GateRow.Key, cancellationToken: cancellationToken);
        Observe(found.GetRawResponse(), sent);
        return found.HasValue ? (GateRow.Read(found.Value!), found.Value!.ETag) : (new GateState(), default);
    }

    private async Task<bool> TryWriteAsync(GateState state, ETag etag, CancellationToken cancellationToken)
    {
        var sent = time.GetUtcNow();
        var entity = GateRow.Write(state);
        try
        {
            var response = etag == default
                ? await _table.AddEntityAsync(entity, cancellationToken)
                : await _table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, cancellationToken);
            Observe(response, sent);
            _last = (state, response.Headers.ETag.GetValueOrDefault());
            return true;
        }
        catch (RequestFailedException e) when (LostWrite.Is(e))
        {
            return false;
        }
    }

    private void Observe(Response? response, DateTimeOffset sent) => clock.Observe(response?.Headers.Date, sent, time.GetUtcNow());
}

/// <summary>How upkeep sees the gate.</summary>
internal enum GateView
{
    /// <summary>There is none: the analyser is not Azure AI Language.</summary>
    None,

    /// <summary>Something can be bought.</summary>
    Open,

    /// <summary>Nothing can be bought now.</summary>
    Closed,
}
