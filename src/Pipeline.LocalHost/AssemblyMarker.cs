namespace Pipeline.LocalHost;

internal static class AssemblyMarker;
