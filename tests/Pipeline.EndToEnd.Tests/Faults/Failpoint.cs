using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Core.Articles;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>The moment before one of the effects that the app has for an article: there the host is killed.</summary>
internal sealed partial class Failpoint(string path, int ordinal, Func<Task> kill)
{
    private readonly string _id = ArticleIds.FromPath(path);
    private readonly TaskCompletionSource<string> _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<string> _messages = [];
    private int _countdown = ordinal;

    /// <summary>Completes with the name of the effect when the host is dead.</summary>
    public Task<string> Hit => _hit.Task;

    public Fault See(StorageRequest request)
    {
        if (!request.IsEffect || !IsOfArticle(request) || Interlocked.Decrement(ref _countdown) != 0)
        {
            return _countdown < 0 && Hit.IsCompleted ? Fault.CutBefore : Fault.None;
        }

        kill().GetAwaiter().GetResult();
        _hit.SetResult(Name(request));
        return Fault.CutBefore;
    }

    /// <summary>Learns which messages are of the article.</summary>
    public void SeeQueueAnswer(byte[] answer)
    {
        foreach (Match message in QueueMessage().Matches(Encoding.UTF8.GetString(answer)))
        {
            if (IsOfArticle(Decode(message.Groups["text"].Value)))
            {
                lock (_messages)
                {
                    _messages.Add(message.Groups["id"].Value);
                }
            }
        }
    }

    private bool IsOfArticle(StorageRequest request)
    {
        if (request.Service == "Queue")
        {
            lock (_messages)
            {
                return request.IsMessage
                    ? MessageText().Match(Encoding.UTF8.GetString(request.Body)) is { Success: true } text && IsOfArticle(Decode(text.Groups["text"].Value))
                    : _messages.Any(id => request.Target.Contains(id, StringComparison.Ordinal));
            }
        }

        return IsOfArticle(request.Target) || (request.Service == "Table" && IsOfArticle(Encoding.UTF8.GetString(request.Body)));
    }

    private bool IsOfArticle(string text) => text.Contains(_id, StringComparison.Ordinal) || text.Contains(path, StringComparison.Ordinal);

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string Name(StorageRequest request)
    {
        var parts = request.Target.Split('?')[0].Split('/');
        var resource = request.Service == "Blob" ? $"{parts[2]}/{(parts.Length > 4 ? parts[4] : "")}" : parts[2].Split('(')[0];
        return $"{request.Method} {resource}";
    }

    [GeneratedRegex("<MessageId>(?<id>[^<]+)</MessageId>.*?<MessageText>(?<text>[^<]*)</MessageText>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex QueueMessage();

    [GeneratedRegex("<MessageText>(?<text>[^<]*)</MessageText>", RegexOptions.NonBacktracking)]
    private static partial Regex MessageText();
}
