using Azure.Core;
using Microsoft.Extensions.Options;
using Pipeline.LocalHost.Azurite;

namespace Pipeline.LocalHost;

/// <summary>Settings of the local host itself, in configuration section <c>LocalHost</c>. What the Functions host reads from host.json is read from there.</summary>
public sealed class LocalHostOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "LocalHost";

    /// <summary>TCP port on 127.0.0.1; 0 takes a free one. Default: 7071, as in Azure Functions Core Tools.</summary>
    public int Port { get; set; } = 7071;

    /// <summary>Folder of host.json and, where there is one, local.settings.json. Default: the application's folder.</summary>
    public string RootDirectory { get; set; } = AppContext.BaseDirectory;

    /// <summary>
    /// How long a received queue message stays hidden unless renewed, 2 seconds to 7 days. It is renewed while the function runs; after the host was killed, the message comes back
    /// when this has passed. Default: 10 minutes, as in Azure.
    /// </summary>
    public TimeSpan QueueLockDuration { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time between two scans of a blob trigger's container, at least 50 milliseconds. Default: 2 seconds.</summary>
    public TimeSpan BlobScanInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long running functions may take to finish once the host is told to stop; then their tokens are cancelled. Default: 30 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the host refuses to start without keys. Default: false.</summary>
    public bool RequireKeys { get; set; }

    /// <summary>Function keys by name; each opens functions of level <c>Function</c>. Default: none.</summary>
    public Dictionary<string, string> FunctionKeys { get; } = new(StringComparer.Ordinal);

    /// <summary>The key that opens every function. Default: none.</summary>
    public string? MasterKey { get; set; }

    /// <summary>
    /// Origins whose pages may call the functions, each <c>scheme://host[:port]</c> as browsers send it; <c>*</c> for all, with keys only. In configuration a list, or one text with
    /// commas between. Default: none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = new List<string>();

    /// <summary>When and where the host starts Azurite.</summary>
    public AzuriteOptions Azurite { get; set; } = new();

    /// <summary>
    /// Called on the options of every storage client that the host makes, its own and those handed to functions; add pipeline policies here. Not a configuration setting.
    /// </summary>
    public Action<ClientOptions>? ConfigureStorageClient { get; set; }

    internal bool HasKeys => MasterKey is not null || FunctionKeys.Count > 0;
}

internal sealed class LocalHostOptionsValidator : IValidateOptions<LocalHostOptions>
{
    private const int HighestPort = 65535;
    private static readonly TimeSpan ShortestLock = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLock = TimeSpan.FromDays(7);
    private static readonly TimeSpan ShortestScanInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, LocalHostOptions options)
    {
        var errors = new List<string>();
        Check(options.Port is >= 0 and <= HighestPort, nameof(options.Port), $"must be 0 to {HighestPort}, but is {options.Port}");
        Check(Directory.Exists(options.RootDirectory), nameof(options.RootDirectory), $"names a folder that does not exist: '{options.RootDirectory}'");
        Check(
            options.QueueLockDuration >= ShortestLock && options.QueueLockDuration <= LongestLock,
            nameof(options.QueueLockDuration),
            $"must be {ShortestLock} to {LongestLock}, but is {options.QueueLockDuration}");
        Check(options.BlobScanInterval >= ShortestScanInterval, nameof(options.BlobScanInterval), $"must be at least {ShortestScanInterval}, but is {options.BlobScanInterval}");
        Check(
            options.DrainTimeout >= TimeSpan.Zero && options.DrainTimeout <= LongestDrain,
            nameof(options.DrainTimeout),
            $"must be {TimeSpan.Zero} to {LongestDrain}, but is {options.DrainTimeout}");
        Check(options.MasterKey is null || options.MasterKey.Length > 0, nameof(options.MasterKey), "must not be empty");
        foreach (var key in options.FunctionKeys)
        {
            Check(!string.IsNullOrEmpty(key.Value), $"{nameof(options.FunctionKeys)}:{key.Key}", "must not be empty");
        }

        foreach (var origin in options.AllowedOrigins)
        {
            Check(
                origin == Http.AllowedOrigins.Any || Http.AllowedOrigins.IsOrigin(origin),
                nameof(options.AllowedOrigins),
                $"has '{origin}', which is no origin as browsers send it: scheme://host[:port], without a path and without the scheme's own port");
        }

        Check(
            options.HasKeys || !options.AllowedOrigins.Contains(Http.AllowedOrigins.Any),
            nameof(options.AllowedOrigins),
            $"is *, which would open this machine to every page, so name the origins, or set {LocalHostOptions.SectionName}:{nameof(options.FunctionKeys)}:<name>");
        Check(
            !options.RequireKeys || options.HasKeys,
            nameof(options.RequireKeys),
            $"is true, so set {LocalHostOptions.SectionName}:{nameof(options.MasterKey)} or {LocalHostOptions.SectionName}:{nameof(options.FunctionKeys)}:<name>");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool valid, string setting, string problem)
        {
            if (!valid)
            {
                errors.Add($"Setting {LocalHostOptions.SectionName}:{setting} {problem}.");
            }
        }
    }
}
