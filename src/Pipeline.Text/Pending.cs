// Stand-ins for types that the text library gets next.
#pragma warning disable
using System.Text.Json;
namespace Pipeline.Text { public static class CleanArticleJson { public static byte[] Serialize(CleanArticle a)=>JsonSerializer.SerializeToUtf8Bytes(a); public static CleanArticle Deserialize(ReadOnlySpan<byte> b)=>JsonSerializer.Deserialize<CleanArticle>(b); } }
