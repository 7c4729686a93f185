using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Pipeline.Functions.Http;

/// <summary>The forms of the API's answers.</summary>
internal static class Answers
{
    /// <summary>Letters of all scripts as they are; mark-up stays escaped.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(), new MomentConverter() },
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        RespectNullableAnnotations = true,
    };

    /// <summary>JSON.</summary>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, Options, statusCode: status);

    /// <summary>JSON that a caller may keep: with an ETag of its bytes, and 304 when the caller has it already.</summary>
    public static IResult Tagged<T>(T value) => new TaggedJson(JsonSerializer.SerializeToUtf8Bytes(value, Options));

    /// <summary>Bytes that never change while the app runs, with an ETag.</summary>
    public static IResult Static(byte[] bytes, string mediaType) => Results.Bytes(bytes, mediaType, entityTag: TagOf(bytes));

    private static EntityTagHeaderValue TagOf(byte[] bytes) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");

    /// <summary>A moment as RFC 3339 writes it. Without an offset it would be taken for one of the zone that the app happens to run in.</summary>
    private sealed class MomentConverter : JsonConverter<DateTimeOffset>
    {
        private static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
            && DateTimeOffset.TryParseExact(reader.GetString(), s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    private sealed class TaggedJson(byte[] json) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var tag = TagOf(json);
            var response = httpContext.Response;
            response.GetTypedHeaders().ETag = tag;
            response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
            if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = json.Length;
            return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
        }
    }
}
