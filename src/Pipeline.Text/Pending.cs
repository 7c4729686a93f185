// Stand-ins for types that the text library gets next.
#pragma warning disable
using System.Text.Json;
namespace Pipeline.Text { public static class CleanArticleJson { public static byte[] Serialize(CleanArticle a)=>JsonSerializer.SerializeToUtf8Bytes(a); public static CleanArticle Deserialize(ReadOnlyMemory<byte>? b)=>JsonSerializer.Deserialize<CleanArticle>(b.Value.Span); } }
namespace Pipeline.Text.Analysis { public static class ArticleEnrichmentJson { public static byte[] Serialize(ArticleEnrichment a)=>JsonSerializer.SerializeToUtf8Bytes(a); public static ArticleEnrichment Deserialize(ReadOnlyMemory<byte>? b)=>JsonSerializer.Deserialize<ArticleEnrichment>(b.Value.Span); }
public sealed class OfflineAnalyser : IArticleAnalyser { public AnalyserIdentity Identity => new("offline","1"); public AnalyserLimits Limits => AnalyserLimits.None; public Task<IReadOnlyList<DocumentAnalysis>> AnalyseAsync(IReadOnlyList<AnalysisDocument> d, CancellationToken c)=>Task.FromResult<IReadOnlyList<DocumentAnalysis>>([]);} }
