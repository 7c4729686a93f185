namespace Pipeline.LocalHost;

/// <summary>
/// Starts a function for each message of a storage queue. The parameter is a type read from JSON, <c>string</c>, <c>byte[]</c>, <c>BinaryData</c> or <c>QueueMessage</c>.
/// </summary>
/// <param name="queueName">Name of the queue. <c>%Setting%</c> is replaced by that setting's value.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>Name of the queue.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>Name of the connection setting; <c>AzureWebJobsStorage</c> when not given.</summary>
    public string? Connection { get; set; }
}
