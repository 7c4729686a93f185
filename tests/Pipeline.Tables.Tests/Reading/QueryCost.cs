using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Tables.Tests.InMemory;

namespace Pipeline.Tables.Tests.Reading;

/// <summary>What one of the archive's queries cost.</summary>
internal sealed record QueryCost(string Query, int Requests, int Rows)
{
    /// <summary>As the README tells it.</summary>
    public string[] Cells => [Query, Requests.ToString(CultureInfo.InvariantCulture), Rows.ToString(CultureInfo.InvariantCulture)];

    /// <summary>The costs of all queries on an archive in memory.</summary>
    public static async Task<List<QueryCost>> MeasureInMemoryAsync(int articles, int perDay, CancellationToken cancellationToken)
    {
        var tables = new SortedTables();
        foreach (var (table, key, read) in NewsArchive.Of(articles, perDay).SelectMany(article => article.Rows()))
        {
            tables.Add(table, key, read);
        }

        return await MeasureAsync(new ArticleReader(tables.Service(), time: new FakeTimeProvider(NewsArchive.Now)), tables.TakeCosts, cancellationToken);
    }

    /// <summary>The costs of all queries on an archive that the reader reads.</summary>
    public static async Task<List<QueryCost>> MeasureAsync(ArticleReader reader, Func<(int Requests, int Rows)> takeCosts, CancellationToken cancellationToken)
    {
        var measured = new List<QueryCost>();
        takeCosts();
        foreach (var (name, run) in NewsArchive.Queries())
        {
            await run(reader, cancellationToken);
            var (requests, rows) = takeCosts();
            measured.Add(new QueryCost(name, requests, rows));
        }

        return measured;
    }
}
