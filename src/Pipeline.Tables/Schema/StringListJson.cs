using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Tables.Schema;

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StringListJson : JsonSerializerContext
{
    /// <summary>Letters of all scripts as they are: escaped, each takes six units of the 32,768 that a property holds.</summary>
    public static StringListJson Readable { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
