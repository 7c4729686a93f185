namespace Pipeline.TestSupport;

/// <summary>Tables of Markdown documents, so that tests can hold documentation against code.</summary>
public static class MarkdownTable
{
    /// <summary>The first table below a heading: the cells of each row, without the header.</summary>
    /// <param name="document">The document.</param>
    /// <param name="heading">The heading's line, such as "## Settings".</param>
    /// <exception cref="InvalidOperationException">There is no such heading, or no table below it.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Below(string document, string heading)
    {
        var rows = document.Split('\n')
            .SkipWhile(line => line != heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(IReadOnlyList<string> (line) => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        return rows.Count > 0 ? rows : throw new InvalidOperationException($"There is no table below '{heading}'.");
    }
}
