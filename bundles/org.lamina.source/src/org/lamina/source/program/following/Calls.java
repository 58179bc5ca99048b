package org.lamina.source.program.following;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.source.program.following.Args.Arg;
import org.lamina.source.python.Expression.Call;

/** Finds out what calls give, by what is called. */
final class Calls {

    private static final int MAX_NESTING = 3;

    private final Follower follower;
    private final Builtins builtins;
    private final KerasCalls keras;
    private final TorchCalls torch;
    private final DataCalls data;
    private final Methods methods;
    private final DjlCalls djl;

    Calls(Follower follower) {
        this.follower = follower;
        this.builtins = new Builtins();
        this.keras = new KerasCalls(follower);
        this.torch = new TorchCalls(follower);
        this.data = new DataCalls(follower);
        this.methods = new Methods(follower, data);
        this.djl = new DjlCalls(follower);
    }

    Value call(Value callee, Args args, Call call, Scope scope) {
        if (callee instanceof Value.Function function) {
            return follower.call(function, args, true);
        }
        if (callee instanceof Value.UserClass type) {
            return follower.application.make(type, args);
        }
        if (callee instanceof Value.Instance || callee instanceof Part || callee instanceof Chain) {
            return follower.application.apply(callee, args.positional().stream().map(Arg::value).toList(), args);
        }
        if (callee instanceof Value.MadeLoss loss) {
            return follower.application.loss(loss.loss(), args, call.range());
        }
        if (callee instanceof Value.Member member) {
            return follower.source.isJava() ? new DjlMethods(follower, djl).call(member, args)
                    : methods.call(member, args, call, scope);
        }
        if (callee instanceof Value.External external) {
            return external(external.name(), args, scope);
        }
        return unknown(args);
    }

    private Value external(String name, Args args, Scope scope) {
        if (name.equals("super")) {
            return scope.find("self").map(self -> (Value) new Value.Member(self, "super", ""))
                    .orElseGet(Value::unknown);
        }
        Optional<Value> known = builtins.call(name, args);
        if (follower.source.isJava()) {
            return known.or(() -> djl.call(name, args)).orElseGet(() -> unknown(args));
        }
        if (known.isEmpty() && (name.startsWith("torch.") || name.startsWith("torchvision."))) {
            known = torch.call(name, args);
        } else if (known.isEmpty()) {
            known = keras.call(name, args);
        }
        return known.or(() -> data.call(name, args)).or(() -> methods.ofUnknown(name, args))
                .orElseGet(() -> unknown(args));
    }

    /** Notes what is only known when all has been followed. */
    void finish() {
        djl.finish();
    }

    /** Something unknown that may be computed from values of a network. */
    Value unknown(Args args) {
        List<Node> tensors = tensors(args);
        return tensors.isEmpty() ? Value.unknown() : new Value.Tensor(follower.tape.unknown(tensors, args.range()));
    }

    /** All values of a network among the arguments. */
    static List<Node> tensors(Args args) {
        List<Node> nodes = new ArrayList<>();
        Stream.concat(args.positional().stream(), args.keywords().values().stream()).map(Arg::value)
                .forEach(value -> collect(value, nodes));
        return nodes.stream().distinct().toList();
    }

    /** The values of a network in a value, in its lists and dictionaries too. */
    static List<Node> nodes(Value value) {
        return nodes(value, 0).distinct().toList();
    }

    private static Stream<Node> nodes(Value value, int depth) {
        if (value instanceof Value.Tensor tensor) {
            return Stream.of(tensor.node());
        }
        List<Value> items = depth >= MAX_NESTING ? List.of() : value instanceof Value.Sequence sequence ? sequence.items
                : value instanceof Value.Mapping mapping ? List.copyOf(mapping.entries().values()) : List.of();
        return items.stream().flatMap(item -> nodes(item, depth + 1));
    }

    private static void collect(Value value, List<Node> nodes) {
        if (value instanceof Value.Tensor tensor) {
            nodes.add(tensor.node());
        } else if (value instanceof Value.Sequence sequence) {
            sequence.items.forEach(item -> {
                if (item instanceof Value.Tensor tensor) {
                    nodes.add(tensor.node());
                }
            });
        }
    }
}
