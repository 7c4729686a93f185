namespace Pipeline.LocalHost;

/// <summary>What a function may know about the invocation it is running in.</summary>
public sealed class FunctionContext
{
    /// <summary>Identifier of this invocation.</summary>
    public required string InvocationId { get; init; }

    /// <summary>The function being run.</summary>
    public required FunctionDefinition FunctionDefinition { get; init; }

    /// <summary>What the trigger said.</summary>
    public required BindingContext BindingContext { get; init; }

    /// <summary>Services of this invocation's scope.</summary>
    public required IServiceProvider InstanceServices { get; set; }

    /// <summary>Cancelled when the host's drain limit or the function's time limit is over, or a queue message's lock is lost.</summary>
    public required CancellationToken CancellationToken { get; init; }
}

/// <summary>A function of the app.</summary>
public sealed class FunctionDefinition
{
    /// <summary>Name given in <see cref="FunctionAttribute"/>.</summary>
    public required string Name { get; init; }
}

/// <summary>Data that comes with a trigger.</summary>
public sealed class BindingContext
{
    /// <summary>
    /// Values by name, case-insensitive, as text: names of the blob pattern and route; <c>BlobTrigger</c> and <c>Uri</c> of a blob; <c>QueueTrigger</c>, <c>Id</c>, <c>DequeueCount</c>,
    /// <c>InsertionTime</c>, <c>ExpirationTime</c>, <c>NextVisibleTime</c> and <c>PopReceipt</c> of a message.
    /// </summary>
    public required IReadOnlyDictionary<string, object?> BindingData { get; init; }
}
