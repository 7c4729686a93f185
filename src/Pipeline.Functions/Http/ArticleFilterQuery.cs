using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Core.Queries;
using Pipeline.Tables;

namespace Pipeline.Functions.Http;

/// <summary>Reads the parameters of <c>GET api/articles</c>.</summary>
internal static class ArticleFilterQuery
{
    private const int DefaultLimit = 50;
    private const int LargestLimit = 500;

    private static readonly string[] Known = ["date", "from", "to", "source", "state", "limit", "collapse", "code"];

    /// <summary>The filter, or what is wrong with the request. Without a date: today, UTC.</summary>
    public static (ArticleQuery? Query, int Limit, string? Problem) Read(IQueryCollection query, DateOnly today)
    {
        if (query.Keys.FirstOrDefault(key => !Known.Contains(key, StringComparer.Ordinal)) is not null)
        {
            return (null, 0, "A parameter is unknown. Known are date, from, to, source, state, limit and collapse.");
        }

        DateOnly? date = null, from = null, to = null;
        if (!TryDate(query, "date", ref date) || !TryDate(query, "from", ref from) || !TryDate(query, "to", ref to))
        {
            return (null, 0, "Parameters date, from and to are days, such as 2021-08-17.");
        }

        if (date is not null && (from is not null || to is not null))
        {
            return (null, 0, "Give date, or from and to, not both.");
        }

        var last = date ?? to ?? today;
        var first = date ?? from ?? last;
        if (first > last)
        {
            return (null, 0, "Parameter from is later than to.");
        }

        ArticleState? state = null;
        if (query["state"].ToString() is { Length: > 0 } name)
        {
            // Not Enum.TryParse: it takes numbers, and adds up names between commas.
            var known = ArticleQueries.ListedStates.Where(listed => string.Equals(listed.ToString(), name, StringComparison.OrdinalIgnoreCase)).ToList();
            if (known.Count == 0)
            {
                return (null, 0, $"Parameter state is one of {string.Join(", ", ArticleQueries.ListedStates)}: articles on their way are in no list.");
            }

            state = known[0];
        }

        var limit = DefaultLimit;
        if (query["limit"].ToString() is { Length: > 0 } number
            && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > LargestLimit))
        {
            return (null, 0, $"Parameter limit is a number from 1 to {LargestLimit}.");
        }

        var collapse = false;
        if (query["collapse"].ToString() is { Length: > 0 } choice && !bool.TryParse(choice, out collapse))
        {
            return (null, 0, "Parameter collapse is true or false.");
        }

        var source = query["source"].ToString();
        return (new ArticleQuery { From = first, To = last, Source = source.Length == 0 ? null : source, State = state, Collapse = collapse }, limit, null);
    }

    private static bool TryDate(IQueryCollection query, string name, ref DateOnly? value)
    {
        if (query[name].ToString() is not { Length: > 0 } text)
        {
            return true;
        }

        var isDate = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = date;
        return isDate;
    }
}
