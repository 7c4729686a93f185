using System.Text.Json;

namespace Pipeline.Text.Reading;

/// <summary>Names of JSON members from outside: half a surrogate pair as an escape, or bytes that are no UTF-8, are legal to the parser and no legal string.</summary>
internal static class JsonName
{
    /// <summary>The name; "" when it is no text.</summary>
    public static string Of(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
