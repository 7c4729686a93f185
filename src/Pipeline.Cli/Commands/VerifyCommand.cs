using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Cli.Output;
using Pipeline.Cli.Storage;
using Pipeline.Core.Upkeep.Verification;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline verify</c>: compares what is stored with what the articles say.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly Terminal _terminal;
    private readonly Option<string?> _storage = StorageOptions.Storage();
    private readonly Option<bool> _repair = new("--repair") { Description = "Put right what is found. Safe while the pipeline runs." };
    private readonly Option<TimeSpan?> _grace = new("--grace")
    {
        Description = "What changed so recently is taken to be at work. Default: the setting Pipeline:StuckAfter, 00:10:00.",
        HelpName = "TIME",
    };

    public VerifyCommand(Terminal terminal)
        : base("verify", "Check that every index row has its article, every article its rows and content, and the change feed no gaps.")
    {
        _terminal = terminal;
        Add(_repair);
        Add(_grace);
        Add(_storage);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await ConfiguredStorage.OpenAsync(arguments.GetValue(_storage), cancellationToken);
        var request = new VerifyRequest(arguments.GetValue(_repair), arguments.GetValue(_grace));
        var report = await services.GetRequiredService<Verifier>().RunAsync(request, cancellationToken);
        if (arguments.GetValue(SharedOptions.Json))
        {
            _terminal.WriteJson(report);
        }
        else
        {
            Write(report, request.Repair);
        }

        return report.IsComplete && report.Total == report.Repaired ? ExitCode.Success : ExitCode.ArticleNotSuccessful;
    }

    private void Write(VerifyReport report, bool isRepair)
    {
        foreach (var finding in report.Findings)
        {
            var mark = finding.IsRepaired ? "repaired" : "found";
            _terminal.Output.WriteLine($"{mark}  {finding.Kind}  {finding.ArticleId}  {SafeText.Line(finding.Where)}");
        }

        if (report.Total > report.Findings.Count)
        {
            _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {report.Total - report.Findings.Count:N0} more."));
        }

        if (!report.IsComplete)
        {
            _terminal.Output.WriteLine("There is more damage than is looked at in one run. Run it again with --repair.");
        }

        var end = report.Total == 0 ? "nothing is wrong" : isRepair ? $"{report.Total} findings, {report.Repaired} repaired" : $"{report.Total} findings; repair them with --repair";
        _terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Articles:N0} articles: {end}."));
    }
}
