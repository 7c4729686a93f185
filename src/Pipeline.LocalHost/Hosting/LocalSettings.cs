using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Pipeline.LocalHost.Hosting;

/// <summary>The <c>Values</c> of local.settings.json, which Azure Functions Core Tools would put into the environment.</summary>
internal static class LocalSettings
{
    private const string FileName = "local.settings.json";

    /// <exception cref="InvalidOperationException">The file is not valid JSON.</exception>
    public static void AddTo(IConfigurationBuilder configuration, string rootDirectory)
    {
        var path = Path.Combine(rootDirectory, FileName);
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            var values = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path)).Build().GetSection("Values")
                .AsEnumerable(makePathsRelative: true)
                .Where(setting => setting.Value is not null)
                .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value));

            // Lowest precedence: a real environment variable overrides the file, as with Core Tools.
            configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = values.ToList() });
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException)
        {
            throw new InvalidOperationException($"{path} is not valid JSON: {exception.InnerException?.Message ?? exception.Message}", exception);
        }
    }
}
