using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Net;

namespace Pipeline.Core.Tests.Hostile;

/// <summary>Hears of every name that this process looks up, every request that it sends and every connection that it opens, as the runtime's own event sources tell.</summary>
internal sealed class ConnectionWitness : EventListener
{
    private static readonly string[] Sources = ["System.Net.Http", "System.Net.NameResolution", "System.Net.Sockets"];

    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>"Sockets ConnectStart 127.0.0.1:10000" and the like, with how often.</summary>
    public IReadOnlyDictionary<string, int> Seen => _seen;

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (Sources.Contains(eventSource.Name, StringComparer.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Informational, EventKeywords.All);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        var target = (eventData.EventSource.Name, eventData.EventName, eventData.Payload) switch
        {
            ("System.Net.Http", "RequestStart", [_, string host, int port, ..]) => $"{host}:{port}",
            ("System.Net.NameResolution", "ResolutionStart", [string name, ..]) => name,
            ("System.Net.Sockets", "ConnectStart", [string address, ..]) => EndPointOf(address),
            _ => null,
        };
        if (target is not null)
        {
            _seen.AddOrUpdate($"{eventData.EventSource.Name} {target}", 1, (_, count) => count + 1);
        }
    }

    /// <summary>A socket address is written as "InterNetworkV6:28:{39,16,0,…}": family, length, and its bytes from the port on.</summary>
    private static string EndPointOf(string address)
    {
        if (address.IndexOf('{', StringComparison.Ordinal) is var brace and > 0)
        {
            var bytes = address[(brace + 1)..^1].Split(',').Select(byte.Parse).ToArray();
            var ip = address.StartsWith("InterNetworkV6", StringComparison.Ordinal) ? new IPAddress(bytes.AsSpan(6, 16)) : new IPAddress(bytes.AsSpan(2, 4));
            return $"{(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)}:{(bytes[0] << 8) + bytes[1]}";
        }

        return address;
    }
}
