namespace Pipeline.LocalHost.Azurite;

/// <summary>When and where Azurite is started.</summary>
public sealed class AzuriteOptions
{
    /// <summary>Whether Azurite is started when storage is <c>UseDevelopmentStorage=true</c> and nothing listens. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Folder of its data, made when missing. Default: <c>.pipeline/azurite</c> in the current directory.</summary>
    public string DataDirectory { get; set; } = Path.Combine(".pipeline", "azurite");

    /// <summary>Whether the data live in memory only and end with the emulator: for tests, which then wait for no disk. Default: false.</summary>
    public bool InMemory { get; set; }

    /// <summary>Folder that npm installs it into on first use. Default: <c>pipeline/azurite</c> in the user's local application data, or in <see cref="DataDirectory"/> where the user has none.</summary>
    public string? InstallDirectory { get; set; }

    /// <summary>Longest time that starting may take. Default: 60 seconds.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time that installing may take. Default: 5 minutes.</summary>
    public TimeSpan InstallTimeout { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>A storage account of the emulator.</summary>
/// <param name="Name">3 to 24 lower-case letters and digits.</param>
/// <param name="Key">Account key, base64.</param>
public sealed record AzuriteAccount(string Name, string Key)
{
    /// <summary>The account that <c>UseDevelopmentStorage=true</c> means, with the key that its documentation publishes.</summary>
    public static AzuriteAccount Development { get; } = new(
        "devstoreaccount1",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");
}

/// <summary>Azurite cannot be installed or started. The message says what to do.</summary>
public sealed class AzuriteException : Exception
{
    /// <summary>Makes the exception.</summary>
    public AzuriteException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
