namespace Pipeline.LocalHost.TestHost;

public static class SlowFunctions
{
    /// <summary>Runs until a line arrives on standard input, or its token is cancelled.</summary>
    [Function("Slow")]
    public static async Task RunAsync([QueueTrigger("slow", Connection = "Storage")] string message, CancellationToken cancellationToken)
    {
        Console.WriteLine($"started {message}");
        try
        {
            // The console's reader blocks, even when asked to read asynchronously.
            await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
            Console.WriteLine($"finished {message}");
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"cancelled {message}");
            throw;
        }
    }
}
