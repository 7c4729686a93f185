using System.Globalization;
using Azure;
using Pipeline.Cli.Input;
using Pipeline.Core.Articles;

namespace Pipeline.Cli.Ingest;

/// <summary>An uploaded file.</summary>
/// <param name="Input">The file.</param>
/// <param name="ArticleId">The id of its article.</param>
/// <param name="ETag">The uploaded version; null when it could not be uploaded, or is gone again.</param>
/// <param name="Fault">Why it could not be uploaded; null when it was.</param>
internal sealed record UploadedFile(InputFile Input, string ArticleId, string? ETag, UploadFault? Fault);

/// <summary>Why a file could not be uploaded.</summary>
/// <param name="Code">A reason code: Unreadable, or what storage calls it.</param>
/// <param name="Detail">One sentence for the user.</param>
internal sealed record UploadFault(string Code, string Detail);

/// <summary>Uploads files to the container <c>articles</c>.</summary>
internal sealed class Uploader(ArticleInbox inbox, SourceFiles files)
{
    private const int Parallelism = 8;
    private const int FirstServerError = 500;

    /// <summary>Uploads <paramref name="inputs"/>; a file that cannot be read, or whose name storage refuses, does not stop the others.</summary>
    /// <param name="inputs">The files.</param>
    /// <param name="step">Called after each file.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="RequestFailedException">Storage does not answer, or refuses us.</exception>
    public async Task<IReadOnlyList<UploadedFile>> UploadAsync(IReadOnlyList<InputFile> inputs, Action step, CancellationToken cancellationToken)
    {
        var uploaded = new UploadedFile[inputs.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, inputs.Count, options, async (i, token) =>
        {
            uploaded[i] = await UploadAsync(inputs[i], token);
            step();
        });
        return uploaded;
    }

    private async Task<UploadedFile> UploadAsync(InputFile input, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = File.OpenRead(input.File);
            var id = await inbox.PutAsync(input.BlobPath, content, cancellationToken);
            return new UploadedFile(input, id, await files.GetETagAsync(input.BlobPath, cancellationToken), Fault: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(input, "Unreadable", exception.Message);
        }
        catch (RequestFailedException exception) when (IsAboutTheFile(exception))
        {
            return Failed(input, exception.ErrorCode ?? exception.Status.ToString(CultureInfo.InvariantCulture), "Storage refuses the file.");
        }
    }

    private static UploadedFile Failed(InputFile input, string code, string detail) =>
        new(input, ArticleIds.FromPath(input.BlobPath), ETag: null, new UploadFault(code, detail));

    // 401, 403 and 404 are about the account; a status of 0 means that nothing answered.
    private static bool IsAboutTheFile(RequestFailedException exception) =>
        exception.Status is >= 400 and < FirstServerError and not (401 or 403 or 404);
}
