namespace Pipeline.Core;

internal static class AssemblyMarker;
