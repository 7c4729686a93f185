using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Pipeline.Tables.Keys;

namespace Pipeline.Tables.Tests.InMemory;

/// <summary>
/// The query protocol of the table service over sorted rows in memory, for tables of a size that the emulator takes minutes to fill: filters that are a
/// conjunction of comparisons, projection, pages of 1,000, continuation, and pages that end early because much was looked at for little. What it answers
/// is counted.
/// </summary>
internal sealed partial class SortedTables : HttpPipelineTransport
{
    private const int LargestPage = 1_000;

    /// <summary>The service ends a page at a partition's boundary or after five seconds; this one, after so many rows that did not match.</summary>
    private const int LookedAtPerPage = 20_000;

    private static readonly Uri s_address = new("https://memory.table.core.windows.net");

    private readonly Dictionary<string, List<Row>> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sorted = new(StringComparer.Ordinal);

    private int _requests;
    private int _sent;

    public TableServiceClient Service() => new(
        s_address,
        new TableSharedKeyCredential("memory", Convert.ToBase64String(new byte[32])),
        new TableClientOptions { Transport = this });

    /// <summary>Adds a row whose columns are made when they are looked at: a hundred thousand rows are little more than their keys.</summary>
    public void Add(string table, TableKey key, Func<TableEntity> read)
    {
        if (!_rows.TryGetValue(table, out var rows))
        {
            _rows[table] = rows = [];
        }

        rows.Add(new Row(key.PartitionKey, key.RowKey, read));
        _sorted.Remove(table);
    }

    /// <summary>Requests that were answered and rows that were sent, since the last time this was asked.</summary>
    public (int Requests, int Rows) TakeCosts() => (Interlocked.Exchange(ref _requests, 0), Interlocked.Exchange(ref _sent, 0));

    /// <summary>What happens once the answer to a filter has been made and before it arrives.</summary>
    public Action<string> OnAnswer { get; set; } = _ => { };

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The reader is asynchronous throughout.");

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        var uri = message.Request.Uri.ToUri();
        var parameters = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);
        var path = Uri.UnescapeDataString(uri.AbsolutePath).TrimStart('/');
        lock (_rows)
        {
            _requests++;
            message.Response = PointRead().Match(path) is { Success: true } read
                ? Read(read.Groups["table"].Value, read.Groups["partition"].Value, read.Groups["row"].Value)
                : Query(path.Replace("()", "", StringComparison.Ordinal), parameters);
        }

        OnAnswer(parameters.GetValueOrDefault("$filter", ""));
        return ValueTask.CompletedTask;
    }

    private TableResponse Read(string table, string partition, string row)
    {
        var rows = Sorted(table);
        var index = LowerBound(rows, partition, row);
        if (index == rows.Count || rows[index].PartitionKey != partition || rows[index].RowKey != row)
        {
            return TableResponse.NotFound();
        }

        _sent++;
        return TableResponse.Of(rows[index].Read());
    }

    private TableResponse Query(string table, Dictionary<string, string> parameters)
    {
        var conditions = Condition.ReadAll(parameters["$filter"]);
        var top = parameters.TryGetValue("$top", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : LargestPage;
        var rows = Sorted(table);
        var (partition, row) = parameters.TryGetValue("NextPartitionKey", out var next)
            ? (next, parameters["NextRowKey"])
            : (conditions.Where(c => c is { Name: "PartitionKey", Operator: "eq" or "ge" or "gt" }).Select(c => c.Text).FirstOrDefault(""), "");
        var found = new List<TableEntity>();
        var index = LowerBound(rows, partition, row);
        for (var first = index; index < rows.Count && found.Count < top && index - first < LookedAtPerPage; index++)
        {
            if (conditions.Exists(c => c.IsPast(rows[index])))
            {
                index = rows.Count;
                break;
            }

            if (conditions.TrueForAll(c => c.MayHold(rows[index])) && rows[index].Read() is var entity && conditions.TrueForAll(c => c.Holds(entity)))
            {
                found.Add(entity);
            }
        }

        _sent += found.Count;
        var columns = parameters.TryGetValue("$select", out var select) ? select.Split(',').ToHashSet(StringComparer.Ordinal) : null;
        return TableResponse.Of(found, columns, index < rows.Count ? rows[index] : null);
    }

    private List<Row> Sorted(string table)
    {
        if (!_rows.TryGetValue(table, out var rows))
        {
            return [];
        }

        if (_sorted.Add(table))
        {
            rows.Sort((a, b) => Compare(a, b.PartitionKey, b.RowKey));
        }

        return rows;
    }

    private static int LowerBound(List<Row> rows, string partition, string row)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(rows[middle], partition, row) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static int Compare(Row entity, string partition, string row) =>
        string.CompareOrdinal(entity.PartitionKey, partition) is var order and not 0 ? order : string.CompareOrdinal(entity.RowKey, row);

    /// <summary>A row by its key.</summary>
    internal sealed record Row(string PartitionKey, string RowKey, Func<TableEntity> Read);

    [GeneratedRegex("^(?<table>[A-Za-z]+)\\(PartitionKey='(?<partition>[^']*)',RowKey='(?<row>[^']*)'\\)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PointRead();
}
