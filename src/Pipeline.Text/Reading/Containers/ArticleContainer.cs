using System.IO.Compression;
using Pipeline.Text.Reading.Office;

namespace Pipeline.Text.Reading.Containers;

/// <summary>A file that holds several articles: a feed, a list in JSON, JSON Lines, a ZIP archive, a WARC archive, and any of these compressed by gzip or inside a ZIP archive.</summary>
public sealed class ArticleContainer
{
    /// <summary>What is looked at to recognise formats that are streamed; an article's line seldom is longer.</summary>
    private const int HeadBytes = 1024 * 1024;

    private readonly SourceFile _file;
    private readonly TextLimits _limits;

    private ArticleContainer(SourceFile file, string format, TextLimits limits) => (_file, Format, _limits) = (file, format, limits);

    /// <summary>Name of the format in lower case: "rss", "atom", "jsonfeed", "json", "jsonl", "zip", "warc".</summary>
    public string Format { get; }

    /// <summary>Whether an item that is no longer there was only pushed out by newer ones: feeds show their latest. Items that leave an archive or list are gone.</summary>
    public bool ItemsStay => Format is "rss" or "atom" or "jsonfeed";

    /// <summary>The container in <paramref name="file"/>; null when the file is to be read as one article (or is nothing that can be read).</summary>
    public static ArticleContainer? Open(SourceFile file, TextLimits limits, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return file.Bytes.Length <= limits.MaxBytes && FormatOf(file, limits, cancellationToken) is { } format ? new ArticleContainer(file, format, limits) : null;
    }

    /// <summary>Goes through everything once without keeping it. After that <see cref="Items"/> meets no limit.</summary>
    public ContainerSurvey Survey(CancellationToken cancellationToken = default)
    {
        var names = new List<string>();
        try
        {
            Rejection? first = null;
            var good = 0;
            foreach (var item in Items(cancellationToken))
            {
                names.Add(item.Name);
                first ??= item.Rejection;
                good += item.Rejection is null ? 1 : 0;
            }

            return new ContainerSurvey(names, good > 0 ? null : first ?? new Rejection(RejectionReason.NoArticle, $"The {Format} file holds no item that could be an article."));
        }
        catch (ContainerRefusedException e)
        {
            return new ContainerSurvey(names, e.Rejection);
        }
    }

    /// <summary>The items, one at a time, in the file's order. Always the same for the same bytes.</summary>
    public IEnumerable<ContainerItem> Items(CancellationToken cancellationToken = default) =>
        Expand(_file, "", new Expansion(_limits, _file.Bytes.Length, cancellationToken), level: 0);

    private static string? FormatOf(SourceFile file, TextLimits limits, CancellationToken cancellationToken)
    {
        if (Gzip.IsGzip(file.Bytes.Span))
        {
            var head = Head(file.Bytes);
            return StreamedFormat(head, Gzip.InnerName(file.Name))
                ?? (Gzip.Unwrap(file, limits, cancellationToken) is { File: { } inner } && !Gzip.IsGzip(inner.Bytes.Span) ? FormatOf(inner, limits, cancellationToken) : null);
        }

        if (ZipItems.IsZip(file.Bytes.Span))
        {
            return DocxReader.IsDocx(file.Bytes) ? null : "zip";
        }

        return StreamedFormat(file.Bytes.Span[..Math.Min(file.Bytes.Length, HeadBytes)], file.Name) ?? TextContainers.FormatOf(file, limits, cancellationToken);
    }

    private static string? StreamedFormat(ReadOnlySpan<byte> head, string name) => WarcItems.IsWarc(head) ? "warc" : JsonLinesItems.IsJsonLines(head, name) ? "jsonl" : null;

    private static byte[] Head(ReadOnlyMemory<byte> gzip)
    {
        try
        {
            using var stream = new GZipStream(BoundedRead.AsStream(gzip), CompressionMode.Decompress);
            var head = new byte[HeadBytes];
            var length = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
            return head[..length];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    // What is no container is one item, at the top level as well as inside.
    private static IEnumerable<ContainerItem> Expand(SourceFile file, string prefix, Expansion expansion, int level)
    {
        if (level >= expansion.Limits.MaxNesting && (Gzip.IsGzip(file.Bytes.Span) || (ZipItems.IsZip(file.Bytes.Span) && !DocxReader.IsDocx(file.Bytes))))
        {
            return [expansion.Item(prefix, default, BoundedRead.NestedTooDeep(expansion.Limits))];
        }

        if (Gzip.IsGzip(file.Bytes.Span))
        {
            return ExpandGzip(file, prefix, expansion, level);
        }

        var format = FormatOf(file, expansion.Limits, expansion.Token);
        return format switch
        {
            "zip" => ZipItems.Read(file.Bytes, prefix, expansion, (inner, name) => Expand(inner, name, expansion, level + 1)),
            "warc" => WarcItems.Read(BoundedRead.AsStream(file.Bytes), prefix, expansion),
            "jsonl" => JsonLinesItems.Read(BoundedRead.AsStream(file.Bytes), prefix, expansion),
            null => [expansion.Item(prefix.Length == 0 ? ItemName.Of(file.Name[(file.Name.LastIndexOf('/') + 1)..], "") : prefix, file.Bytes)],
            _ => TextContainers.Read(file, prefix, format, expansion),
        };
    }

    private static IEnumerable<ContainerItem> ExpandGzip(SourceFile file, string prefix, Expansion expansion, int level)
    {
        var name = Gzip.InnerName(prefix);
        var format = StreamedFormat(Head(file.Bytes), Gzip.InnerName(file.Name));
        Stream Open() => new CountingStream(new GZipStream(BoundedRead.AsStream(file.Bytes), CompressionMode.Decompress), expansion);
        if (format is not null)
        {
            return format == "warc" ? WarcItems.Read(Open(), name, expansion) : JsonLinesItems.Read(Open(), name, expansion);
        }

        using var stream = new GZipStream(BoundedRead.AsStream(file.Bytes), CompressionMode.Decompress);
        var read = expansion.Inflate(stream, file.Bytes.Length);
        return read.Rejection is { } rejection
            ? [expansion.Item(name, default, rejection)]
            : Expand(new SourceFile(Gzip.InnerName(file.Name), read.Bytes), name, expansion, level + 1);
    }
}

/// <summary>What a container holds.</summary>
/// <param name="Names">The names of its items, in order.</param>
/// <param name="Rejection">Why the whole container is refused; null when it is not.</param>
public sealed record ContainerSurvey(IReadOnlyList<string> Names, Rejection? Rejection);
