using System.Text.Json.Serialization;

namespace Pipeline.Tables.Schema;

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StringListJson : JsonSerializerContext;
