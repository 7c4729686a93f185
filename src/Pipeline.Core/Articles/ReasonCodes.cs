namespace Pipeline.Core.Articles;

/// <summary>Reason codes beyond those of <see cref="Text.RejectionReason"/>, whose names are codes too. The README gives cause and fix of each.</summary>
public static class ReasonCodes
{
    /// <summary>Rejected: the file's path breaks the rules for names.</summary>
    public const string InvalidName = "InvalidName";

    /// <summary>Failed: the stage that receives files gave up.</summary>
    public const string ReceiveFailed = "ReceiveFailed";

    /// <summary>Failed: cleaning gave up after its retries.</summary>
    public const string CleanFailed = "CleanFailed";

    /// <summary>Failed: enrichment gave up after its retries.</summary>
    public const string EnrichFailed = "EnrichFailed";
}
