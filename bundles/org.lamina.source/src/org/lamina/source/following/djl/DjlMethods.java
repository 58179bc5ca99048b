package org.lamina.source.following.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Classes;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Configured;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.NetworkLayer;

/** What methods of values give in a Java program. */
final class DjlMethods {

    /** Methods of an array, or of a list of arrays, that give what flows unchanged. */
    private static final Set<String> SAME = Set.of("singletonOrThrow", "head", "toType", "toDevice", "duplicate",
            "stopGradient", "getNDArrayInternal", "toArray", "asList", "stream");
    /** Methods of an array that give nothing that flows on. */
    private static final Set<String> FACTS = Set.of("getManager", "getShape", "size", "getDataType", "getDevice",
            "isEmpty", "attach", "detach", "close", "argMax", "toFloatArray", "getFloat", "getLong", "eq");
    private static final int MAX_ITEMS = 2_000;

    private final Follower follower;
    private final DjlCalls djl;
    private final DjlSteps steps;

    DjlMethods(Follower follower, DjlCalls djl) {
        this.follower = follower;
        this.djl = djl;
        this.steps = new DjlSteps(follower);
    }

    Optional<Value> call(Value target, String name, Args args) {
        Optional<Value> result = steps.method(target, name, args);
        if (result.isPresent()) {
            return result;
        }
        if (target instanceof Chain chain) {
            result = chain(chain, chain, name, args);
        } else if (target instanceof Value.Instance instance) {
            result = instance(instance, name, args);
        } else if (target instanceof Configured configured) {
            result = Optional.of(configured(configured, name, args));
        } else if (target instanceof Value.Sequence sequence) {
            result = name.equals("map") ? mapped(sequence, args) : sequence(sequence, name, args);
        } else if (target instanceof Value.Tensor tensor) {
            result = Optional.of(tensor(tensor, name, args));
        } else if (target instanceof Value.Array array) {
            result = Optional.of(DjlData.method(array, name, args));
        } else if (name.equals("newTrainer")) {
            result = Optional.of(trainer(target, args));
        }
        return result.or(() -> computed(target, name, args));
    }

    /** A block or function applied: {@code block.forward(store, list, training)}, {@code function.apply(list)}. */
    private Optional<Value> computed(Value target, String name, Args args) {
        boolean block = target.isNetwork();
        if (block && name.equals("forward") || target instanceof Value.Function && name.equals("apply")) {
            return Optional.of(follower.application().apply(target, args.values(), args));
        }
        return block && name.matches("(set|freeze|opt).*") ? Optional.of(target) : Optional.empty();
    }

