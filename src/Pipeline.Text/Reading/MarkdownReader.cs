using System.Text;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Pipeline.Text.Cleaning;

namespace Pipeline.Text.Reading;

/// <summary>Reads Markdown, with the facts of its front matter. The first heading of level 1 above the text is the title when the front matter names none.</summary>
public sealed class MarkdownReader : IArticleReader
{
    private const double NamedAsMarkdown = 0.7;
    private const double HasFrontMatter = 0.8;
    private const double HasMarks = 0.55;

    /// <summary>Lines that are looked at to recognise the format.</summary>
    private const int RecognisedLines = 200;

    private static readonly MarkdownPipeline Syntax = CreateSyntax();

    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public double Recognise(DecodedSource source)
    {
        var marks = 0;
        var number = 0;
        var hasFence = false;
        var isBelowHeading = false;
        foreach (var line in source.Text.AsSpan().EnumerateLines())
        {
            hasFence |= number == 0 && line.TrimEnd() is "---";
            if (hasFence && number > 0 && line.TrimEnd() is "---")
            {
                return HasFrontMatter;
            }

            // A heading has text below it; "# Harbour", "# Fishing" in a row are the topics of an article.
            if (IsHeading(line))
            {
                isBelowHeading = true;
            }
            else if (!line.IsWhiteSpace())
            {
                marks += isBelowHeading ? 1 : 0;
                isBelowHeading = false;
            }

            marks += line.Contains("](http", StringComparison.Ordinal) || line.StartsWith("![") || line.StartsWith("> ") ? 1 : 0;
            if (++number == RecognisedLines)
            {
                break;
            }
        }

        return source.Extension is ".md" or ".markdown" or ".mdown" ? NamedAsMarkdown : marks >= 2 ? HasMarks : 0;
    }

    /// <inheritdoc/>
    public ReadOutcome Read(DecodedSource source, TextLimits limits, CancellationToken cancellationToken)
    {
        if (source.Text.Length > limits.MaxTextLength)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooLarge, $"The Markdown has {source.Text.Length} characters; the limit is {limits.MaxTextLength}. Split it or raise the limit."));
        }

        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(source.Text, Syntax);
        }
        catch (ArgumentException)
        {
            return new ReadOutcome(null, new Rejection(RejectionReason.TooDeep, "The Markdown is nested deeper than any article; the parser gave up."));
        }

        var collector = new Collector(source.Text, cancellationToken);
        collector.Add(document, BlockKind.Paragraph);
        return new ReadOutcome(new SourceDocument { Blocks = collector.Blocks, Facts = collector.Facts, Removed = collector.Removed }, null);
    }

    private static MarkdownPipeline CreateSyntax()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation();
        builder.BlockParsers.Replace<ParagraphBlockParser>(new BoundedParagraphParser());
        builder.BlockParsers.Replace<HeadingBlockParser>(new BoundedHeadingParser());
        return builder.Build();
    }

    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        var depth = line.IndexOfAnyExcept('#');
        return depth is >= 1 and <= 6 && line[depth] == ' ';
    }

    private sealed class Collector(string text, CancellationToken cancellationToken)
    {
        public List<Block> Blocks { get; } = [];

        public RemovalList Removed { get; } = [];

        public DocumentFacts Facts { get; private set; } = new();

        public void Add(ContainerBlock container, BlockKind kind)
        {
            foreach (var block in container)
            {
                cancellationToken.ThrowIfCancellationRequested();
                switch (block)
                {
                    case YamlFrontMatterBlock { Lines.Lines: null }:
                        break; // Nothing between the fences.
                    case YamlFrontMatterBlock front:
                        Facts = FrontMatter.Read(front.Lines.Lines.Take(front.Lines.Count).Select(line => line.ToString()));
                        break;
                    case HeadingBlock heading when heading.Level == 1 && Facts.Title is null && !Blocks.Exists(above => LineShape.IsProse(above.Text)) && TextOf(heading) is { Length: > 0 } title:
                        Facts = Facts with { Title = title };
                        break;
                    case HeadingBlock heading:
                        AddBlock(BlockKind.Heading, TextOf(heading), heading, heading.Level);
                        break;
                    case ParagraphBlock paragraph when OnlyImage(paragraph.Inline) is { } image:
                        AddBlock(BlockKind.Caption, image.Title ?? "", paragraph);
                        break;
                    case ParagraphBlock paragraph:
                        AddBlock(kind, TextOf(paragraph), paragraph);
                        break;
                    case HtmlBlock html:
                        var span = SpanOf(html);
                        Removed.Add(new Removal("markdown-html", "Raw HTML inside Markdown", span, Removal.Shorten(span.Of(text))));
                        break;
                    case LeafBlock leaf when leaf.Lines.Count > 0:
                        AddBlock(kind, leaf.Lines.ToString(), leaf);
                        break;
                    case QuoteBlock quote:
                        Add(quote, BlockKind.Quote);
                        break;
                    case ListBlock list:
                        Add(list, BlockKind.ListItem);
                        break;
                    case ContainerBlock inner:
                        Add(inner, kind);
                        break;
                }
            }
        }

        private void AddBlock(BlockKind kind, string content, Markdig.Syntax.Block block, int level = 0)
        {
            if (!string.IsNullOrWhiteSpace(content))
            {
                Blocks.Add(new Block(kind, content.Trim(), SpanOf(block), level));
            }
        }

        private TextSpan SpanOf(MarkdownObject block) =>
            TextSpan.FromBounds(Math.Clamp(block.Span.Start, 0, text.Length), Math.Clamp(block.Span.End + 1, 0, text.Length));

        private static LinkInline? OnlyImage(ContainerInline? inlines) =>
            inlines?.FirstChild is LinkInline { IsImage: true, NextSibling: null } image ? image : null;

        // Text whose marks were too many to be read stands as it is.
        private static string TextOf(LeafBlock block) => block.ProcessInlines ? Flatten(block.Inline) : block.Lines.ToString().Trim();

        private static string Flatten(ContainerInline? inlines)
        {
            var flat = new StringBuilder();
            Append(inlines, flat);
            return flat.ToString().Trim();
        }

        private static void Append(ContainerInline? inlines, StringBuilder flat)
        {
            for (var inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
            {
                switch (inline)
                {
                    case LiteralInline literal:
                        flat.Append(literal.Content.AsSpan());
                        break;
                    case LineBreakInline lineBreak:
                        flat.Append(lineBreak.IsHard ? '\n' : ' ');
                        break;
                    case CodeInline code:
                        flat.Append(code.Content);
                        break;
                    case HtmlEntityInline entity:
                        flat.Append(entity.Transcoded.AsSpan());
                        break;
                    case AutolinkInline link:
                        flat.Append(link.Url);
                        break;
                    case LinkInline { IsImage: true }:
                        break;
                    case ContainerInline inner:
                        Append(inner, flat);
                        break;
                }
            }
        }
    }
}
