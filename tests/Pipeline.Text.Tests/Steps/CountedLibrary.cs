using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Assembly = System.Reflection.Assembly;
using FieldInfo = System.Reflection.FieldInfo;

namespace Pipeline.Text.Tests.Steps;

/// <summary>
/// Copies of assemblies that count their own steps: one for every call of one of their methods and for every turn of one of their loops, and as many as a
/// search in a string or span went over. Counts are exact and the same on every machine, however busy. The libraries themselves hold no counter.
/// </summary>
internal sealed class CountedLibrary : AssemblyLoadContext
{
    private const string CounterType = "StepCounter";
    private const string CounterField = "Steps";

    private readonly Dictionary<string, Assembly> _copies = new(StringComparer.Ordinal);
    private readonly List<FieldInfo> _counters = [];

    /// <summary>Copies the assemblies that <paramref name="types"/> are of; among themselves they use the copies.</summary>
    public CountedLibrary(params ReadOnlySpan<Type> types)
        : base("counted")
    {
        foreach (var type in types)
        {
            var copy = LoadCopy(type.Assembly.Location);
            _copies.Add(copy.GetName().Name!, copy);
            _counters.Add(copy.GetType(CounterType, throwOnError: true)!.GetField(CounterField)!);
        }
    }

    /// <summary>Steps since the copies were loaded.</summary>
    public long Steps => _counters.Sum(counter => (long)counter.GetValue(null)!);

    /// <summary>The copy's counterpart of a type.</summary>
    public Type Counterpart(Type type) => _copies[type.Assembly.GetName().Name!].GetType(type.FullName!, throwOnError: true)!;

    /// <inheritdoc/>
    protected override Assembly? Load(System.Reflection.AssemblyName assemblyName) => _copies.GetValueOrDefault(assemblyName.Name!);

    private Assembly LoadCopy(string path)
    {
        using var module = ModuleDefinition.ReadModule(path);
        var counter = AddCounter(module);
        var searches = new CountedSearches(module, counter);
        foreach (var method in module.GetTypes().SelectMany(t => t.Methods).Where(method => method.HasBody).ToList())
        {
            method.Body.SimplifyMacros();
            CountCallsAndLoops(method.Body, counter);
            searches.Count(method.Body);
            method.Body.OptimizeMacros();
        }

        searches.AddTo(module.GetType(CounterType));
        using var copy = new MemoryStream();
        module.Write(copy);
        copy.Position = 0;
        return LoadFromStream(copy);
    }

    private static FieldDefinition AddCounter(ModuleDefinition module)
    {
        var field = new FieldDefinition(CounterField, FieldAttributes.Public | FieldAttributes.Static, module.TypeSystem.Int64);
        var type = new TypeDefinition("", CounterType, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, module.TypeSystem.Object);
        type.Fields.Add(field);
        module.Types.Add(type);
        return field;
    }

    // A loop is a jump backwards.
    private static void CountCallsAndLoops(MethodBody body, FieldReference counter)
    {
        var order = body.Instructions.Select((instruction, index) => (instruction, index)).ToDictionary(pair => pair.instruction, pair => pair.index);
        List<Instruction> counted = [body.Instructions[0], .. body.Instructions.Skip(1).Where(instruction => instruction.Operand is Instruction target && order[target] <= order[instruction])];
        foreach (var instruction in counted)
        {
            InsertBefore(body, instruction, [Instruction.Create(OpCodes.Ldsfld, counter), Instruction.Create(OpCodes.Ldc_I8, 1L), Instruction.Create(OpCodes.Add), Instruction.Create(OpCodes.Stsfld, counter)]);
        }
    }

    private static void InsertBefore(MethodBody body, Instruction target, Instruction[] inserted)
    {
        var index = body.Instructions.IndexOf(target);
        for (var i = 0; i < inserted.Length; i++)
        {
            body.Instructions.Insert(index + i, inserted[i]);
        }

        Redirect(body, target, inserted);
    }

    // Who jumped to the instruction jumps to what now stands before it.
    private static void Redirect(MethodBody body, Instruction from, Instruction[] inserted)
    {
        var to = inserted[0];
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand == from)
            {
                instruction.Operand = to;
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                instruction.Operand = targets.Select(target => target == from ? to : target).ToArray();
            }
        }

        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart == from ? to : handler.TryStart;
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerStart = handler.HandlerStart == from ? to : handler.HandlerStart;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
            handler.FilterStart = handler.FilterStart == from ? to : handler.FilterStart;
        }
    }
}