    /**
     * A method of a sequential or parallel block.
     *
     * @param self what the method gives, so that calls can follow each other
     */
    private Optional<Value> chain(Chain chain, Value self, String name, Args args) {
        switch (name) {
            case "add", "addSingleton" -> args.get(0).ifPresent(
                    arg -> chain.add(djl.block(arg.value(), arg), arg.range()));
            case "addAll" -> addAll(chain, args);
            case "removeLastBlock" -> {
                if (!chain.layers.isEmpty()) {
                    chain.layers.remove(chain.layers.size() - 1);
                }
            }
            case "replaceLastBlock" -> args.get(0).filter(arg -> !chain.layers.isEmpty()).ifPresent(
                    arg -> chain.layers.set(chain.layers.size() - 1, djl.block(arg.value(), arg)));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(self);
    }

    private void addAll(Chain chain, Args args) {
        for (Args.Arg arg : args.positional()) {
            if (arg.value() instanceof Value.Sequence sequence) {
                chain.exact &= sequence.exact;
                sequence.items.forEach(item -> chain.add(djl.block(item, arg), arg.range()));
            } else if (arg.value() instanceof Value.Unknown) {
                chain.exact = false;
            } else {
                chain.add(djl.block(arg.value(), arg), arg.range());
            }
        }
    }

    private Optional<Value> instance(Value.Instance instance, String name, Args args) {
        if (name.equals("addChildBlock") && args.positional().size() == 2) {
            Value child = DjlCalls.part(args.value(1));
            if (child instanceof Part part) {
                args.value(0).text().ifPresent(text -> part.name = text);
            }
            return Optional.of(child);
        }
        if (Classes.isSequential(follower, instance.type)) {
            Chain chain = (Chain) instance.attributes.computeIfAbsent("super",
                    key -> new Chain(Framework.DJL, instance.made, false));
            return chain(chain, instance, name, args);
        }
        return Optional.empty();
    }

    private Value configured(Configured configured, String name, Args args) {
        if (name.equals("newTrainer")) {
            return trainer(configured, args);
        } else if (name.equals("getBlock")) {
            return configured.last("setBlock").map(Args.Arg::value).orElseGet(Value::unknown);
        } else if (name.equals("build") && DjlLayers.isBlock(configured.type)) {
            return DjlLayers.built(configured, args);
        } else if (name.equals("build") && DjlData.isImages(configured.type)) {
            return DjlData.built(configured, args);
        } else if (name.equals("build") && DjlTraining.isOptimizer(configured.type)) {
            return DjlTraining.optimizer(configured, args, follower);
        }
        configured.note(name, args);
        return configured;
    }

    private Value trainer(Value model, Args args) {
        return djl.newTrainer(new Args(List.of(new Args.Arg(model, args.range()), args.get(0).orElseGet(
                () -> new Args.Arg(Value.unknown(), args.range()))), Map.of(), true, args.range()));
    }

    /** {@code list.stream().map(NDList::head)}: what a function makes of each. */
    private Optional<Value> mapped(Value.Sequence sequence, Args args) {
        Value function = args.value(0);
        if (function instanceof Value.External external && SAME.contains(external.last())) {
            return Optional.of(sequence);
        }
        return function instanceof Value.Function ? Optional.of(new Value.Sequence(sequence.items.stream().map(item ->
                follower.application().apply(function, List.of(item), args.range())).toList(), sequence.exact))
                : Optional.empty();
    }

    private static Optional<Value> sequence(Value.Sequence sequence, String name, Args args) {
        List<Value> items = sequence.items;
        Value last = args.positional().isEmpty() ? Value.unknown()
                : args.positional().get(args.positional().size() - 1).value();
        switch (name) {
            case "add", "addLast" -> {
                if (last != sequence && items.size() < MAX_ITEMS) {
                    items.add(last);
                }
                sequence.exact &= args.positional().size() == 1;
                return Optional.of(sequence);
            }
            case "addAll" -> {
                sequence.exact &= last instanceof Value.Sequence other && other.exact;
                if (last instanceof Value.Sequence other && items.size() < MAX_ITEMS) {
                    items.addAll(List.copyOf(other.items));
                }
                return Optional.of(sequence);
            }
            case "get" -> {
                Optional<Double> index = args.value(0).number().filter(at -> sequence.exact && at >= 0
                        && at < items.size());
                return Optional.of(index.map(at -> items.get(at.intValue())).orElseGet(Value::unknown));
            }
            case "singletonOrThrow", "head", "getFirst" -> {
                return Optional.of(items.isEmpty() ? Value.unknown() : items.get(0));
            }
            case "size" -> {
                return Optional.of(sequence.exact ? Value.of((long) items.size()) : Value.unknown());
            }
            case "stream", "toList", "toArray", "collect", "iterator" -> {
                return Optional.of(sequence);
            }
            default -> {
                sequence.exact &= !name.matches("remove.*|set|clear|sort|put.*|filter|limit|skip");
                return Optional.empty();
            }
        }
    }

    /** A method of an array, or of a list of arrays that stands for the array in it. */
    private Value tensor(Value.Tensor tensor, String name, Args args) {
        boolean only = name.equals("get") && args.positional().size() == 1
                && args.value(0).constant().filter(Long.class::isInstance).isPresent();
        if (SAME.contains(name) || only) {
            return tensor;
        }
        if (FACTS.contains(name)) {
            return Value.unknown();
        }
        if (name.equals("addAll")) {
            List<Value> both = new ArrayList<>(List.of(tensor));
            args.positional().forEach(arg -> both.addAll(arg.value() instanceof Value.Sequence more ? more.items
                    : List.of(arg.value())));
            return Value.list(both);
        }
        List<Node> nodes = new ArrayList<>(List.of(tensor.node()));
        args.tensors().stream().filter(other -> other != tensor.node()).forEach(nodes::add);
        String type = DjlLayers.method(name).orElse(NetworkLayer.UNKNOWN);
        if (type.equals("Reshape") && flattens(args)) {
            type = "Flatten";
        }
        return new Value.Tensor(type.equals(NetworkLayer.UNKNOWN) ? follower.tape().unknown(nodes, args.range())
                : follower.tape().function(Framework.DJL, type, name, Map.of(), nodes, args.range()));
    }

    /** {@code reshape(batch, -1)} and {@code reshape(new Shape(-1, 784))}: two axes, the first of them the batch. */
    private static boolean flattens(Args args) {
        List<Value> sizes = args.value(0) instanceof Value.Sequence shape ? shape.items
                : args.values();
        return sizes.size() == 2 && sizes.get(0).number().filter(size -> size != -1).isEmpty();
    }
}
