using System.Globalization;
using System.Text;
using Azure;
using Microsoft.Extensions.Options;
using Pipeline.Core.Articles;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>
/// Gathers documents of all articles that this process works on into full requests: one leaves with its tenth document, or a moment after its first. Each document gets an
/// answer of its own; a request that is refused as a whole is repeated document by document.
/// </summary>
public sealed class SharedRequests(ILanguageClient client, LanguageGate gate, LanguageMetrics metrics, TimeProvider time, IOptions<LanguageOptions> options)
{
    /// <summary>How long a request waits for its turn or for a service that is coming back, before its articles wait in storage instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How often those that wait look whether the probe has opened the gate.</summary>
    private static readonly TimeSpan ProbePoll = TimeSpan.FromSeconds(1);

    /// <summary>Room for the request's frame and for what JSON escapes.</summary>
    private const int BytesPerDocumentFrame = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<LanguageFeature, List<Asked>> _open = [];

    /// <summary>The answer for one document: the service's, or why there is none. Nobody's cancellation takes a document out of a request that others share.</summary>
    internal Task<Answered> AskAsync(LanguageFeature feature, string text, string? language)
    {
        var asked = new Asked(text, language);
        List<Asked>? full = null, first = null;
        lock (_lock)
        {
            if (_open.TryGetValue(feature, out var gathering) && gathering.Sum(a => a.Bytes) + asked.Bytes > LanguageLimits.BytesPerRequest)
            {
                _ = SendAsync(feature, gathering);
                _open.Remove(feature);
                gathering = null;
            }

            if (gathering is null)
            {
                _open[feature] = first = gathering = [];
            }

            gathering.Add(asked);
            if (gathering.Count == LanguageLimits.DocumentsPerRequest)
            {
                _open.Remove(feature);
                full = gathering;
            }
        }

        if (full is not null)
        {
            _ = SendAsync(feature, full);
        }
        else if (first is not null)
        {
            _ = SendLaterAsync(feature, first);
        }

        return asked.Answer.Task;
    }

    private async Task SendLaterAsync(LanguageFeature feature, List<Asked> gathering)
    {
        await Task.Delay(options.Value.ShareWait, time, CancellationToken.None);
        lock (_lock)
        {
            if (!_open.TryGetValue(feature, out var open) || open != gathering)
            {
                return; // It was full before.
            }

            _open.Remove(feature);
        }

        await SendAsync(feature, gathering);
    }

    /// <summary>Answers every document, whatever happens.</summary>
    private async Task SendAsync(LanguageFeature feature, IReadOnlyList<Asked> documents)
    {
        await Task.Yield(); // Callers hold a lock, or want their own task first.
        try
        {
            await TrySendAsync(feature, documents);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // Storage, where the throttle lives, is the trouble: the host repeats the message, and what the document's other feature bought is kept.
            AnswerAll(documents, new AnalysisError(AnalysisErrorKind.Transient, "StorageUnavailable", $"Storage did not let the throttle decide ({(e as RequestFailedException)?.ErrorCode})."));
        }
        catch (Exception e)
        {
            foreach (var document in documents)
            {
                document.Answer.TrySetException(e);
            }
        }
    }

    private async Task TrySendAsync(LanguageFeature feature, IReadOnlyList<Asked> documents)
    {
        var records = documents.Sum(d => d.Records);
        var started = time.GetTimestamp();
        while (true)
        {
            var grant = await gate.EnterAsync(records, CancellationToken.None);
            var wait = gate.Until(grant.At);
            if (!grant.IsGranted)
            {
                wait = grant.IsProbe && wait > ProbePoll ? ProbePoll : wait;
                if (time.GetElapsedTime(started) + wait > Patience)
                {
                    AnswerAll(documents, gate.Waiting(grant));
                    return;
                }

                await Task.Delay(wait, time, CancellationToken.None);
                continue;
            }

            await Task.Delay(wait, time, CancellationToken.None);
            var reply = await SendOnceAsync(feature, documents);
            if (reply.Failure is null)
            {
                var notBought = Distribute(documents, reply.Answers!); // First: it is paid for.
                if (grant.IsProbe)
                {
                    await gate.ProbeSucceededAsync(CancellationToken.None);
                }

                await gate.RefundAsync(notBought, CancellationToken.None);
                return;
            }

            if (reply.Failure.IsRefusal)
            {
                await OneByOneAsync(feature, documents, reply.Failure, grant.IsProbe, records);
                return;
            }

            await gate.FailedAsync(reply.Failure, records, CancellationToken.None);
        }
    }

