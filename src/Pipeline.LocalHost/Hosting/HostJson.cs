using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost.Hosting;

/// <summary>
/// The parts of host.json that this host obeys, with the Functions host's defaults. App settings named <c>AzureFunctionsJobHost:…</c> override single values, as in Azure.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-host-json</remarks>
internal sealed record HostJson(
    string RoutePrefix,
    TimeSpan? FunctionTimeout,
    QueueSettings Queues,
    BlobSettings Blobs,
    IReadOnlyDictionary<string, string> LogLevels)
{
    public const string FileName = "host.json";
    private const string OverrideSection = "AzureFunctionsJobHost";
    private const string SupportedVersion = "2.0";
    private const string Unlimited = "-1";
    private static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(30);

    /// <exception cref="InvalidOperationException">The file is missing or is not JSON, or a value is out of range; the message names the key.</exception>
    public static HostJson Load(string rootDirectory, IConfiguration settings)
    {
        var path = Path.Combine(rootDirectory, FileName);
        if (!File.Exists(path))
        {
            throw new InvalidOperationException(
                $"{FileName} is not in '{rootDirectory}'. Set {LocalHostOptions.SectionName}:{nameof(LocalHostOptions.RootDirectory)} to the folder that has it.");
        }

        IConfigurationRoot file;
        try
        {
            // As values of their own: a chained configuration would take an empty value, such as of routePrefix, for none.
            var overrides = settings.GetSection(OverrideSection).AsEnumerable(makePathsRelative: true).Where(setting => setting.Value is not null);
            file = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).AddInMemoryCollection(overrides).Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            throw new InvalidOperationException($"{path} is not valid JSON: {exception.InnerException?.Message ?? exception.Message}", exception);
        }

        return Read(new HostJsonReader(file));
    }

    private static HostJson Read(HostJsonReader reader)
    {
        if (reader.Text("version") is var version && version != SupportedVersion)
        {
            throw HostJsonReader.Invalid("version", version, $"must be \"{SupportedVersion}\"");
        }

        var timeout = reader.Text("functionTimeout") == Unlimited
            ? (TimeSpan?)null
            : reader.Time("functionTimeout", DefaultFunctionTimeout, TimeSpan.FromSeconds(1), TimeSpan.MaxValue);
        return new HostJson(
            (reader.Text("extensions:http:routePrefix") ?? "api").Trim('/'),
            timeout,
            QueueSettings.Read(reader),
            BlobSettings.Read(reader),
            reader.Children("logging:logLevel"));
    }
}

/// <param name="BatchSize">Messages received at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">A new batch is received when no more messages than this are being processed.</param>
/// <param name="MaxDequeueCount">Attempts before a message goes to the poison queue.</param>
/// <param name="MaxPollingInterval">Longest time between two polls of an idle queue.</param>
/// <param name="VisibilityTimeout">Delay before a failed message is tried again.</param>
/// <param name="Base64">Whether message bodies are base64 text.</param>
internal sealed record QueueSettings(int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan MaxPollingInterval, TimeSpan VisibilityTimeout, bool Base64)
{
    public const int LargestBatch = 32;
    public static readonly TimeSpan MinPollingInterval = TimeSpan.FromMilliseconds(100);
    private const string Section = "extensions:queues:";

    public static QueueSettings Read(HostJsonReader reader)
    {
        var batchSize = reader.Number(Section + "batchSize", 16, 1, LargestBatch);
        var encoding = reader.Text(Section + "messageEncoding") ?? "base64";
        return new QueueSettings(
            batchSize,
            reader.Number(Section + "newBatchThreshold", batchSize / 2, 0, 1000),
            reader.Number(Section + "maxDequeueCount", 5, 1, 1000),
            reader.Time(Section + "maxPollingInterval", TimeSpan.FromMinutes(1), MinPollingInterval, TimeSpan.FromDays(1)),
            reader.Time(Section + "visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            encoding.ToUpperInvariant() switch
            {
                "BASE64" => true,
                "NONE" => false,
                _ => throw HostJsonReader.Invalid(Section + "messageEncoding", encoding, "must be \"base64\" or \"none\""),
            });
    }
}

/// <param name="MaxDegreeOfParallelism">Blobs processed at once by one function.</param>
/// <param name="PoisonBlobThreshold">Attempts before a blob is given up and reported on the poison queue.</param>
internal sealed record BlobSettings(int MaxDegreeOfParallelism, int PoisonBlobThreshold)
{
    private const string Section = "extensions:blobs:";
    private const int ParallelismPerCore = 8;

    public static BlobSettings Read(HostJsonReader reader) => new(
        reader.Number(Section + "maxDegreeOfParallelism", ParallelismPerCore * Environment.ProcessorCount, 1, 1000),
        reader.Number(Section + "poisonBlobThreshold", 5, 1, 1000));
}

/// <summary>Reads single values and names the key of one that is wrong.</summary>
internal sealed class HostJsonReader(IConfiguration file)
{
    public string? Text(string key) => file[key];

    public int Number(string key, int defaultValue, int lowest, int highest)
    {
        if (file[key] is not { } text)
        {
            return defaultValue;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw Invalid(key, text, $"must be a whole number from {lowest} to {highest}");
    }

    public TimeSpan Time(string key, TimeSpan defaultValue, TimeSpan shortest, TimeSpan longest)
    {
        if (file[key] is not { } text)
        {
            return defaultValue;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= shortest && value <= longest
            ? value
            : throw Invalid(key, text, $"must be a time \"hh:mm:ss\" from {shortest} to {longest}");
    }

    public IReadOnlyDictionary<string, string> Children(string key) =>
        file.GetSection(key).GetChildren().Where(child => child.Value is not null).ToDictionary(child => child.Key, child => child.Value!, StringComparer.OrdinalIgnoreCase);

    public static InvalidOperationException Invalid(string key, string? value, string rule) =>
        new($"{HostJson.FileName}: {key.Replace(':', '.')} {rule}, but is {(value is null ? "missing" : $"\"{value}\"")}.");
}
