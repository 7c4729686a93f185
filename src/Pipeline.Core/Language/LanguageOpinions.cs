using System.Globalization;
using System.Text.Json;
using Pipeline.Text;
using Pipeline.Text.Analysis;

namespace Pipeline.Core.Language;

/// <summary>
/// Reads what opinion mining adds to a sentence: targets that refer to assessments by JSON pointer, "#/documents/0/sentences/1/assessments/2"
/// (https://learn.microsoft.com/azure/ai-services/language-service/sentiment-opinion-mining/how-to/call-api).
/// </summary>
internal static class LanguageOpinions
{
    /// <summary>The opinions of <paramref name="sentence"/>, one per target.</summary>
    public static IEnumerable<Opinion> Of(JsonElement sentence, JsonElement document)
    {
        if (!sentence.TryGetProperty("targets", out var targets))
        {
            yield break;
        }

        foreach (var target in targets.EnumerateArray())
        {
            var assessments = new List<TextSpan>();
            foreach (var relation in target.TryGetProperty("relations", out var relations) ? relations.EnumerateArray() : default)
            {
                if (relation.GetProperty("relationType").GetString() == "assessment" && Find(document, relation.GetProperty("ref").GetString()) is { } assessment)
                {
                    assessments.Add(LanguageWire.Span(assessment));
                }
            }

            yield return new Opinion(LanguageWire.Span(target), LanguageWire.Label(target), assessments);
        }
    }

    /// <summary>The document's own number in the pointer is not looked at: opinions never refer to another document.</summary>
    private static JsonElement? Find(JsonElement document, string? pointer) =>
        pointer?.Split('/') is ["#", "documents", _, "sentences", var sentence, "assessments", var assessment]
            && Item(document.GetProperty("sentences"), sentence) is { } found
            && found.TryGetProperty("assessments", out var assessments)
            ? Item(assessments, assessment)
            : null;

    private static JsonElement? Item(JsonElement array, string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < array.GetArrayLength() ? array[i] : null;
}
