package org.lamina.source.following.interpreter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Inside;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.LoopEvent;

/** The methods that models, layers and losses have in Python, whatever the framework. */
public final class ModelMethods implements Library {

    /** Methods that give the same thing again: on another device, in another type, in another mode. */
    private static final Set<String> SAME = Set.of("to", "cuda", "cpu", "double", "float", "half", "requires_grad_",
            "share_memory", "requires_grad", "train", "eval", "apply", "copy", "clone", "type");

    private final Follower follower;

    /** The methods in the program that is followed. */
    public ModelMethods(Follower follower) {
        this.follower = follower;
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        Optional<Value> own = call.target() instanceof Chain chain ? chain(chain, call.name(), call.args())
                : call.target() instanceof Value.Instance instance ? instance(instance, call.name(), call.args())
                        : Optional.empty();
        return own.or(() -> common(call.target(), call.name(), call.args()));
    }

    private Optional<Value> chain(Chain chain, String name, Args args) {
        Value first = args.value(0, "layer", "module");
        switch (name) {
            case "add", "append" -> {
                chain.nameLayer(first, chain.layers.size());
                chain.layers.add(first);
            }
            case "add_module" -> chain.add(args.value(0, "name").text().orElse(chain.key(chain.layers.size())),
                    args.value(1, "module"));
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

    private Optional<Value> instance(Value.Instance instance, String name, Args args) {
        if (name.equals("super")) {
            return Optional.of(Value.unknown());
        }
        if (instance.module && name.equals("__init__") && Classes.isSequential(follower, instance.type)) {
            Chain chain = new Chain(Framework.PYTORCH, args.range(), false);
            chain.layers.addAll(args.values());
            chain.exact = args.exact();
            instance.attributes.put("super", chain);
            return Optional.of(Value.of(null));
        }
        if (name.equals("add_module") || name.equals("register_module")) {
            args.value(0, "name").text().ifPresent(given -> follower.targets().set(instance, given,
                    args.value(1, "module")));
            return Optional.of(Value.of(null));
        }
        return Optional.empty();
    }

    private Optional<Value> common(Value target, String name, Args args) {
        boolean network = target.isNetwork();
        boolean own = target instanceof Value.Instance instance && instance.module
                || target instanceof Chain chain && chain.framework == Framework.PYTORCH;
        if (own && args.positional().isEmpty() && name.equals("modules")) {
            return Optional.of(Value.list(Inside.modules(target)));
        }
        if (own && name.equals("apply") && args.value(0) instanceof Value.Function function) {
            Inside.modules(target).forEach(module -> follower.call(function, new Args(List.of(new Args.Arg(module,
                    args.range())), Map.of(), true, args.range()), true));
        }
        if ((network || target instanceof Value.MadeLoss) && SAME.contains(name)
                || target instanceof Value.LossValue && !name.equals("item") && !name.equals("backward")) {
            return Optional.of(target);
        }
        if (network && (name.equals("forward") || name.equals("call") || name.equals("__call__"))) {
            return Optional.of(follower.application().apply(target, args.values(), args));
        }
        if (target instanceof Value.Unknown && args.positional().size() == 1 && name.equals("forward")) {
            follower.event(LoopEvent.Kind.FORWARD, args.range(), "");
        }
        return Optional.empty();
    }
}
