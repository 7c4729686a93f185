using System.Text;

namespace Pipeline.Cli.Output;

/// <summary>Writes files that are there as a whole or not at all: beside, and then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes UTF-8 without a byte order mark; lines end with LF.</summary>
    public static async Task WriteAsync(string path, Func<TextWriter, Task> write)
    {
        var unfinished = path + ".part";
        try
        {
            await using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
            {
                await write(writer);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
