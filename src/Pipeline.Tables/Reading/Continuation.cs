using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables;

/// <summary>
/// Where a page of a list ended: the RowKey of its last article. Lists are ordered by RowKey across their partitions, so that the key alone tells where
/// each partition is to be read from, whatever has been added or removed since.
/// </summary>
internal static class Continuation
{
    private const int IdentityLength = 16;

    public static string Write(ArticleQuery query, string lastRowKey) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Identity(query) + lastRowKey));

    /// <summary>The RowKey of the last article that was read.</summary>
    /// <exception cref="FormatException">It is no continuation, or that of another query.</exception>
    public static string Read(ArticleQuery query, string continuation)
    {
        var text = Base64Url.IsValid(continuation) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)) : "";
        return text.Length > IdentityLength && text.StartsWith(Identity(query), StringComparison.Ordinal) && TableKey.TimeOf(text[IdentityLength..]) is not null
            ? text[IdentityLength..]
            : throw new FormatException("The continuation is none of this query.");
    }

    /// <summary>The day, UTC, of a RowKey that <see cref="Read"/> returned.</summary>
    public static DateOnly DayOf(string rowKey) => DateOnly.FromDateTime(TableKey.TimeOf(rowKey)!.Value.UtcDateTime);

    private static string Identity(ArticleQuery query) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query.Identity())))[..IdentityLength];
}
