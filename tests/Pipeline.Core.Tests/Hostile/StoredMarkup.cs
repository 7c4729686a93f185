using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Pipeline.Core.Tests.Hostile;

/// <summary>Looks through all that the pipeline has stored for what a browser would run, were it shown without escaping.</summary>
internal static partial class StoredMarkup
{
    /// <summary>Columns that say how a file is called. A name is stored as it is, or the file could not be found again.</summary>
    private static readonly HashSet<string> s_names = new(["Path", "Source", "PartitionKey", "RowKey", "IndexRecord"], StringComparer.Ordinal);

    private static readonly HashSet<string> s_addresses = new(["CanonicalUrl", "LeadImageUrl", "canonicalUrl", "leadImageUrl"], StringComparer.Ordinal);

    /// <summary>A line for each finding, and how many strings were looked at.</summary>
    public static async Task<(IReadOnlyList<string> Findings, int Strings)> FindAsync(TableServiceClient tables, BlobContainerClient content, CancellationToken cancellationToken)
    {
        var (findings, strings) = (new List<string>(), 0);
        void Look(string where, string column, string text)
        {
            strings++;
            if (Executable().Match(text) is { Success: true } match)
            {
                findings.Add($"{where} {column}: {match.Value}");
            }

            if (s_addresses.Contains(column) && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            {
                findings.Add($"{where} {column}: no address of the web");
            }
        }

        await foreach (var table in tables.QueryAsync(cancellationToken: cancellationToken))
        {
            await foreach (var entity in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            {
                foreach (var (column, value) in entity.Where(property => property.Value is string && !s_names.Contains(property.Key)))
                {
                    Look($"{table.Name} {entity.RowKey}", column, (string)value);
                }
            }
        }

        await foreach (var blob in content.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            using var json = JsonDocument.Parse((await content.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value.Content);
            Walk(json.RootElement, "", (property, text) => Look(blob.Name, property, text));
        }

        return (findings, strings);
    }

    private static void Walk(JsonElement element, string name, Action<string, string> look)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                look(name, element.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, name, look);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Walk(property.Value, property.Name, look);
                }

                break;
        }
    }

    [GeneratedRegex(@"</?(script|iframe|frame|object|embed|applet|base|meta|link|style|form)\b|<[a-z][^>]*[\s/""']on[a-z]+\s*=|<[a-z][^>]*\b(href|src|data|action|formaction|srcdoc)\s*=\s*[""']?\s*(javascript|vbscript|data):", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Executable();
}
