namespace Pipeline.Text.Analysis;

/// <summary>Text records (billing units of a service), over all features.</summary>
/// <param name="Bought">Records that were paid for.</param>
/// <param name="Saved">Records that a cache made unnecessary.</param>
public readonly record struct RecordCount(int Bought, int Saved)
{
    /// <summary>Nothing was billed.</summary>
    public static RecordCount None => default;

    /// <summary>The sum.</summary>
    public static RecordCount operator +(RecordCount left, RecordCount right) => new(left.Bought + right.Bought, left.Saved + right.Saved);

    /// <summary>The sum.</summary>
    public static RecordCount Add(RecordCount left, RecordCount right) => left + right;
}
