package org.lamina.source.following.interpreter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;

/** Attributes by a name that is computed, and objects that are nothing but their attributes. */
public final class ObjectCalls implements Library {

    /** What makes an object of named values, by the last part of its name. */
    private static final Set<String> NAMESPACES =
            Set.of("SimpleNamespace", "Namespace", "EasyDict", "edict", "AttrDict", "Munch", "ConfigDict");

    /** The type of a function of which some arguments are given. */
    static final String PARTIAL = "functools.partial";

    private final Follower follower;

    /** The calls in the program that is followed. */
    public ObjectCalls(Follower follower) {
        this.follower = follower;
    }

    @Override
    public Optional<Value> call(String name, Args args) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (NAMESPACES.contains(last)) {
            Map<Object, Value> entries = new LinkedHashMap<>();
            if (args.value(0) instanceof Value.Mapping mapping) {
                entries.putAll(mapping.entries());
            }
            args.keywords().forEach((key, arg) -> entries.put(key, arg.value()));
            return Optional.of(new Value.Mapping(entries));
        }
        return switch (name) {
            case "getattr" -> Optional.of(args.value(1).text().map(attribute -> follower.evaluator().attribute(
                    args.value(0), attribute, "", args.range())).orElseGet(Value::unknown));
            case "setattr" -> {
                args.value(1).text().ifPresent(attribute -> follower.targets().set(args.value(0), attribute,
                        args.value(2)));
                yield Optional.of(Value.of(null));
            }
            case "isinstance" -> Optional.of(Classes.isOneOf(follower, args.value(0), args.value(1))
                    .map(Value::of).orElseGet(Value::unknown));
            case "copy.copy", "copy.deepcopy", "copy", "deepcopy" -> args.value(0) instanceof Value.Instance object
                    && !object.module ? Optional.of(object.copy()) : args.value(0).isNetwork()
                            ? Optional.of(args.value(0)) : Optional.empty();
            case "partial", "functools.partial" -> Optional.of(new Value.Opaque(PARTIAL, args));
            case "field", "dataclasses.field" -> Optional.of(args.value(-1, "default_factory")
                    instanceof Value.Function factory ? follower.call(factory, Args.none(args.range()), true)
                            : args.value(-1, "default"));
            default -> Optional.empty();
        };
    }

    /**
     * {@code super().__init__(...)} of a base without a constructor fills its fields; {@code
     * self.save_hyperparameters()} keeps the arguments of the constructor as {@code self.hparams}.
     */
    @Override
    public Optional<Value> method(MethodCall call) {
        if (call.name().equals("__init__") && call.target() instanceof Value.Instance object && !object.module) {
            follower.application().fill(object, call.args());
            return Optional.of(Value.of(null));
        }
        if (!call.name().equals("save_hyperparameters") || !(call.target() instanceof Value.Instance instance)) {
            return Optional.empty();
        }
        Map<Object, Value> entries = new LinkedHashMap<>(call.scope().snapshot());
        entries.values().remove(instance);
        instance.attributes.put("hparams", new Value.Mapping(entries));
        return Optional.of(Value.of(null));
    }
}
