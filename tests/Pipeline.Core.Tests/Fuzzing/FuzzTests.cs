using System.Text;
using System.Text.Json;
using Pipeline.Core.Articles;
using Pipeline.Core.Language;
using Pipeline.Core.Stages;
using Pipeline.TestSupport.Fuzzing;

namespace Pipeline.Core.Tests.Fuzzing;

/// <summary>All that reads messages, events and answers. Another reader is one line more.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly FuzzTarget[] s_targets =
    [
        new("blob event", Texts("""{"topic":"/x","subject":"/blobServices/default/containers/articles/blobs/daily/a.txt","eventType":"Microsoft.Storage.BlobCreated","id":"1","data":{"url":"https://x/articles/daily/a.txt","eTag":"0x1"},"eventTime":"2024-03-03T10:15:00Z"}"""), input => BlobEvents.PathOf(new BinaryData(input))),
        new("poison message", Texts("""{"ArticleId":"0123456789abcdef0123456789abcdef","Path":"daily/a.txt","SourceETag":"0x1"}""", """{"blobName":"daily/a.txt","functionId":"x"}"""), input => PoisonStage.Read(new BinaryData(input), nameof(CleanRequest.ArticleId))),
        new("clean request", Texts("""{"ArticleId":"0123456789abcdef0123456789abcdef","Path":"daily/a.txt","SourceETag":"0x1"}"""), input => Read(() => JsonSerializer.Deserialize(input, MessageJson.Default.CleanRequest))),
        new("enrich request", Texts("""{"ArticleId":"0123456789abcdef0123456789abcdef","CleanHash":"00"}"""), input => Read(() => JsonSerializer.Deserialize(input, MessageJson.Default.EnrichRequest))),
        new("sentiment answer", Texts(SentimentAnswer), input => ReadAnswer(LanguageFeature.Sentiment, input)),
        new("key phrase answer", Texts("""{"kind":"KeyPhraseExtractionResults","results":{"documents":[{"id":"0","keyPhrases":["ferry","quay"],"warnings":[{"code":"LongWordsInDocument","message":"Long."}]}],"errors":[],"modelVersion":"2024-03-01"}}"""), input => ReadAnswer(LanguageFeature.KeyPhrases, input)),
        new("cached answer", Texts("""{"sentiment":{"id":"","sentiment":{"label":"Mixed","scores":{"positive":0.5,"neutral":0,"negative":0.5}},"sentences":[],"warnings":[{"code":"A","message":"b"}],"modelVersion":"1"},"keyPhrases":{"id":"","keyPhrases":["ferry"]}}"""), input => CachedAnswers.Parse(Encoding.UTF8.GetString(input))),
        new("path", Texts("daily/2024/a.txt", "daily/%2e%2e/é🎉.html"), input => CheckPath(Encoding.UTF8.GetString(input))),
    ];

    private const string SentimentAnswer = """
        {"kind":"SentimentAnalysisResults","results":{"documents":[{"id":"0","sentiment":"mixed","confidenceScores":{"positive":0.5,"neutral":0.0,"negative":0.5},"sentences":[{"sentiment":"positive","confidenceScores":{"positive":1,"neutral":0,"negative":0},"offset":0,"length":10,
        "text":"The room.","targets":[{"sentiment":"positive","offset":4,"length":4,"relations":[{"relationType":"assessment","ref":"#/documents/0/sentences/0/assessments/0"}]}],"assessments":[{"sentiment":"positive","offset":1,"length":2,"isNegated":false}]}],"warnings":[]}],
        "errors":[{"id":"1","error":{"code":"InvalidArgument","message":"x","innererror":{"code":"InvalidDocument","message":"y"}}}],"modelVersion":"2024-03-01"}}
        """;

    public static TheoryData<string> Targets => [.. s_targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Holds_whatever_it_is_given(string target) => output.WriteLine(Fuzzer.Run(s_targets.Single(t => t.Name == target), s_targets.Length));

    private static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static void CheckPath(string path)
    {
        Assert.NotEmpty(ArticlePath.SourceOf(path));
        Assert.True(ArticlePath.Fault(path) is null || !ArticlePath.IsAddressable(path) || ArticlePath.Fault(path)!.Length > 0);
        Assert.True(ArticleIds.IsId(ArticleIds.FromPath(path)));
        _ = ArticlePath.IsIgnored(path);
    }

    private static void Read(Action read)
    {
        try
        {
            read();
        }
        catch (JsonException)
        {
            // The host delivers the message again, and then to the poison queue.
        }
    }

    private static void ReadAnswer(LanguageFeature feature, byte[] input)
    {
        try
        {
            var reply = LanguageWire.Read(feature, input);
            Assert.All(reply.Answers, answer => Assert.All(answer.Warnings, warning => Assert.InRange(warning.WithoutQuotation("").Length, 1, 300)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // Documented: it is no answer.
        }
    }
}
