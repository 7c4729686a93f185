using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Pipeline.Cli.Tests;

/// <summary>Keeps the command's README equal to the code.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Repository.Read("src/Pipeline.Cli/README.md");

    private static readonly RootCommand Root = CommandLine.Create(CommandRun.Capture().Terminal);

    [Fact]
    public void Every_command_has_its_section_and_every_section_its_command()
    {
        var documented = CommandHeading().Matches(Readme).Select(match => match.Groups["path"].Value);

        Assert.Equal(Commands(Root, "pipeline").Keys.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_option_is_in_the_table_of_its_command_and_the_other_way_round()
    {
        foreach (var command in Root.Subcommands)
        {
            // The options of subcommands that all take the same ones stand with their parent.
            IEnumerable<Command> owners = command.Subcommands.Count > 0 ? command.Subcommands : [command];
            var options = owners.SelectMany(owner => owner.Options).Select(option => option.Name).ToHashSet();
            var documented = OptionRow().Matches(SectionOf($"pipeline {command.Name}")).Select(match => match.Groups["name"].Value).ToHashSet();

            Assert.True(options.SetEquals(documented), $"{command.Name}: the code has {string.Join(' ', options)}, the README {string.Join(' ', documented)}");
        }
    }

    [Fact]
    public void Every_exit_code_is_documented()
    {
        var codes = typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!);
        var documented = ExitCodeRow().Matches(Readme).Select(match => int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture));

        Assert.Equal(codes.Order(), documented.Order());
    }

    private static Dictionary<string, Command> Commands(Command parent, string path)
    {
        Dictionary<string, Command> commands = [];
        foreach (var command in parent.Subcommands)
        {
            commands.Add($"{path} {command.Name}", command);
            foreach (var (name, child) in Commands(command, $"{path} {command.Name}"))
            {
                commands.Add(name, child);
            }
        }

        return commands;
    }

    private static string SectionOf(string path)
    {
        var start = Readme.IndexOf($"# `{path}`\n", StringComparison.Ordinal);
        var end = Readme.IndexOf("\n#", start + 1, StringComparison.Ordinal);
        return end < 0 ? Readme[start..] : Readme[start..end];
    }

    [GeneratedRegex(@"^##+ `(?<path>pipeline [a-z ]+)`$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex CommandHeading();

    [GeneratedRegex(@"^\| `(?<name>--[a-z-]+)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"^\| (?<code>[0-9]+) \|", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex ExitCodeRow();
}
