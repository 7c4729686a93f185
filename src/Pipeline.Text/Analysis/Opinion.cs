namespace Pipeline.Text.Analysis;

/// <summary>An opinion about one thing: "the food" in "the food was cold and late".</summary>
/// <param name="Target">Span of what the opinion is about.</param>
/// <param name="Label">The label of the target; may be mixed.</param>
/// <param name="Assessments">Spans of the words that judge it.</param>
public sealed record Opinion(TextSpan Target, SentimentLabel Label, IReadOnlyList<TextSpan> Assessments);
