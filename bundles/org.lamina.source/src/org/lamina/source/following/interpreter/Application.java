package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Framework;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Loss;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/** Makes objects of the program's classes, and applies layers, models and losses to values. */
public final class Application {

    /** Models in models; one may be put into itself. */
    private static final int MAX_INSIDE = 40;

    private final Follower follower;
    private final Computing computing;
    private int inside;
    private int making;
    private final Set<Value.Instance> parts = new HashSet<>();
    private final Map<ClassDefinition, Value.Instance> made = new IdentityHashMap<>();

    Application(Follower follower) {
        this.follower = follower;
        this.computing = new Computing(follower, this);
    }

    /** Notes what layers and models compute. */
    public Computing computing() {
        return computing;
    }

    /** An object of a class, constructed with these arguments. */
    Value.Instance make(Value.UserClass type, Args args) {
        Value.Instance instance = instance(type, args.range());
        made.put(type.definition(), instance);
        construct(instance, args);
        return instance;
    }

    /** The object of a class that the program made last. */
    Optional<Value.Instance> made(ClassDefinition definition) {
        return Optional.ofNullable(made.get(definition));
    }

    private Value.Instance instance(Value.UserClass type, TextRange range) {
        follower.visit(type.definition());
        Value.Instance instance = new Value.Instance(type, range, Classes.isModule(follower, type));
        if (instance.module) {
            if (making > 0) {
                parts.add(instance);
            }
            follower.record().instance(instance);
        }
        return instance;
    }

    private void construct(Value.Instance instance, Args args) {
        Optional<Value.Function> constructor = Classes.constructor(follower, instance.type, args);
        if (constructor.isEmpty() && !follower.source().isJava()) {
            fill(instance, args);
        }
        making += instance.module ? 1 : 0;
        constructor.ifPresent(found -> follower.call(found.of(instance), args,
                !args.range().equals(instance.type.definition().range())));
        making -= instance.module ? 1 : 0;
    }

    /** What a method of an object gives; empty if its class and the bases of that have none of this name. */
    public Optional<Value> method(Value.Instance object, String name, List<Value> inputs) {
        TextRange place = object.made;
        List<Args.Arg> args = inputs.stream().map(value -> new Args.Arg(value, place)).toList();
        return Classes.method(follower, object.type, name, false).map(method -> follower.call(method.of(object),
                new Args(args, Map.of(), true, place), true));
    }

    /** A class without a constructor takes its fields: a data class, a named tuple. */
    void fill(Value.Instance instance, Args args) {
        List<String> fields = Classes.dataFields(follower, instance.type);
        for (int i = 0; i < Math.min(fields.size(), args.positional().size()); i++) {
            instance.attributes.put(fields.get(i), args.positional().get(i).value());
        }
        args.keywords().forEach((name, arg) -> instance.attributes.put(name, arg.value()));
        Classes.method(follower, instance.type, "__post_init__", false).ifPresent(method -> follower.call(
                method.of(instance), Args.none(args.range()), true));
    }

    /** Applies a network that nothing in the program applies, unless it is part of another. */
    void followByItself(Value.Instance instance) {
        if (instance.result.isEmpty() && !instance.part && !parts.contains(instance)) {
            apply(instance, List.of(), Args.none(instance.type.definition().range()));
        }
    }

    /** Applies a layer, a model or an object to values, where this stands. */
    public Value apply(Value callee, List<Value> inputs, TextRange range) {
        return apply(callee, inputs, new Args(inputs.stream().map(value -> new Args.Arg(value, range)).toList(),
                Map.of(), true, range));
    }

    /** Applies a part of a network inside of it. */
    Value inside(Value callee, List<Value> inputs, TextRange range) {
        inside++;
        Value result = apply(callee, inputs, range);
        inside--;
        return result;
    }

    /** Whether models stand in models beyond all measure. */
    boolean isDeep() {
        return inside >= MAX_INSIDE;
    }

    /** Applies a layer, a model or an object to values. */
    public Value apply(Value callee, List<Value> inputs, Args args) {
        Value result = result(callee, inputs, args);
        if (inside == 0 && callee.isNetwork()) {
            follower.record().gives(args.range(), result);
        }
        return result;
    }

