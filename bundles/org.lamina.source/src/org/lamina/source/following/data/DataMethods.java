package org.lamina.source.following.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Shapes;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Setting;

/** The methods of arrays and data sets. */
final class DataMethods {

    /** Methods that give the same samples again, whatever their order and number. */
    private static final Set<String> SAME = Set.of("to", "cuda", "cpu", "double", "float", "half", "contiguous",
            "clone", "detach", "get_next", "make_one_shot_iterator", "make_initializable_iterator", "type",
            "requires_grad_", "share_memory", "numpy", "requires_grad", "apply", "copy", "type_as", "cache",
            "prefetch", "repeat", "take", "skip", "unbatch", "astype");
    private static final Set<String> RESHAPING = Set.of("reshape", "view", "unsqueeze", "squeeze", "permute",
            "transpose", "flatten", "expand_dims");

    private final Follower follower;

    DataMethods(Follower follower) {
        this.follower = follower;
    }

    Optional<Value> method(Value.Array array, String name, Args args) {
        return name.equals("map") ? Optional.of(mapped(array, args)) : array(array, name, args);
    }

    /** The elements of a data set after a function of the program; its first result are the samples. */
    private Value mapped(Value.Array array, Args args) {
        Data changed = Arrays.changed(array.data());
        if (!(args.value(0, "map_func") instanceof Value.Function function)) {
            return new Value.Array(changed, array.loader());
        }
        List<Arg> element = List.of(new Arg(new Value.Array(Arrays.withShape(array.data(), Optional.empty())),
                args.range()), new Arg(Value.unknown(), args.range()));
        Value result = follower.call(function, new Args(element, Map.of(), true, args.range()), true);
        Value samples = result instanceof Value.Sequence pair && !pair.items.isEmpty() ? pair.items.get(0) : result;
        return samples instanceof Value.Array mapped ? new Value.Array(Arrays.withShape(mapped.data(),
                mapped.data().shape().map(shape -> Shapes.batched(shape.dimensions()).orElse(shape))),
                array.loader()) : new Value.Array(changed, array.loader());
    }

    private static Optional<Value> array(Value.Array array, String name, Args args) {
        if (name.equals("batch") || name.equals("shuffle")) {
            Map<String, Setting> loader = new HashMap<>(array.loader());
            args.get(0, "batch_size").filter(arg -> name.equals("batch"))
                    .ifPresent(arg -> loader.put("batch_size", arg.setting()));
            return Optional.of(new Value.Array(array.data(), loader));
        }
        if (SAME.contains(name)) {
            boolean typed = name.equals("astype") || name.equals("to") && !args.positional().isEmpty()
                    || name.equals("type") || name.equals("float") || name.equals("double") || name.equals("half");
            return Optional.of(typed ? new Value.Array(array.data().without(Data.Trait.INTEGER), array.loader())
                    : array);
        }
        Optional<Value> moved = ImageCalls.moved(array, name);
        if (moved.isPresent()) {
            return moved;
        }
        Optional<Value> table = TableCalls.method(array, name, args);
        if (table.isPresent()) {
            return table;
        }
        if (RESHAPING.contains(name)) {
            return Optional.of(new Value.Array(Arrays.withShape(array.data(), Optional.empty())
                    .without(Data.Trait.ONE_AXIS), array.loader()));
        }
        boolean divides = name.equals("div") || name.equals("div_") || name.equals("divide");
        boolean multiplies = name.equals("mul") || name.equals("mul_");
        return divides || multiplies ? Optional.of(new Value.Array(Arrays.scaled(array.data(), divides ? "/" : "*",
                args.value(0)), array.loader())) : Optional.empty();
    }
}
