using Pipeline.Text.Cleaning;
using Pipeline.Text.Language;
using Pipeline.Text.Reading;

namespace Pipeline.Text;

/// <summary>Turns the bytes of a file into a clean, segmented article. Pure: no I/O, no clock; the same bytes and name give the same result.</summary>
public sealed class ArticleCleaner(TextLimits? limits = null)
{
    /// <summary>A detector this sure overrules the language that a page declares: templates are copied, texts are not.</summary>
    private const double OverrulingConfidence = 0.95;

    private readonly TextLimits _limits = limits ?? TextLimits.Default;

    /// <summary>Decodes, reads, cleans and segments <paramref name="file"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CleanOutcome Clean(SourceFile file, CancellationToken cancellationToken = default)
    {
        var read = ArticleReaders.Read(file, _limits, cancellationToken);
        if (read.Document is not { } document)
        {
            return CleanOutcome.Rejected(read.Rejection!.Reason, read.Rejection.Detail);
        }

        var length = document.Blocks.Sum(block => (long)block.Text.Length);
        if (length > _limits.MaxTextLength)
        {
            return CleanOutcome.Rejected(RejectionReason.TooLarge, $"The text has {length} characters; the limit is {_limits.MaxTextLength}. Split it or raise the limit.");
        }

        var draft = new ArticleDraft(read.Source!, document);
        draft.Language = LanguageOf(draft);
        CleaningRules.Apply(draft, cancellationToken);
        draft.FillFrom(document.FileFacts);
        return ArticleAssembler.Assemble(draft, read.Format) is { } article
            ? CleanOutcome.Of(article)
            : CleanOutcome.Rejected(RejectionReason.NoArticle, $"The {read.Format} reader and the cleaner found too little article text: navigation, an error page or boilerplate only.");
    }

    private static string? LanguageOf(ArticleDraft draft)
    {
        var guess = LanguageDetector.Detect(LanguageSample.Of(draft.Blocks));
        if (draft.Language is { } declared && (guess is null || guess.Code == declared || guess.Confidence < OverrulingConfidence))
        {
            return declared;
        }

        if (draft.Language is { } overruled)
        {
            draft.NoteOnce("language-declared-wrong", $"The source declares {overruled} but is written in {guess!.Code}.");
        }

        return guess?.Code;
    }
}
