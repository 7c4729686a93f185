namespace Pipeline.Text.Language;

/// <summary>Finds the language of a text: the script first, then n-grams of letters among the languages of that script.</summary>
public static class LanguageDetector
{
    /// <summary>More letters say nothing new.</summary>
    private const int MostLetters = 2_000;

    /// <summary>Fewer letters than this say too little in the script that most languages share.</summary>
    private const int FewestLatinLetters = 12;

    /// <summary>The same for the other scripts that several languages share.</summary>
    private const int FewestLetters = 6;

    /// <summary>A script with its own language is clear from a few letters.</summary>
    private const int FewestLettersOfOwnScript = 2;

    /// <summary>Japanese mixes Han characters with kana; Chinese has none.</summary>
    private const double LeastKana = 0.04;

    /// <summary>Less confident guesses are not given.</summary>
    private const double LeastConfidence = 0.5;

    /// <summary>The most likely language, or null when the text is too short or too mixed to say.</summary>
    public static LanguageGuess? Detect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<int> letters = stackalloc int[Enum.GetValues<Script>().Length];
        var total = 0;
        foreach (var c in text)
        {
            var script = ScriptLanguages.Of(c);
            if (script != Script.None)
            {
                letters[(int)script]++;
                if (++total == MostLetters)
                {
                    break;
                }
            }
        }

        var (main, share) = Main(letters, total);
        if (main == Script.None)
        {
            return null;
        }

        if (ScriptLanguages.OnlyLanguageOf(main) is { } only)
        {
            return total >= FewestLettersOfOwnScript && share >= LeastConfidence ? new LanguageGuess(only, Math.Round(share, 4)) : null;
        }

        return letters[(int)main] >= (main == Script.Latin ? FewestLatinLetters : FewestLetters) ? ByNGrams(text, main, share) : null;
    }

    private static (Script Main, double Share) Main(ReadOnlySpan<int> letters, int total)
    {
        if (total == 0)
        {
            return (Script.None, 0);
        }

        var eastAsian = letters[(int)Script.Kana] + letters[(int)Script.Han];
        if (eastAsian * 2 > total)
        {
            return (letters[(int)Script.Kana] >= eastAsian * LeastKana ? Script.Kana : Script.Han, (double)eastAsian / total);
        }

        var main = 0;
        for (var i = 1; i < letters.Length; i++)
        {
            main = letters[i] > letters[main] ? i : main;
        }

        return ((Script)main, (double)letters[main] / total);
    }

    private static LanguageGuess? ByNGrams(string text, Script script, double share)
    {
        var model = NGramModel.Shipped;
        Span<int> scores = stackalloc int[model.Codes.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = model.Priors[i];
        }

        var grams = AddWords(text, script, model, scores);
        var (best, second) = (-1, -1);
        for (var i = 0; i < scores.Length; i++)
        {
            if (model.Scripts[i] != script)
            {
                continue;
            }

            if (best < 0 || scores[i] > scores[best])
            {
                (best, second) = (i, best);
            }
            else if (second < 0 || scores[i] > scores[second])
            {
                second = i;
            }
        }

        if (best < 0 || scores[best] == model.Priors[best])
        {
            return null;
        }

        var lead = second < 0 ? scores[best] : scores[best] - scores[second];
        var confidence = share * Confidence(lead, grams);
        return confidence >= LeastConfidence ? new LanguageGuess(model.Codes[best], Math.Round(confidence, 4)) : null;
    }

    /// <summary>From the lead over the second language, in steps per n-gram and against the noise that few n-grams leave.</summary>
    private static double Confidence(int lead, int grams)
    {
        const double leadForCertainty = 14;
        return 1 - (0.5 * Math.Exp(-lead / (leadForCertainty * Math.Sqrt(grams))));
    }

    private static int AddWords(string text, Script script, NGramModel model, Span<int> scores)
    {
        const int longestWord = 64;
        Span<char> word = stackalloc char[longestWord];
        var length = 0;
        var grams = 0;
        var letters = 0;
        for (var i = 0; i <= text.Length && letters < MostLetters; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (ScriptLanguages.Of(c) == script && length < longestWord)
            {
                word[length++] = char.ToLowerInvariant(c);
                letters++;
                continue;
            }

            grams += AddWord(word[..length], model, scores);
            length = 0;
        }

        return grams;
    }

    private static int AddWord(ReadOnlySpan<char> word, NGramModel model, Span<int> scores)
    {
        var grams = 0;
        for (var order = 1; order <= NGramModel.MaxOrder; order++)
        {
            for (var i = 0; i + order <= word.Length; i++)
            {
                model.Add(word.Slice(i, order), scores);
                grams++;
            }
        }

        return grams;
    }
}

/// <summary>A guess at a language.</summary>
/// <param name="Code">ISO 639-1 code, lower case; "no" for both written forms of Norwegian.</param>
/// <param name="Confidence">From 0 to 1.</param>
public sealed record LanguageGuess(string Code, double Confidence);
