using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace Pipeline.Tables.Tests.InMemory;

/// <summary>An answer of the table service.</summary>
internal sealed class TableResponse(int status, byte[] body, Dictionary<string, string> headers) : Response
{
    public override int Status { get; } = status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; } = new MemoryStream(body);

    public override string ClientRequestId { get; set; } = "";

    public static TableResponse NotFound() =>
        new(404, JsonSerializer.SerializeToUtf8Bytes(Error("ResourceNotFound")), new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json", ["x-ms-error-code"] = "ResourceNotFound" });

    public static TableResponse Of(TableEntity row) => new(200, JsonSerializer.SerializeToUtf8Bytes(Json(row, null)), HeadersOf(null, null));

    /// <param name="rows">The rows of the page.</param>
    /// <param name="columns">The columns that were asked for; null: all.</param>
    /// <param name="next">The row that the next page starts with; null: this is the last page.</param>
    public static TableResponse Of(IEnumerable<TableEntity> rows, HashSet<string>? columns, SortedTables.Row? next) => new(
        200,
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal) { ["value"] = rows.Select(row => Json(row, columns)).ToList() }),
        HeadersOf(next?.PartitionKey, next?.RowKey));

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }

    private static Dictionary<string, object> Error(string code) => new(StringComparer.Ordinal)
    {
        ["odata.error"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["code"] = code },
    };

    private static Dictionary<string, string> HeadersOf(string? partition, string? row)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" };
        if (partition is not null && row is not null)
        {
            (headers["x-ms-continuation-NextPartitionKey"], headers["x-ms-continuation-NextRowKey"]) = (partition, row);
        }

        return headers;
    }

    /// <summary>Another one for other values.</summary>
    private static string ETagOf(TableEntity row)
    {
        var text = string.Join('\n', row.Select(property => string.Create(CultureInfo.InvariantCulture, $"{property.Key}={property.Value}")));
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}\"";
    }

    private static Dictionary<string, object> Json(TableEntity row, HashSet<string>? columns)
    {
        var json = new Dictionary<string, object>(StringComparer.Ordinal) { ["odata.etag"] = ETagOf(row) };
        foreach (var (name, value) in row.Where(property => columns?.Contains(property.Key) ?? property.Key is not "odata.etag"))
        {
            json[name] = value is DateTimeOffset time ? time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) : value;
            if (value is DateTimeOffset)
            {
                json[name + "@odata.type"] = "Edm.DateTime";
            }
        }

        return json;
    }
}
