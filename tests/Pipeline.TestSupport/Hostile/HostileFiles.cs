using System.Globalization;

namespace Pipeline.TestSupport.Hostile;

/// <summary>More than three hundred bad files of many kinds. The same seed gives the same files.</summary>
public static class HostileFiles
{
    /// <summary>Code units of the texts that are known as <see cref="SizedText.Hostile"/>.</summary>
    private const int SizedLength = 200_000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileFile> All(int seed)
    {
        var random = new Random(seed);
        IEnumerable<(string Kind, string? Name, string Extension, byte[] Bytes)> files =
        [
            .. SizedText.Hostile.Select(text => ("pattern " + Group(text), (string?)null, Path.GetExtension(text.FileName), HostileBytes.Utf8(text.Write(SizedLength)))),
            .. HostileBytes.Files(random).Select(file => (file.Kind, (string?)null, file.Extension, file.Bytes)),
            .. HostileMarkup.Files(random).Select(file => (file.Kind, (string?)null, file.Extension, file.Bytes)),
            .. HostileTexts.Files(random).Select(file => (file.Kind, (string?)null, file.Extension, file.Bytes)),
            .. HostileNames.Files().Select(file => ("name", (string?)file.Path, "", file.Bytes)),
        ];
        return [.. files.Select((file, i) => new HostileFile(file.Kind, file.Name ?? string.Create(CultureInfo.InvariantCulture, $"hostile/{i:D3}{file.Extension}"), file.Bytes))];
    }

    /// <summary>At least <paramref name="count"/> files, every kind among them.</summary>
    public static IReadOnlyList<HostileFile> Sample(int seed, int count)
    {
        var random = new Random(seed);
        var byKind = All(seed).GroupBy(file => file.Kind, StringComparer.Ordinal).Select(kind => kind.OrderBy(_ => random.Next()).ToList()).ToList();
        var sample = new List<HostileFile>();
        for (var round = 0; sample.Count < count; round++)
        {
            sample.AddRange(byKind.Where(kind => kind.Count > round).OrderBy(_ => random.Next()).Take(round == 0 ? byKind.Count : count - sample.Count).Select(kind => kind[round]));
        }

        return sample;
    }

    private static string Group(SizedText text) => Path.GetExtension(text.FileName).TrimStart('.');
}
