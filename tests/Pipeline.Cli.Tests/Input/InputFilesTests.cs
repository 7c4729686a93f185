using Pipeline.Cli.Input;
using Pipeline.Core.Articles;

namespace Pipeline.Cli.Tests.Input;

public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_lies_directly_under_its_source()
    {
        var file = _folder.Write("deep/a+b %20 é.html", "x");

        var inputs = InputFiles.Collect([file], "wire");

        Assert.Equal([new InputFile(file, "wire/a+b %20 é.html")], inputs.Files);
    }

    [Fact]
    public void A_folder_keeps_its_structure_and_is_read_in_order()
    {
        _folder.Write("in/b.txt", "x");
        _folder.Write("in/desk/a.md", "x");
        _folder.Write("in/a.txt", "x");

        var inputs = InputFiles.Collect([_folder.Of("in")], "local");

        Assert.Equal(["local/a.txt", "local/b.txt", "local/desk/a.md"], inputs.Files.Select(file => file.BlobPath));
    }

    [Fact]
    public void Without_a_source_the_subfolder_is_the_source()
    {
        _folder.Write("in/wire/desk/a.md", "x");
        _folder.Write("in/b.txt", "x");

        var inputs = InputFiles.Collect([_folder.Of("in")], source: null);

        Assert.Equal(["local/b.txt", "wire/desk/a.md"], inputs.Files.Select(file => file.BlobPath));
    }

    [Fact]
    public void Hidden_and_unfinished_files_are_skipped()
    {
        _folder.Write("in/a.txt", "x");
        _folder.Write("in/.hidden", "x");
        _folder.Write("in/.git/config", "x");
        _folder.Write("in/b.txt.part", "x");
        _folder.Write("in/~$c.html", "x");

        var inputs = InputFiles.Collect([_folder.Of("in")], "local");

        Assert.Equal(["local/a.txt"], inputs.Files.Select(file => file.BlobPath));
        Assert.Equal(4, inputs.Skipped.Count);
    }

    [Fact]
    public void Characters_that_storage_cannot_carry_become_one_that_is_rejected()
    {
        var file = _folder.Write("in/a\\b\u0001c.txt", "x");

        var fromFile = InputFiles.Collect([file], "local");
        var fromFolder = InputFiles.Collect([_folder.Of("in")], "local");

        Assert.Equal("local/a\uFFFDb\uFFFDc.txt", fromFile.Files[0].BlobPath);
        Assert.Equal(fromFile.Files[0].BlobPath, fromFolder.Files[0].BlobPath);
        Assert.NotNull(ArticlePath.Fault(fromFile.Files[0].BlobPath));
    }

    [Fact]
    public void A_folder_that_links_to_itself_is_read_once()
    {
        _folder.Write("in/a.txt", "x");
        Directory.CreateSymbolicLink(_folder.Of("in/again"), _folder.Of("in"));

        var inputs = InputFiles.Collect([_folder.Of("in")], "local");

        Assert.Equal(["local/a.txt"], inputs.Files.Select(file => file.BlobPath));
    }

    [Fact]
    public void A_file_named_twice_is_ingested_once()
    {
        var file = _folder.Write("in/a.txt", "x");

        var inputs = InputFiles.Collect([file, _folder.Of("in"), file], "local");

        Assert.Single(inputs.Files);
    }

    [Fact]
    public void Two_files_that_would_become_one_are_refused()
    {
        var failure = Assert.Throws<CommandFailedException>(() => InputFiles.Collect([_folder.Write("x/a.txt", "1"), _folder.Write("y/a.txt", "2")], "local"));

        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains("local/a.txt", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a//b")]
    public void A_source_is_a_folder_name(string source)
    {
        var file = _folder.Write("a.txt", "x");

        Assert.Throws<CommandFailedException>(() => InputFiles.Collect([file], source));
    }

    [Fact]
    public void An_empty_folder_is_a_usage_error()
    {
        Directory.CreateDirectory(_folder.Of("empty"));

        Assert.Equal(ExitCode.Usage, Assert.Throws<CommandFailedException>(() => InputFiles.Collect([_folder.Of("empty")], "local")).ExitCode);
    }
}
