using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.LocalHost.Azurite;

/// <summary>Installs the pinned Azurite with npm, once per user.</summary>
internal sealed class AzuriteInstallation
{
    private const string MarkerFile = "installed";
    private const int VersionLength = 12;
    private const string LockFile = "package-lock.json";
    private const string Script = "run-azurite.cjs";
    private const string InstallHint = "Install Node.js 20 or newer with npm (https://nodejs.org), or start Azurite yourself, or set the Storage connection to a real storage account.";

    private static readonly string[] Files = ["package.json", LockFile, Script];

    private readonly string _directory;

    private AzuriteInstallation(string directory) => _directory = directory;

    public string ScriptPath => Path.Combine(_directory, Script);

    public string AzuritePath => Path.Combine(_directory, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>The installation, made first when there is none of this version.</summary>
    /// <exception cref="AzuriteException">Node.js or npm is missing, or the installation failed.</exception>
    public static async Task<AzuriteInstallation> EnsureAsync(AzuriteOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var installation = new AzuriteInstallation(Path.Combine(Path.GetFullPath(options.InstallDirectory ?? DefaultDirectory(options)), Version()));
        Directory.CreateDirectory(installation._directory);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.InstallTimeout);
        try
        {
            using var guard = await FileLock.AcquireAsync(Path.Combine(installation._directory, ".install.lock"), timeout.Token);
            if (!installation.IsComplete())
            {
                progress?.Report($"Installing the storage emulator Azurite with npm into {installation._directory} (first use only, up to a minute) ...");
                await installation.InstallAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AzuriteException($"Installing Azurite took longer than {options.InstallTimeout}. {InstallHint}");
        }

        return installation;
    }

    /// <summary>Starts node with its input, output and errors redirected.</summary>
    /// <exception cref="AzuriteException">Node.js is missing.</exception>
    public static Process StartProcess(string program, string workingDirectory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new AzuriteException($"Azurite needs '{program}', which was not found. {InstallHint}", exception);
        }
    }

    private static string DefaultDirectory(AzuriteOptions options)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return user.Length > 0 ? Path.Combine(user, "pipeline", "azurite") : Path.Combine(options.DataDirectory, "install");
    }

    public static string ReadResource(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Azurite/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A folder for each state of the installed files: two versions of the host on one machine do not overwrite each other's.
    private static string Version() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Files.Select(ReadResource)))))[..VersionLength];

    // The marker is written last.
    private bool IsComplete() => File.Exists(Path.Combine(_directory, MarkerFile)) && File.Exists(AzuritePath);

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        foreach (var file in Files)
        {
            await File.WriteAllTextAsync(Path.Combine(_directory, file), ReadResource(file), cancellationToken);
        }

        string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        using var npm = StartProcess(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", _directory, arguments, new Dictionary<string, string?>(StringComparer.Ordinal));
        npm.StandardInput.Close();
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            if (npm.ExitCode != 0)
            {
                throw new AzuriteException($"npm could not install Azurite (exit code {npm.ExitCode}). {InstallHint}\n{await errors}{await output}");
            }
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        await File.WriteAllTextAsync(Path.Combine(_directory, MarkerFile), string.Empty, cancellationToken);
    }
}
