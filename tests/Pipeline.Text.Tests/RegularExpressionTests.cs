using System.Reflection;
using System.Text.RegularExpressions;
using Pipeline.TestSupport;

namespace Pipeline.Text.Tests;

/// <summary>No text can make a regular expression of the product run without end: each is non-backtracking or stops after a time.</summary>
public sealed partial class RegularExpressionTests
{
    [Fact]
    public void Every_expression_that_the_library_generates_is_bounded()
    {
        var generated = typeof(ArticleCleaner).Assembly.GetTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Select(member => member.GetCustomAttribute<GeneratedRegexAttribute>())
            .OfType<GeneratedRegexAttribute>();

        Assert.All(generated, attribute => Assert.True(attribute.Options.HasFlag(RegexOptions.NonBacktracking) || attribute.MatchTimeoutMilliseconds > 0, attribute.Pattern));
    }

    [Fact]
    public void Every_expression_of_the_product_is_bounded()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Split(Path.DirectorySeparatorChar).Contains("obj"));

        Assert.Empty(sources.SelectMany(path => Unbounded(File.ReadAllText(path)).Select(use => $"{path}: {use}")));
    }

    [Theory]
    [InlineData("new Regex(\"a+\")", 1)]
    [InlineData("Regex x = new(\"a+\");", 1)]
    [InlineData("new Regex(\"a+\", RegexOptions.NonBacktracking)", 0)]
    [InlineData("const RegexOptions o = RegexOptions.NonBacktracking; new Regex(\"(a+)+\", o)", 0)]
    [InlineData("new Regex(\"a+\", RegexOptions.None, TimeSpan.FromSeconds(1))", 0)]
    [InlineData("Regex.IsMatch(text, \"a+\")", 1)]
    [InlineData("Regex.Escape(text)", 0)]
    [InlineData("[GeneratedRegex(\"a+\")]", 1)]
    [InlineData("[GeneratedRegex(\"a+\", RegexOptions.NonBacktracking)]", 0)]
    [InlineData("[GeneratedRegex(\"a+\", RegexOptions.None, matchTimeoutMilliseconds: 100)]", 0)]
    [InlineData("[RegularExpression(\"a+\")]", 0)]
    public void What_is_unbounded_is_seen(string source, int unbounded) => Assert.Equal(unbounded, Unbounded(source).Count());

    // A use is bounded by its own arguments, or by options that the statement before it names.
    private static IEnumerable<string> Unbounded(string source)
    {
        var constants = OptionsConstant().Matches(source).Where(match => match.Value.Contains(nameof(RegexOptions.NonBacktracking), StringComparison.Ordinal)).Select(match => match.Groups["name"].Value).ToList();
        foreach (Match use in Use().Matches(source))
        {
            var arguments = Arguments(source, use.Index + use.Length - 1);
            var isBounded = arguments.Contains(nameof(RegexOptions.NonBacktracking), StringComparison.Ordinal) || arguments.Contains("TimeSpan.From", StringComparison.Ordinal)
                || arguments.Contains("matchTimeoutMilliseconds", StringComparison.Ordinal) || constants.Exists(name => arguments.Contains(name, StringComparison.Ordinal));
            if (!isBounded)
            {
                yield return use.Value + arguments;
            }
        }
    }

    private static string Arguments(string source, int open)
    {
        var depth = 0;
        for (var i = open; i < source.Length; i++)
        {
            depth += source[i] == '(' ? 1 : source[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return source[(open + 1)..i];
            }
        }

        return source[(open + 1)..];
    }

    [GeneratedRegex(@"\bnew Regex\(|\bRegex \w+ = new\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches|EnumerateSplits)\(|\[GeneratedRegex\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Use();

    [GeneratedRegex(@"RegexOptions (?<name>\w+) = [^;]*;", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex OptionsConstant();
}
