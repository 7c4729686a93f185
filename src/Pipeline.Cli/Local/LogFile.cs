using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Pipeline.Cli.Local;

/// <summary>Logs to a file, so that a progress bar stays whole. The file is started anew.</summary>
internal sealed class LogFile(string path, TimeProvider time) : ILoggerProvider
{
    // Shared, so that a second run in the same folder does not fail for its log.
    private readonly TextWriter _writer = TextWriter.Synchronized(new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true });
    private readonly TimeProvider _time = time;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _writer.Dispose();

    private sealed class Logger(LogFile file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var now = file._time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var error = exception is null ? "" : Environment.NewLine + exception;
            file._writer.WriteLine($"{now} {logLevel} {category}: {formatter(state, exception)}{error}");
        }
    }
}
