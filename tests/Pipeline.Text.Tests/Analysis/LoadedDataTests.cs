using System.Reflection;
using System.Runtime.Loader;
using Pipeline.Text.Analysis;
using Pipeline.Text.Analysis.Sentiments;

namespace Pipeline.Text.Tests.Analysis;

/// <summary>What the analyser's data cost. A copy of the library of its own is loaded, since other tests have loaded the shared one's data; alone, since the heap belongs to all tests.</summary>
[CollectionDefinition(nameof(LoadedDataTests), DisableParallelization = true)]
[Collection(nameof(LoadedDataTests))]
public sealed class LoadedDataTests
{
    private const double MostMegabytes = 40;

    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Data_are_loaded_on_first_use_and_stay_small()
    {
        var context = new AssemblyLoadContext("loaded data");
        var library = context.LoadFromAssemblyPath(typeof(OfflineAnalyser).Assembly.Location);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        dynamic analyser = Activator.CreateInstance(library.GetType(typeof(OfflineAnalyser).FullName!)!)!;

        Assert.False(IsModelLoaded(library));
        AnalyseEveryLanguage(library, analyser);
        Assert.True(IsModelLoaded(library));
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        GC.KeepAlive(library);

        // The English model alone is 3 MB of n-grams and 4 MB of vectors: less would mean that something else was measured.
        Assert.InRange(megabytes, 6, MostMegabytes);
    }

    [Fact]
    public void The_shipped_data_are_below_eight_megabytes()
    {
        var library = typeof(OfflineAnalyser).Assembly;

        var bytes = library.GetManifestResourceNames().Sum(name => library.GetManifestResourceStream(name)!.Length);

        Assert.InRange(bytes, 1_000_000, 8_000_000);
    }

    private static bool IsModelLoaded(Assembly library) => (bool)library.GetType(typeof(SentimentModel).FullName!)!.GetProperty(nameof(SentimentModel.IsLoaded), AnyStatic)!.GetValue(null)!;

    /// <summary>Without a stated language, so that the detector's data are loaded too.</summary>
    private static void AnalyseEveryLanguage(Assembly library, dynamic analyser)
    {
        var type = library.GetType(typeof(AnalysisDocument).FullName!)!;
        string?[] languages = [null, "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "pl", "ru", "uk", "cs", "ro", "ca", "tr", "ar", "id", "ms"];
        var documents = Array.CreateInstance(type, languages.Length);
        for (var i = 0; i < languages.Length; i++)
        {
            documents.SetValue(Activator.CreateInstance(type, $"{i}", "The harbour of the old town reopened on Friday after two years of repairs.", languages[i], null), i);
        }

        Assert.Equal(languages.Length, ((System.Collections.IEnumerable)analyser.AnalyseAsync((dynamic)documents, TestContext.Current.CancellationToken).Result).Cast<object>().Count());
    }
}
