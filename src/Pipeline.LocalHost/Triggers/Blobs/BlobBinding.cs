using Azure;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Storage;

namespace Pipeline.LocalHost.Triggers.Blobs;

/// <summary>The blob was deleted between the scan and the function.</summary>
internal sealed class BlobGoneException : Exception;

/// <summary>Makes the trigger parameter of a blob function.</summary>
internal static class BlobBinding
{
    private static readonly Type[] Types = [typeof(BlobClient), typeof(Stream), typeof(byte[]), typeof(string), typeof(BinaryData)];

    /// <exception cref="InvalidOperationException">The parameter's type is not one of those that a blob trigger gives.</exception>
    public static void Validate(FunctionDescriptor function)
    {
        if (!Types.Contains(function.TriggerType))
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}': a blob trigger's parameter is one of {string.Join(", ", Types.Select(type => type.Name))}, not {function.TriggerType.Name}.");
        }
    }

    public static async ValueTask<object?> BindAsync(Type type, BlobClient blob, CancellationToken cancellationToken)
    {
        if (type == typeof(BlobClient))
        {
            return blob;
        }

        try
        {
            if (type == typeof(Stream))
            {
                return await blob.OpenReadAsync(cancellationToken: cancellationToken);
            }

            var content = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
            return type == typeof(string) ? content.ToString()
                : type == typeof(byte[]) ? content.ToArray()
                : content;
        }
        catch (RequestFailedException exception) when (exception.Status == StorageErrors.NotFound)
        {
            throw new BlobGoneException();
        }
    }
}