    private Value result(Value callee, List<Value> inputs, Args args) {
        if (callee instanceof Value.Instance instance) {
            return apply(instance, args);
        }
        if (callee instanceof Value.Function function) {
            return follower.call(function, args, true);
        }
        if (callee instanceof Part part) {
            if (part.framework == Framework.PYTORCH) {
                feed(part, inputs, args.range());
            }
            List<Value> named = args.keywords().values().stream().map(Args.Arg::value)
                    .filter(Value.Tensor.class::isInstance).toList();
            List<Node> nodes = computing.nodes(inputs.isEmpty() ? named : inputs, args.range());
            return new Value.Tensor(computing.layer(part, nodes, args.range()));
        }
        if (callee instanceof Chain chain && !chain.list) {
            feed(chain, inputs, args.range());
            return new Value.Tensor(computing.chain(chain, computing.nodes(inputs, args.range()), args.range()));
        }
        if (callee instanceof Pretrained network) {
            feed(network, inputs, args.range());
            return new Value.Tensor(computing.pretrained(network, computing.nodes(inputs, args.range()), args.range()));
        }
        List<Node> nodes = args.tensors();
        return nodes.isEmpty() ? Value.unknown() : new Value.Tensor(follower.tape().unknown(nodes, args.range()));
    }

    private Value apply(Value.Instance instance, Args args) {
        if (!instance.module) {
            return Classes.method(follower, instance.type, "__call__", false).map(method -> follower.call(
                    method.of(instance), args, true)).orElseGet(Value::unknown);
        }
        List<Value> inputs = args.values();
        if (inside == 0) {
            feed(instance, inputs, args.range());
            if (instance.result.isPresent()) {
                return instance.result.get();
            }
        }
        Optional<Value.Function> computing = Classes.method(follower, instance.type, "forward", false)
                .or(() -> Classes.method(follower, instance.type, "call", false));
        Value chain = instance.attributes.get("super");
        if (computing.isEmpty() && chain instanceof Chain) {
            return instance(instance, apply(chain, inputs, args));
        }
        if (computing.isEmpty()) {
            return instance(instance, follower.calls().unknown(args));
        }
        inside++;
        Args plain = inside == 1 ? asInputs(computing.get().definition(), args) : args;
        Value result = follower.call(computing.get().of(instance), plain, true);
        inside--;
        return instance(instance, result);
    }

    private static Value instance(Value.Instance instance, Value result) {
        if (instance.result.isEmpty()) {
            instance.result = Optional.of(result);
        }
        return result;
    }

    /** What a network is given from outside, and what it is not given, becomes an input. */
    private Args asInputs(FunctionDefinition computing, Args args) {
        List<Args.Arg> positional = new ArrayList<>();
        args.positional().forEach(arg -> positional.add(new Args.Arg(asInput(arg), arg.range())));
        Map<String, Args.Arg> keywords = new HashMap<>(args.keywords());
        List<String> names = computing.parameters();
        for (int i = positional.size() + 1; i < names.size(); i++) {
            String name = names.get(i);
            if (!keywords.containsKey(name) && !computing.defaults().containsKey(name)) {
                keywords.put(name, new Args.Arg(new Value.Tensor(follower.tape().input(Optional.empty(), args.range())),
                        args.range()));
            }
        }
        return new Args(positional, keywords, true, args.range());
    }

    private Value asInput(Args.Arg arg) {
        boolean outside = arg.value() instanceof Value.Array || arg.value() instanceof Value.Unknown
                || arg.value() instanceof Value.External || arg.value() instanceof Value.Member;
        return outside ? new Value.Tensor(computing.nodes(List.of(arg.value()), arg.range()).get(0)) : arg.value();
    }

    private void feed(Value network, List<Value> inputs, TextRange range) {
        if (inside == 0 && !inputs.isEmpty() && !follower.source().isJava()) {
            follower.event(LoopEvent.Kind.FORWARD, range, "", network);
            if (inputs.get(0) instanceof Value.Array array) {
                follower.record().feed(array, range, follower.isEvaluating(network));
            }
        }
    }

    /** Computes a loss. */
    public Value loss(Loss loss, Args args, TextRange range) {
        List<Value> values = new ArrayList<>(args.values());
        args.keywords().values().forEach(arg -> values.add(arg.value()));
        Optional<Value> named = args.get(-1, "logits", "y_pred", "predictions", "input").map(Args.Arg::value);
        Optional<Node> prediction = named.or(() -> values.stream().filter(Value.Tensor.class::isInstance).findFirst())
                .filter(Value.Tensor.class::isInstance).map(value -> ((Value.Tensor) value).node());
        follower.event(LoopEvent.Kind.LOSS, range, "");
        boolean flat = values.size() > 1 && values.get(1).data().traits().contains(Data.Trait.ONE_AXIS);
        follower.record().loss(loss, prediction, range, flat);
        return new Value.LossValue(loss, prediction);
    }
}
