namespace Pipeline.TestSupport.Hostile;

/// <summary>Names that a blob can have and that mean something else elsewhere.</summary>
internal static class HostileNames
{
    private const int LongestName = 1024;

    public static IEnumerable<(string Path, byte[] Bytes)> Files()
    {
        string[] names =
        [
            "daily/x..%2f..%2fetc%2fpasswd.txt", "daily/%2e%2e/%2e%2e/secret.txt", "daily\\..\\..\\windows\\system.ini.txt", "daily/a..../b...txt", "daily/C:\\a.txt", "daily/file:/etc/passwd.txt", "daily/a%00.txt", "daily/a%0d%0aSet-Cookie: x.txt",
            "daily/a\u202etxt.exe.html", "daily/\u202e\u2066.txt", "daily/a\ufffdb.txt", "daily/CON.txt", "daily/nul", "daily/aux.html", "daily/a.", "daily/a ", "daily/ a.txt", "daily/'; DROP TABLE Articles;--.txt", "daily/$(reboot).txt", "daily/`id`.txt", "daily/a|b&c>d<e.txt",
            "daily/a?b#c.txt", "daily/a+b %20 é.txt", "daily/\u0001\u0002.txt", "daily/e\u0301\u0302.txt", "daily/🎉🎉.txt", "daily/a\u200b\u200b.txt", "__proto__/constructor.txt", "daily/-rf", "$web/index.html", "$root/a.txt", "daily/{0}%s%n.txt", "PartitionKey eq 'x'/a.txt",
            string.Join('/', Enumerable.Repeat("a", 200)) + ".txt",
            "daily/" + new string('a', LongestName - 10) + ".txt",
            new string('é', LongestName - 4) + ".txt",
            "daily/" + new string('渡', 500) + ".txt",
        ];
        return names.Select(name => (name, HostileBytes.Utf8(HostileBytes.Story)));
    }
}
