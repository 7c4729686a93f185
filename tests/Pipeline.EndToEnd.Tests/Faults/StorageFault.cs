namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>Something that goes wrong while articles are dropped, overwritten and deleted.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Misbehave">Makes what the proxy does to requests; null when it lets all pass.</param>
/// <param name="Meanwhile">What happens besides, while the app works; null when nothing does.</param>
/// <param name="Hosts">How many hosts work on the storage.</param>
internal sealed record StorageFault(
    string Name,
    Func<Func<StorageRequest, Fault>>? Misbehave = null,
    Func<FaultLab, WorkloadRun, CancellationToken, Task>? Meanwhile = null,
    int Hosts = 1)
{
    private const int Overwrites = 50;

    public static readonly StorageFault[] All =
    [
        new("503 to every fifth request", () => Every(5, Fault.Busy)),
        new("every fifteenth request takes 3 s", () => Every(15, Fault.Slow)),
        new("every fortieth request gets no answer for 10 s", () => Every(40, Fault.Hang)),
        new("every eighth request is cut before storage hears it", () => Every(8, Fault.CutBefore)),
        new("every eighth effect is done and its answer lost", () => Every(8, Fault.CutAfter, request => request.IsEffect)),
        new("every eighth answer is cut in the middle", () => Every(8, Fault.CutAnswer, request => request.Method == "GET")),
        new("412 to every third commit", () => Every(3, Fault.Conflict, request => request.IsCommit)),
        new("every second message is put on its queue twice", () => Every(2, Fault.Twice, request => request.IsMessage)),
        new("storage is stopped and started again", Meanwhile: (lab, _, _) => lab.Bench.RestartAzuriteAsync()),
        new("two hosts on one storage", Hosts: 2),
        new("two hosts, and every sixth answer to an effect lost", () => Every(6, Fault.CutAfter, request => request.IsEffect), Hosts: 2),
        new("one file overwritten fifty times while it is processed", Meanwhile: OverwriteAsync),
        new("files deleted and dropped again while they are enriched", Meanwhile: DeleteAndDropAsync),
        new("the host is killed three times", Meanwhile: KillAsync),
    ];

    /// <summary>Every so many-th of the requests that match.</summary>
    public static Func<StorageRequest, Fault> Every(int count, Fault fault, Func<StorageRequest, bool>? match = null)
    {
        var seen = 0;
        return request => match?.Invoke(request) == false || Interlocked.Increment(ref seen) % count != 0 ? Fault.None : fault;
    }

    private static async Task OverwriteAsync(FaultLab lab, WorkloadRun workload, CancellationToken cancellationToken)
    {
        var other = new ArticleGenerator(99);
        var article = workload.Final[0];
        for (var i = 0; i < Overwrites; i++)
        {
            await lab.DropAsync(article.Path, other.Next(i).Text, cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }

        await lab.DropAsync(article.Path, article.Text, cancellationToken);
    }

    private static async Task DeleteAndDropAsync(FaultLab lab, WorkloadRun workload, CancellationToken cancellationToken)
    {
        for (var round = 0; round < 6; round++)
        {
            foreach (var article in workload.Final.Take(3))
            {
                await lab.DeleteAsync(article.Path, cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(100 * round), TimeProvider.System, cancellationToken);
                await lab.DropAsync(article.Path, article.Text, cancellationToken);
            }
        }
    }

    private static async Task KillAsync(FaultLab lab, WorkloadRun workload, CancellationToken cancellationToken)
    {
        for (var kill = 0; kill < 3; kill++)
        {
            await lab.KillHostsAsync();
            await using var host = lab.StartHost();
            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellationToken);
        }

        lab.StartHost();
    }
}
