using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Pipeline.LanguageStandIn;

/// <summary>Plays the identity provider: gives tokens for a scope and knows which the service takes.</summary>
public sealed class TokenIssuer(TimeProvider time)
{
    /// <summary>https://learn.microsoft.com/azure/ai-services/authentication</summary>
    private const string Scope = "https://cognitiveservices.azure.com/.default";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Scope, DateTimeOffset Expires)> _issued = new(StringComparer.Ordinal);

    /// <summary>Tokens given so far.</summary>
    public int Issued
    {
        get
        {
            lock (_lock)
            {
                return _issued.Count;
            }
        }
    }

    /// <summary>A new token for any scope; the service takes those of its own.</summary>
    public string Issue(string scope, DateTimeOffset expires)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            _issued[token] = (scope, expires);
        }

        return token;
    }

    /// <summary>From now on the service takes none of the tokens given so far.</summary>
    public void ExpireAll()
    {
        lock (_lock)
        {
            foreach (var token in _issued.Keys.ToList())
            {
                _issued[token] = _issued[token] with { Expires = DateTimeOffset.MinValue };
            }
        }
    }

    internal bool Accepts(string? authorization)
    {
        lock (_lock)
        {
            return AuthenticationHeaderValue.TryParse(authorization, out var header)
                && header is { Scheme: "Bearer", Parameter: { } token }
                && _issued.TryGetValue(token, out var found)
                && found.Scope == Scope
                && found.Expires > time.GetUtcNow();
        }
    }
}
