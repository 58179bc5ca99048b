package org.lamina.source.program.following;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.program.Data;
import org.lamina.source.program.Framework;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Setting;
import org.lamina.source.program.following.Args.Arg;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;

/** Finds out what methods of values give, and notes the steps of training. */
final class Methods {

    /** Methods that give the same thing again: on another device, in another type. */
    private static final Set<String> SAME = Set.of("to", "cuda", "cpu", "double", "float", "half", "contiguous",
            "clone", "detach", "get_next", "make_one_shot_iterator", "make_initializable_iterator",
            "type", "requires_grad_", "share_memory", "numpy", "requires_grad", "train", "eval",
            "apply", "copy", "type_as", "cache", "prefetch", "repeat", "shuffle", "batch", "take", "skip", "unbatch",
            "astype");
    private static final int MAX_ITEMS = 2_000;
    private static final Set<String> RESHAPING = Set.of("reshape", "view", "unsqueeze", "squeeze", "permute",
            "transpose", "flatten", "expand_dims");

    private final Follower follower;
    private final Training training;
    private final DataCalls data;
    private final TorchCalls torch;

    Methods(Follower follower, DataCalls data) {
        this.follower = follower;
        this.training = new Training(follower);
        this.data = data;
        this.torch = new TorchCalls(follower);
    }

    Value call(Value.Member member, Args args, Call call, Scope scope) {
        String name = member.name();
        Value target = member.target();
        String spelling = call.callee() instanceof Attribute attribute
                ? follower.source.text(attribute.target().range()) : member.spelling();
        event(name, target, spelling, args);
        Optional<Value> trained = training.call(name, target, args);
        if (trained.isPresent()) {
            return trained.get();
        }
        if (name.equals("map") && target instanceof Value.Array array) {
            return mapped(array, args);
        }
        if (name.endsWith("parameters") && !(target instanceof Value.Array)) {
            return new Value.Opaque("parameters of " + spelling, args);
        }
        return special(target, member, args).or(() -> common(target, name, args))
                .orElseGet(() -> follower.calls.unknown(args));
    }

    private Optional<Value> special(Value target, Value.Member member, Args args) {
        String name = member.name();
        if (target instanceof Chain chain) {
            return chain(chain, name, args);
        } else if (target instanceof Value.Sequence sequence) {
            return sequence(sequence, name, args);
        } else if (target instanceof Value.Mapping mapping) {
            return mapping(mapping, name, args);
        } else if (target instanceof Value.Tensor tensor) {
            return tensor(tensor, name, args);
        } else if (target instanceof Value.Array array) {
            return array(array, name, args);
        } else if (target instanceof Value.Opaque opaque) {
            return data.method(opaque, name, args);
        }
        return target instanceof Value.Instance instance ? instance(instance, member, args) : Optional.empty();
    }

    /** A method of something of another module, which is a training step all the same. */
    Optional<Value> ofUnknown(String dotted, Args args) {
        int dot = dotted.lastIndexOf('.');
        if (dot > 0) {
            event(dotted.substring(dot + 1), Value.unknown(), dotted.substring(0, dot), args);
            return training.call(dotted.substring(dot + 1), new Value.External(dotted.substring(0, dot)), args);
        }
        return Optional.empty();
    }

    private void event(String name, Value target, String spelling, Args args) {
        boolean network = target instanceof Value.Instance || target instanceof Chain || target instanceof Part
                || target instanceof Value.Unknown || target instanceof Value.Member;
        boolean noData = args.positional().size() <= 1 && args.positional().stream()
                .allMatch(arg -> arg.value().constant().isPresent());
        Kind kind = switch (name) {
            case "backward", "manual_backward" -> Kind.BACKWARD;
            case "zero_grad" -> Kind.ZERO_GRAD;
            case "to", "cuda" -> isNetwork(target) ? Kind.MOVE : null;
            case "zero_", "fill_" -> spelling.contains("grad") ? Kind.ZERO_GRAD : null;
            case "step" -> isOptimizer(target, spelling) ? Kind.STEP : null;
            case "eval" -> network && args.positional().isEmpty() ? Kind.EVAL : null;
            case "train" -> network && noData
                    ? args.positional().isEmpty() || Truth.of(args.positional().get(0).value()).orElse(true)
                            ? Kind.TRAIN : Kind.EVAL
                    : null;
            default -> null;
        };
        if (kind != null) {
            follower.event(kind, args.range(), spelling);
        }
    }

