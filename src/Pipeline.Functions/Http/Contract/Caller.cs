using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Pipeline.Functions.Http.Contract;

/// <summary>Who makes a call, as far as the request tells: the host has checked the key, and App Service Authentication, where it is on, the token.</summary>
internal static class Caller
{
    private const string ReaderRole = "Pipeline.Reader";
    private const string OperatorRole = "Pipeline.Operator";

    /// <summary>Holds what the token said (https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities).</summary>
    private const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";
    private const string PrincipalIdHeader = "X-MS-CLIENT-PRINCIPAL-ID";

    /// <summary>What to count calls by. Keys are hashed, so that none is held longer than its call.</summary>
    public static string Name(HttpRequest request, bool isSignedIn)
    {
        var principal = isSignedIn ? request.Headers[PrincipalIdHeader].ToString() : "";
        var key = request.Headers["x-functions-key"] is { Count: > 0 } header ? header.ToString() : request.Query["code"].ToString();
        return (principal, key) switch
        {
            ({ Length: > 0 }, _) => "principal " + principal,
            (_, { Length: > 0 }) => "key " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
            _ => "address " + request.HttpContext.Connection.RemoteIpAddress,
        };
    }

    /// <summary>Whether the person signed in has an app role that opens this. Operators may all that readers may.</summary>
    public static bool HasRole(HttpRequest request, ApiRole role)
    {
        var roles = Roles(request.Headers[PrincipalHeader].ToString());
        return role switch
        {
            ApiRole.Anyone => true,
            ApiRole.Reader => roles.Contains(ReaderRole) || roles.Contains(OperatorRole),
            _ => roles.Contains(OperatorRole),
        };
    }

    private static HashSet<string> Roles(string principal)
    {
        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(principal));
            var roleClaim = json.RootElement.GetProperty("role_typ").GetString();
            return
            [
                .. json.RootElement.GetProperty("claims").EnumerateArray()
                    .Where(claim => claim.GetProperty("typ").GetString() == roleClaim)
                    .Select(claim => claim.GetProperty("val").GetString() ?? ""),
            ];
        }
        catch (Exception exception) when (exception is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
