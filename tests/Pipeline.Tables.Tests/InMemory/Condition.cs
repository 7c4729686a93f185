using System.Globalization;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace Pipeline.Tables.Tests.InMemory;

/// <summary>One comparison of an OData filter.</summary>
internal sealed partial record Condition(string Name, string Operator, string Text, double? Number)
{
    public static List<Condition> ReadAll(string filter)
    {
        var conditions = new List<Condition>();
        for (var position = 0; position < filter.Length;)
        {
            var match = Comparison().Match(filter, position);
            if (!match.Success || match.Index != position)
            {
                throw new FormatException($"Not a conjunction of comparisons: {filter}");
            }

            var number = match.Groups["number"];
            conditions.Add(new Condition(
                match.Groups["name"].Value,
                match.Groups["operator"].Value,
                match.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal),
                number.Success ? double.Parse(number.Value, CultureInfo.InvariantCulture) : null));
            position += match.Length;
        }

        return conditions;
    }

    /// <summary>An absent property matches nothing; a whole number matches no Double.</summary>
    public bool Holds(TableEntity row) => row.TryGetValue(Name, out var value) && value switch
    {
        string text when Number is null => Holds(string.CompareOrdinal(text, Text)),
        double real when Number is { } number => Holds(real.CompareTo(number)),
        _ => throw new NotSupportedException($"{Name} is compared with a value of another type."),
    };

    /// <summary>Judged by the key alone.</summary>
    public bool MayHold(SortedTables.Row row) => Name switch
    {
        "PartitionKey" => Holds(string.CompareOrdinal(row.PartitionKey, Text)),
        "RowKey" => Holds(string.CompareOrdinal(row.RowKey, Text)),
        _ => true,
    };

    /// <summary>No row after this one, in key order, can match.</summary>
    public bool IsPast(SortedTables.Row row) =>
        Name == "PartitionKey" && (Operator is "eq" or "lt" or "le") && string.CompareOrdinal(row.PartitionKey, Text) > 0;

    private bool Holds(int order) => Operator switch
    {
        "eq" => order == 0,
        "ge" => order >= 0,
        "gt" => order > 0,
        "le" => order <= 0,
        "lt" => order < 0,
        _ => throw new NotSupportedException(Operator),
    };

    [GeneratedRegex("(?<name>[A-Za-z]+) (?<operator>[a-z]{2}) ('(?<text>([^']|'')*)'|(?<number>[0-9]+\\.[0-9]+))( and |$)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
