using System.Net;
using System.Net.Sockets;

namespace Pipeline.LocalHost.Azurite;

/// <summary>Ports of an Azurite on 127.0.0.1.</summary>
internal sealed record AzuriteEndpoints(int BlobPort, int QueuePort, int TablePort)
{
    /// <summary>The ports that <c>UseDevelopmentStorage=true</c> means.</summary>
    public static readonly AzuriteEndpoints Default = new(10000, 10001, 10002);

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    private int[] Ports => [BlobPort, QueuePort, TablePort];

    /// <summary>Three ports that are free now. Another process may take one before it is used.</summary>
    public static AzuriteEndpoints FindFree()
    {
        var listeners = new List<TcpListener>();
        try
        {
            for (var i = 0; i < Default.Ports.Length; i++)
            {
                var listener = new TcpListener(IPAddress.Loopback, 0);
                listeners.Add(listener);
                listener.Start();
            }

            var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToList();
            return new AzuriteEndpoints(ports[0], ports[1], ports[2]);
        }
        finally
        {
            listeners.ForEach(listener => listener.Dispose());
        }
    }

    public string ConnectionString(AzuriteAccount account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account.Name};AccountKey={account.Key};"
        + $"BlobEndpoint={Address(BlobPort, account)};QueueEndpoint={Address(QueuePort, account)};TableEndpoint={Address(TablePort, account)};";

    /// <summary>Whether nothing listens on any of the ports.</summary>
    public bool AreFree()
    {
        try
        {
            foreach (var port in Ports)
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whether Azurite answers on all ports.</summary>
    public async Task<bool> AreAzuriteAsync(CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = ProbeTimeout };
        foreach (var port in Ports)
        {
            if (!await IsAzuriteAsync(client, port, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> IsAzuriteAsync(HttpClient client, int port, CancellationToken cancellationToken)
    {
        try
        {
            // It refuses a request without a signature, and says who refuses.
            using var response = await client.GetAsync(Address(port, AzuriteAccount.Development), cancellationToken);
            return response.Headers.TryGetValues("Server", out var servers) && servers.Any(server => server.StartsWith("Azurite", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Uri Address(int port, AzuriteAccount account) => new($"http://127.0.0.1:{port}/{account.Name}");
}
