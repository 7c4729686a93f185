using Pipeline.Training;

// Makes the data files that the library ships from the packages and corpora named in NOTICE. README.md beside this file has the commands.
if (args is not [var task, .. var options])
{
    Console.Error.WriteLine("usage: languages|lexicons|frequencies|sentiment|crossvalidate|lexicon-baseline [--npm FOLDER] [--lingua FOLDER] [--bench FOLDER] [--text FOLDER]");
    return 2;
}

string Folder(string name)
{
    var at = Array.IndexOf(options, "--" + name);
    return at >= 0 && at + 1 < options.Length ? options[at + 1] : throw new ArgumentException($"--{name} is missing.", nameof(name));
}

switch (task)
{
    case "languages":
        LanguageModelBuilder.Build(Folder("lingua"), Path.Combine(Folder("text"), "Language", "languages.bin"));
        return 0;
    case "lexicons":
        LexiconBuilder.Build(Folder("npm"), Path.Combine(Folder("text"), "Analysis", "Sentiments"));
        return 0;
    case "frequencies":
        NewsFrequencyBuilder.Build(Folder("bench"), Path.Combine(Folder("text"), "Analysis", "KeyPhrases", "news-frequencies.bin"));
        return 0;
    case "sentiment":
        SentimentTrainer.Train(Folder("bench"), Folder("npm"), Path.Combine(Folder("text"), "Analysis", "Sentiments", "sentiment.en.bin"));
        return 0;
    case "crossvalidate":
        SentimentCrossValidation.Run(Folder("bench"), Folder("npm"), options.Where(o => o == "shipped" || o.Contains('=', StringComparison.Ordinal)));
        return 0;
    case "lexicon-baseline":
        LexiconBaseline.Run(Folder("bench"), Folder("npm"));
        return 0;
    default:
        Console.Error.WriteLine($"Unknown task {task}.");
        return 2;
}