    private async Task<(IReadOnlyList<LanguageAnswer>? Answers, LanguageFailure? Failure)> SendOnceAsync(LanguageFeature feature, IReadOnlyList<Asked> documents)
    {
        metrics.Requested(feature);
        try
        {
            var sent = documents.Select((d, i) => new LanguageDocument(Id(i), d.Text, d.Language)).ToList();
            var reply = await client.SendAsync(feature, sent, CancellationToken.None);
            return ([.. reply.Answers.Select(a => a with { ModelVersion = a.ModelVersion ?? reply.ModelVersion })], null);
        }
        catch (Exception e)
        {
            // Whatever a client throws is a failed request; what it means is decided in one place.
            var failure = LanguageFailure.Of(e, time.GetUtcNow());
            metrics.Failed(failure.Reason);
            return (null, failure);
        }
    }

    /// <summary>Which document was refused shows only when each is sent alone.</summary>
    private async Task OneByOneAsync(LanguageFeature feature, IReadOnlyList<Asked> documents, LanguageFailure failure, bool isProbe, int records)
    {
        if (isProbe)
        {
            await gate.ProbeSucceededAsync(CancellationToken.None); // It refuses, so it is there.
        }

        await gate.RefundAsync(records, CancellationToken.None);
        if (documents.Count == 1)
        {
            AnswerAll(documents, new AnalysisError(AnalysisErrorKind.Permanent, ReasonCodes.DocumentRefused, failure.Detail));
            return;
        }

        foreach (var document in documents)
        {
            await SendAsync(feature, [document]);
        }
    }

    /// <summary>Answers each document. Returns the records of those that the service refused and does not charge.</summary>
    private static int Distribute(IReadOnlyList<Asked> documents, IReadOnlyList<LanguageAnswer> answers)
    {
        var byId = answers.GroupBy(a => a.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var notBought = 0;
        for (var i = 0; i < documents.Count; i++)
        {
            if (!byId.TryGetValue(Id(i), out var answer))
            {
                documents[i].Answer.TrySetResult(new Answered(null, new AnalysisError(AnalysisErrorKind.Transient, ReasonCodes.ServiceUnavailable, "Azure AI Language left the document out of its answer.")));
                continue;
            }

            notBought += answer.ErrorCode is null ? 0 : documents[i].Records;
            documents[i].Answer.TrySetResult(new Answered(answer, null));
        }

        return notBought;
    }

    private static void AnswerAll(IReadOnlyList<Asked> documents, AnalysisError error)
    {
        foreach (var document in documents)
        {
            document.Answer.TrySetResult(new Answered(null, error));
        }
    }

    private static string Id(int i) => i.ToString(CultureInfo.InvariantCulture);

    private sealed class Asked(string text, string? language)
    {
        public string Text { get; } = text;

        public string? Language { get; } = language;

        public int Records { get; } = LanguageLimits.Records(text.Length);

        public int Bytes { get; } = Encoding.UTF8.GetByteCount(text) + BytesPerDocumentFrame;

        public TaskCompletionSource<Answered> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What came back for a document: an answer of the service (which may be an error of the document), or the failure of the request.</summary>
internal sealed record Answered(LanguageAnswer? Answer, AnalysisError? Error);
