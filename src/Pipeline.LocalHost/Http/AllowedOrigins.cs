using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pipeline.LocalHost.Http;

/// <summary>Lets pages of other origins call the functions, as the platform does in Azure.</summary>
internal static class AllowedOrigins
{
    public const string Any = "*";

    /// <summary>What a page may read beside the headers that every page may: what clients of functions steer by.</summary>
    private static readonly string[] ExposedHeaders = ["ETag", "Retry-After", "Location"];

    /// <summary>Whether the text is an origin as browsers send it: they leave out a default port, and write a host name in ASCII.</summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && text.All(char.IsAscii)
        && string.Equals(uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped), text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds the policy that ASP.NET Core's CORS middleware obeys. Without origins there is none, and it lets everything pass as it is.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<LocalHostOptions>>((cors, options) =>
        {
            if (options.Value.AllowedOrigins is { Count: > 0 } origins)
            {
                cors.AddDefaultPolicy(policy => (origins.Contains(Any) ? policy.AllowAnyOrigin() : policy.WithOrigins([.. origins]))
                    .AllowAnyMethod()
                    .AllowAnyHeader()
                    .WithExposedHeaders(ExposedHeaders));
            }
        });
    }
}
