namespace Pipeline.Text.Cleaning;

/// <summary>The article while rules work on it.</summary>
public sealed class ArticleDraft
{
}
