using System.CommandLine;
using Pipeline.Cli.Output;

namespace Pipeline.Cli.Commands;

/// <summary><c>pipeline completion</c>: what a shell needs to complete this command.</summary>
internal sealed class CompletionCommand : Command
{
    /// <summary>Each script asks the command itself, by the directive <c>[suggest:POSITION]</c> and the line without the command's name.</summary>
    private static readonly Dictionary<string, string> s_scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _pipeline() {
              local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}" suggestion
              line="${line#*[[:space:]]}"
              COMPREPLY=()
              while IFS= read -r suggestion; do
                [[ "$suggestion" == "$word"* ]] && COMPREPLY+=("$suggestion")
              done < <("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o default -F _pipeline pipeline
            """,
        ["zsh"] = """
            #compdef pipeline
            _pipeline() {
              local line="${(j: :)words[2,CURRENT]}"
              local -a suggestions
              suggestions=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
              compadd -a suggestions || _files
            }
            compdef _pipeline pipeline
            """,
        ["fish"] = """
            function __pipeline_suggest
                set -l line (string replace -r '^\s*\S+\s' '' -- (commandline -cp))
                pipeline "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c pipeline -a '(__pipeline_suggest)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName pipeline -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $line = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition) -replace '^\s*\S+\s', ''
                pipeline "[suggest:$($line.Length)]" "$line" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    private readonly Argument<string> _shell = new("SHELL") { Description = $"One of: {string.Join(", ", s_scripts.Keys)}." };

    public CompletionCommand(Terminal terminal)
        : base("completion", "Print a script by which a shell completes this command.")
    {
        _shell.AcceptOnlyFromAmong([.. s_scripts.Keys]);
        Add(_shell);
        SetAction(arguments =>
        {
            var script = s_scripts[arguments.GetRequiredValue(_shell)];
            if (arguments.GetValue(SharedOptions.Json))
            {
                terminal.WriteJson(new { Script = script });
            }
            else
            {
                terminal.Output.WriteLine(script);
            }

            return ExitCode.Success;
        });
    }
}
