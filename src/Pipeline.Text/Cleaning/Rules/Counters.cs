namespace Pipeline.Text.Cleaning.Rules;

/// <summary>Removes reading times and numbers of views and comments.</summary>
public sealed class Counters() : InterfaceRule("counters", InterfaceKind.Counter, "A reading time or a number of reactions");
