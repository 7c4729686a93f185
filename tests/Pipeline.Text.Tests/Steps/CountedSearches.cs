using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pipeline.Text.Tests.Steps;

/// <summary>
/// The base library's loops over characters: a search in a string or span goes as far as its hit, and over everything when there is none. Each call of one
/// is replaced by a call of a method that does the same and counts as much.
/// </summary>
internal sealed class CountedSearches(ModuleDefinition module, FieldReference counter)
{
    private readonly Dictionary<string, MethodDefinition> _wrappers = new(StringComparer.Ordinal);

    public void Count(MethodBody body)
    {
        foreach (var instruction in body.Instructions)
        {
            if (instruction.OpCode.Code is Code.Call or Code.Callvirt && instruction.Operand is MethodReference method && WrapperOf(method) is { } wrapper)
            {
                instruction.OpCode = OpCodes.Call;
                instruction.Operand = wrapper;
            }
        }
    }

    public void AddTo(TypeDefinition type)
    {
        foreach (var wrapper in _wrappers.Values)
        {
            type.Methods.Add(wrapper);
        }
    }

    private MethodDefinition? WrapperOf(MethodReference method)
    {
        if (!IsSearch(method) || LengthOf(method) is not { } length)
        {
            return null;
        }

        if (!_wrappers.TryGetValue(method.FullName, out var wrapper))
        {
            _wrappers.Add(method.FullName, wrapper = Wrap(method, length, $"Counted{_wrappers.Count}"));
        }

        return wrapper;
    }

    private static bool IsSearch(MethodReference method) =>
        method.Name.StartsWith("IndexOf", StringComparison.Ordinal) || method.Name.StartsWith("LastIndexOf", StringComparison.Ordinal) || method.Name is "Contains" or "ContainsAny" or "Count";

    // How to ask for the length of what is searched, the first argument; null when it is neither string nor span of characters.
    private MethodReference? LengthOf(MethodReference method)
    {
        if (method.HasThis)
        {
            return method.DeclaringType.FullName == "System.String" ? LengthOfString(method.DeclaringType) : null;
        }

        var searched = method.DeclaringType.FullName == "System.MemoryExtensions" ? method.Parameters[0].ParameterType as GenericInstanceType : null;
        return searched?.ElementType.Name is "ReadOnlySpan`1" or "Span`1" && method is GenericInstanceMethod { GenericArguments: [{ FullName: "System.Char" }] } ? LengthOfSpan(searched) : null;
    }

    private MethodReference LengthOfString(TypeReference type) => new("get_Length", module.TypeSystem.Int32, type) { HasThis = true };

    private MethodReference LengthOfSpan(GenericInstanceType span)
    {
        var characters = new GenericInstanceType(span.ElementType);
        characters.GenericArguments.Add(module.TypeSystem.Char);
        return new MethodReference("get_Length", module.TypeSystem.Int32, characters) { HasThis = true };
    }

    private MethodDefinition Wrap(MethodReference method, MethodReference length, string name)
    {
        var wrapper = new MethodDefinition(name, MethodAttributes.Public | MethodAttributes.Static, Concrete(method.ReturnType));
        if (method.HasThis)
        {
            wrapper.Parameters.Add(new ParameterDefinition(method.DeclaringType));
        }

        foreach (var parameter in method.Parameters)
        {
            wrapper.Parameters.Add(new ParameterDefinition(Concrete(parameter.ParameterType)));
        }

        var il = wrapper.Body.GetILProcessor();
        foreach (var parameter in wrapper.Parameters)
        {
            il.Emit(OpCodes.Ldarg, parameter);
        }

        il.Emit(method.HasThis ? OpCodes.Callvirt : OpCodes.Call, method);
        var start = method.HasThis ? wrapper.Parameters.Skip(2).FirstOrDefault(parameter => parameter.ParameterType.FullName == "System.Int32") : null;
        if (method.ReturnType.FullName == "System.Int32" && method.Name.StartsWith("IndexOf", StringComparison.Ordinal))
        {
            // Found: the way to the hit. Not found: the whole.
            var notFound = il.Create(OpCodes.Nop);
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4_0);
            il.Emit(OpCodes.Blt, notFound);
            il.Emit(OpCodes.Dup);
            EmitAdd(il, start);
            il.Emit(OpCodes.Ret);
            il.Append(notFound);
        }

        il.Emit(method.HasThis ? OpCodes.Ldarg : OpCodes.Ldarga, wrapper.Parameters[0]);
        il.Emit(OpCodes.Call, length);
        EmitAdd(il, start);
        il.Emit(OpCodes.Ret);
        return wrapper;
    }

    // Adds the number on the stack, less where the search began.
    private void EmitAdd(ILProcessor il, ParameterDefinition? start)
    {
        if (start is not null)
        {
            il.Emit(OpCodes.Ldarg, start);
            il.Emit(OpCodes.Sub);
        }

        il.Emit(OpCodes.Conv_I8);
        il.Emit(OpCodes.Ldsfld, counter);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Stsfld, counter);
    }

    // The method's own type parameter is always a character here.
    private TypeReference Concrete(TypeReference type)
    {
        switch (type)
        {
            case GenericParameter:
                return module.TypeSystem.Char;
            case GenericInstanceType generic:
                var concrete = new GenericInstanceType(generic.ElementType);
                foreach (var argument in generic.GenericArguments)
                {
                    concrete.GenericArguments.Add(Concrete(argument));
                }

                return concrete;
            default:
                return type;
        }
    }
}
