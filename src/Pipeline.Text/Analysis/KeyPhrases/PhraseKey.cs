namespace Pipeline.Text.Analysis.KeyPhrases;

/// <summary>What the variants of a phrase have in common: its words' keys without spaces, so that "cease fire", "cease-fire" and "ceasefires" are one.</summary>
internal static class PhraseKey
{
    public static string Of(List<PhraseToken> tokens, Chunk chunk)
    {
        if (chunk.Count == 1)
        {
            return tokens[chunk.First].Key;
        }

        var length = 0;
        for (var i = chunk.First; i < chunk.End; i++)
        {
            length += tokens[i].Key.Length;
        }

        return string.Create(length, (tokens, chunk), static (span, state) =>
        {
            for (var i = state.chunk.First; i < state.chunk.End; i++)
            {
                var key = state.tokens[i].Key;
                key.CopyTo(span);
                span = span[key.Length..];
            }
        });
    }
}
