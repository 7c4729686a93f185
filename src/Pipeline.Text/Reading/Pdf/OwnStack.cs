namespace Pipeline.Text.Reading.Pdf;

/// <summary>Runs what may nest deep on a thread of its own, whose stack has room for it, and leaves it behind when it does not stop in time.</summary>
internal static class OwnStack
{
    /// <summary>Room for a recursion over the most objects (<see cref="PdfObjects.Most"/>, 240 bytes each). Reserved, not used: a page of memory is taken when it is first written to.</summary>
    private const int StackBytes = 32 * 1024 * 1024;

    /// <summary>What <paramref name="work"/> returns or throws.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled. Work that does not look at the token goes on until it ends, and nobody waits for it.</exception>
    public static T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Complete(work, result), StackBytes) { IsBackground = true, Name = "PDF" };
        thread.Start();
        Task.WaitAny([result.Task], cancellationToken);
        return result.Task.GetAwaiter().GetResult();
    }

    private static void Complete<T>(Func<T> work, TaskCompletionSource<T> result)
    {
        try
        {
            result.SetResult(work());
        }
        catch (Exception e)
        {
            result.SetException(e);
        }
    }
}