    private static boolean isNetwork(Value target) {
        return target instanceof Value.Instance || target instanceof Chain || target instanceof Part;
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

    private static boolean isOptimizer(Value target, String spelling) {
        String plain = spelling.toLowerCase(Locale.ROOT);
        return target instanceof Value.MadeOptimizer
                || !plain.contains("sched") && (plain.contains("opt") || plain.contains("scaler"));
    }

    private Optional<Value> chain(Chain chain, String name, Args args) {
        Value first = args.value(0, "layer", "module");
        switch (name) {
            case "add", "append" -> chain.layers.add(first);
            case "add_module" -> chain.layers.add(args.value(1, "module"));
            case "pop" -> {
                if (!chain.layers.isEmpty()) {
                    chain.layers.remove(chain.layers.size() - 1);
                }
            }
            case "extend" -> {
                chain.exact &= first instanceof Value.Sequence sequence && sequence.exact;
                if (first instanceof Value.Sequence sequence) {
                    chain.layers.addAll(sequence.items);
                }
            }
            case "insert" -> chain.exact = false;
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Value.of(null));
    }

    private Optional<Value> sequence(Value.Sequence sequence, String name, Args args) {
        Value first = args.value(0);
        switch (name) {
            case "append" -> {
                if (first != sequence && sequence.items.size() < MAX_ITEMS) {
                    sequence.items.add(first);
                }
                boolean network = first instanceof Part || first instanceof Chain || first instanceof Value.Instance
                        || first instanceof Value.Tensor;
                sequence.exact &= network || !follower.isInOpenLoop();
            }
            case "extend" -> {
                sequence.exact &= first instanceof Value.Sequence other && other.exact;
                if (first instanceof Value.Sequence other && sequence.items.size() < MAX_ITEMS) {
                    sequence.items.addAll(List.copyOf(other.items));
                }
            }
            case "insert", "remove", "sort", "clear", "reverse" -> sequence.exact = false;
            case "pop" -> {
                Optional<Value> last = sequence.exact && args.positional().isEmpty() && !sequence.items.isEmpty()
                        ? Optional.of(sequence.items.remove(sequence.items.size() - 1)) : Optional.empty();
                sequence.exact &= last.isPresent();
                return Optional.of(last.orElseGet(Value::unknown));
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Value.of(null));
    }

    private static Optional<Value> mapping(Value.Mapping mapping, String name, Args args) {
        return switch (name) {
            case "get" -> Optional.of(args.value(0).constant().map(key -> mapping.entries().getOrDefault(key,
                    Value.unknown())).orElseGet(Value::unknown));
            case "values" -> Optional.of(new Value.Sequence(List.copyOf(mapping.entries().values()), false));
            case "items" -> Optional.of(new Value.Sequence(mapping.entries().entrySet().stream().map(entry -> Value
                    .list(List.of(Value.of(entry.getKey()), entry.getValue()))).toList(), false));
            default -> Optional.empty();
        };
    }

    private Optional<Value> tensor(Value.Tensor tensor, String name, Args args) {
        if (name.equals("size")) {
            Optional<Value> shape = Members.shape(tensor.node().shape);
            return Optional.of(shape.filter(Value.Sequence.class::isInstance).map(Value.Sequence.class::cast)
                    .filter(sizes -> args.value(0, "dim").number().filter(axis -> axis >= 0
                            && axis < sizes.items.size()).isPresent())
                    .map(sizes -> sizes.items.get(args.value(0, "dim").number().get().intValue()))
                    .orElseGet(Value::unknown));
        }
        if (Set.of("item", "tolist", "argmax", "dim", "get_shape", "numel", "eq", "backward").contains(name)) {
            return Optional.of(Value.unknown());
        }
        if (SAME.contains(name) && !Set.of("repeat", "batch", "shuffle", "take").contains(name)) {
            return Optional.of(tensor);
        }
        return TorchLayers.function(name).flatMap(type -> torch.of(type, name, tensor, args))
                .or(() -> Optional.of(new Value.Tensor(name.equals("mean")
                        ? follower.tape.function(Framework.PYTORCH, "Mean", name, Map.of(), List.of(tensor.node()),
                                args.range())
                        : follower.tape.unknown(with(tensor.node(), args), args.range()))));
    }

    private static List<Node> with(Node node, Args args) {
        List<Node> nodes = new ArrayList<>(List.of(node));
        Calls.tensors(args).stream().filter(other -> other != node).forEach(nodes::add);
        return nodes;
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
        Optional<Value> table = TableCalls.method(array, name, args);
        if (table.isPresent()) {
            return table;
        }
        if (RESHAPING.contains(name)) {
            return Optional.of(new Value.Array(Arrays.withShape(array.data(), Optional.empty()), array.loader()));
        }
        boolean divides = name.equals("div") || name.equals("div_") || name.equals("divide");
        boolean multiplies = name.equals("mul") || name.equals("mul_");
        return divides || multiplies ? Optional.of(new Value.Array(Arrays.scaled(array.data(), divides ? "/" : "*",
                args.value(0)), array.loader())) : Optional.empty();
    }

    private Optional<Value> instance(Value.Instance instance, Value.Member member, Args args) {
        if (member.name().equals("super")) {
            return Optional.of(Value.unknown());
        }
        if (instance.module && member.name().equals("__init__") && Classes.isSequential(follower, instance.type)) {
            Chain chain = new Chain(Framework.PYTORCH, args.range(), false);
            args.positional().stream().map(Arg::value).forEach(chain.layers::add);
            chain.exact = args.exact();
            instance.attributes.put("super", chain);
            return Optional.of(Value.of(null));
        }
        if (member.name().equals("add_module") || member.name().equals("register_module")) {
            args.value(0, "name").text().ifPresent(name -> instance.attributes.put(name, args.value(1, "module")));
            return Optional.of(Value.of(null));
        }
        return Optional.empty();
    }

    private Optional<Value> common(Value target, String name, Args args) {
        boolean network = target instanceof Chain || target instanceof Value.Instance || target instanceof Part;
        if (network && SAME.contains(name) || target instanceof Value.MadeLoss && SAME.contains(name)
                || target instanceof Value.LossValue && !name.equals("item") && !name.equals("backward")) {
            return Optional.of(target);
        }
        if (network && (name.equals("forward") || name.equals("call") || name.equals("__call__"))) {
            return Optional.of(follower.application.apply(target, args.positional().stream().map(Arg::value).toList(),
                    args));
        }
        if (target instanceof Value.Unknown && args.positional().size() == 1 && name.equals("forward")) {
            follower.event(LoopEvent.Kind.FORWARD, args.range(), "");
        }
        return Optional.empty();
    }
}
