using System.Text;
using Microsoft.Extensions.Configuration;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Replaces <c>%Setting%</c> in the strings of trigger attributes.</summary>
internal static class SettingReferences
{
    /// <exception cref="InvalidOperationException">A named setting is missing or empty, or a percent sign has no partner.</exception>
    public static string Resolve(string text, IConfiguration configuration, string usedBy)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        while (text.IndexOf('%', position) is var open && open >= 0)
        {
            var close = text.IndexOf('%', open + 1);
            if (close < 0)
            {
                throw new InvalidOperationException($"'{text}' of {usedBy} has a single %; write %SettingName%.");
            }

            var setting = text[(open + 1)..close];
            var value = configuration[setting.Replace("__", ":", StringComparison.Ordinal)];
            if (string.IsNullOrEmpty(value))
            {
                throw new InvalidOperationException($"Setting {setting} is missing: {usedBy} refers to it as '%{setting}%'.");
            }

            result.Append(text, position, open - position).Append(value);
            position = close + 1;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
