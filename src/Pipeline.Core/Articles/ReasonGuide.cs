namespace Pipeline.Core.Articles;

/// <summary>What a reason code means and what to do, as the README's table says it.</summary>
/// <param name="State">The state that it belongs to, or "waiting".</param>
/// <param name="Cause">Why it happens.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ReasonGuide(string State, string Cause, string Remedy)
{
    /// <summary>All codes. A test holds them against the README.</summary>
    public static IReadOnlyDictionary<string, ReasonGuide> All { get; } = new Dictionary<string, ReasonGuide>(StringComparer.Ordinal)
    {
        ["Empty"] = new("Rejected", "no bytes, or white space only", "upload the file again"),
        ["TooLarge"] = new("Rejected", "more bytes than `Pipeline:MaxFileBytes`, a longer text than `Pipeline:MaxTextLength`, or more elements than `Pipeline:MaxMarkupElements`", "split the file, or raise the setting"),
        ["Binary"] = new("Rejected", "an image, a program, a format that no reader knows", "convert it to text or HTML"),
        ["Undecodable"] = new("Rejected", "no valid text in the declared nor in any detected character set", "save it as UTF-8"),
        ["TooDeep"] = new("Rejected", "mark-up nested deeper than `Pipeline:MaxMarkupDepth`", "repair the page, or raise the setting"),
        ["NoArticle"] = new("Rejected", "readable, but navigation, an error page or boilerplate only", "check what the scraper fetched"),
        ["Malformed"] = new("Rejected", "a format that is read, but broken, cut off or encrypted", "save or fetch the file again, without a password"),
        ["UnsafeXml"] = new("Rejected", "XML that declares a document type of its own, which could hold entities", "remove the declaration"),
        ["ExpandsTooMuch"] = new("Rejected", "compressed data that becomes more than `Pipeline:MaxExpansionRatio` times as large, or more than `Pipeline:MaxExpandedBytes`", "if it is meant, unpack it first, or raise the setting"),
        ["TooManyEntries"] = new("Rejected", "more entries, items or pages than `Pipeline:MaxEntries`", "split the file, or raise the setting"),
        ["NestedTooDeep"] = new("Rejected", "archives in archives beyond `Pipeline:MaxNesting`", "unpack it first, or raise the setting"),
        ["SeveralArticles"] = new("Rejected", "the file holds a list of articles where one was expected", "give the list a file of its own"),
        ["TooSlow"] = new("Rejected", "reading and cleaning took longer than `Pipeline:MaxDocumentTime`", "split the file, or raise the setting"),
        ["InvalidName"] = new("Rejected", "the path has control characters, a backslash, an empty or `..` part, or more than 1,024 characters", "rename the file"),
        ["ReceiveFailed"] = new("Failed", "the file could not be received, five times", "see `LastError`, mend the cause, then `pipeline replay`"),
        ["CleanFailed"] = new("Failed", "cleaning threw, five times", "see `LastError`, mend the cause, then `pipeline replay`"),
        ["EnrichFailed"] = new("Failed", "the analyser failed, five times", "see `LastError`, mend the cause, then `pipeline replay`"),
        ["ReconcileFailed"] = new("dead letter", "a step of Reconcile could not be done, five times", "mend what the step's cause tells of, then replay; the run goes on by itself too when the sweep finds it standing still"),
        ["DeleteFailed"] = new("dead letter", "the deletion of a file could not be handled, five times", "nothing: it is tried again, and Reconcile finds deletions too"),
        ["DocumentRefused"] = new("Failed", "Azure AI Language refuses a part of the text", "see `LastError` for its code; correct the file and drop it again"),
        ["Throttled"] = new("waiting", "Azure AI Language asked to wait, or more is to be sent than `Language:RequestsPerMinute` allows", "nothing; for more speed ask for a higher limit and raise the setting"),
        ["QuotaExhausted"] = new("waiting", "the free tier's records of the month are bought", "wait for the next month, or choose the tier S; it goes on by itself"),
        ["DailyBudgetSpent"] = new("waiting", "`Language:DailyRecordBudget` is spent", "wait for the next day (UTC), or raise the setting; it goes on by itself"),
        ["ServiceUnavailable"] = new("waiting", "Azure AI Language answers with errors or not at all", "nothing; it goes on by itself"),
        ["LanguageSettings"] = new("waiting", "Azure AI Language refuses the app (401, 403) or is not at that address (404)", "check `Language:Endpoint`, `Language:Key` and the app's role Cognitive Services User"),
    };

    /// <summary>Null for a code that is not the pipeline's own.</summary>
    public static ReasonGuide? For(string? code) => code is not null && All.TryGetValue(code, out var guide) ? guide : null;
}
