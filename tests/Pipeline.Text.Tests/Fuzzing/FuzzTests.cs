using Pipeline.TestSupport.Fuzzing;

namespace Pipeline.Text.Tests.Fuzzing;

public sealed class FuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Holds_whatever_it_is_given(string target) => output.WriteLine(Fuzzer.Run(FuzzTargets.All.Single(t => t.Name == target), FuzzTargets.All.Count));
}
