using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Pipeline.LocalHost.Http;

/// <summary>
/// Decides whether a request may run a function. With keys configured, the level's key is needed. Without, the API is open to this machine, so requests that a web page of
/// somebody else could have caused are refused: by name (Host, against DNS rebinding) and by origin, but for origins that are allowed.
/// </summary>
internal sealed class HttpAccess
{
    private const string KeyHeader = "x-functions-key";
    private const string KeyQuery = "code";
    private readonly bool _hasKeys;
    private readonly byte[][] _functionKeys;
    private readonly byte[][] _masterKeys;
    private readonly HashSet<string> _origins;

    public HttpAccess(IOptions<LocalHostOptions> options)
    {
        _origins = options.Value.AllowedOrigins.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _hasKeys = options.Value.HasKeys;
        _masterKeys = options.Value.MasterKey is { } master ? [Hash(master)] : [];
        _functionKeys = [.. options.Value.FunctionKeys.Values.Select(Hash), .. _masterKeys];
    }

    /// <summary>The status to refuse with, null when the request may pass.</summary>
    public int? Refusal(HttpRequest request, AuthorizationLevel level)
    {
        if (!_hasKeys)
        {
            return IsLocal(request) ? null : StatusCodes.Status403Forbidden;
        }

        return level switch
        {
            AuthorizationLevel.Anonymous => null,
            AuthorizationLevel.Function or AuthorizationLevel.User when Matches(request, _functionKeys) => null,
            AuthorizationLevel.System or AuthorizationLevel.Admin when Matches(request, _masterKeys) => null,
            _ => StatusCodes.Status401Unauthorized,
        };
    }

    private bool IsLocal(HttpRequest request)
    {
        var host = request.Host.Host;
        var isLoopback = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        var origin = request.Headers.Origin;
        return isLoopback
            && (StringValues.IsNullOrEmpty(origin)
                || _origins.Contains(origin.ToString())
                || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Matches(HttpRequest request, byte[][] keys)
    {
        var given = request.Headers[KeyHeader] is { Count: > 0 } header ? header.ToString() : request.Query[KeyQuery].ToString();
        var hash = Hash(given);
        var found = false;
        foreach (var key in keys)
        {
            // No early end, and hashes of one length: the time taken says nothing about the keys.
            found |= CryptographicOperations.FixedTimeEquals(hash, key);
        }

        return found && given.Length > 0;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
