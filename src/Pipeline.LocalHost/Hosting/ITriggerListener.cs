namespace Pipeline.LocalHost.Hosting;

/// <summary>Takes work for one function from its trigger.</summary>
internal interface ITriggerListener
{
    /// <summary>Takes work until the token is cancelled, then returns when everything taken is finished and acknowledged.</summary>
    Task RunAsync(CancellationToken stopping);
}
