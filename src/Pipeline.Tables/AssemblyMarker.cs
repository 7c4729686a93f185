namespace Pipeline.Tables;

internal static class AssemblyMarker;
