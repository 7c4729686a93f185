namespace Pipeline.Core.Articles;

/// <summary>Reason codes beyond those of <see cref="Text.RejectionReason"/>, whose names are codes too. The README gives cause and fix of each.</summary>
public static class ReasonCodes
{
    /// <summary>Rejected: the file's path breaks the rules for names.</summary>
    public const string InvalidName = "InvalidName";

    /// <summary>Rejected: reading and cleaning took longer than the setting allows.</summary>
    public const string TooSlow = "TooSlow";

    /// <summary>Failed: the stage that receives files gave up.</summary>
    public const string ReceiveFailed = "ReceiveFailed";

    /// <summary>Failed: cleaning gave up after its retries.</summary>
    public const string CleanFailed = "CleanFailed";

    /// <summary>Failed: enrichment gave up after its retries.</summary>
    public const string EnrichFailed = "EnrichFailed";

    /// <summary>Of a dead letter, never of an article: a deletion could not be handled.</summary>
    public const string DeleteFailed = "DeleteFailed";

    /// <summary>A step of Reconcile ended with an error, every time.</summary>
    public const string ReconcileFailed = "ReconcileFailed";

    /// <summary>Failed: Azure AI Language refuses this document.</summary>
    public const string DocumentRefused = "DocumentRefused";

    /// <summary>Waiting: Azure AI Language asked to wait, or more is to be sent than its rate allows.</summary>
    public const string Throttled = "Throttled";

    /// <summary>Waiting: the quota of the Azure AI Language resource is spent.</summary>
    public const string QuotaExhausted = "QuotaExhausted";

    /// <summary>Waiting: the pipeline's own daily budget of text records is spent.</summary>
    public const string DailyBudgetSpent = "DailyBudgetSpent";

    /// <summary>Waiting: Azure AI Language does not answer as it should.</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    /// <summary>Waiting: Azure AI Language refuses the app itself.</summary>
    public const string LanguageSettings = "LanguageSettings";
}
