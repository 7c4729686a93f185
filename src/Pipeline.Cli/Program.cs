using System.Runtime.InteropServices;
using Pipeline.Cli;
using Pipeline.Cli.Output;

using var interrupted = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await CommandLine.InvokeAsync(args, Terminal.OfProcess(), interrupted.Token);

// The first signal ends the command in order; a second one ends the process.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
