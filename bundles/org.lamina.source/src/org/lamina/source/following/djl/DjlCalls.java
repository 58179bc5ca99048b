package org.lamina.source.following.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Library;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Configured;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Setting;

/** What the classes and static methods of DJL and of Java's library make. */
public final class DjlCalls implements Library {

    private static final String DJL = "ai.djl.";

    private final Follower follower;
    private final DjlTraining training;
    private final DjlMethods methods;

    /** The calls in the program that is followed. */
    public DjlCalls(Follower follower) {
        this.follower = follower;
        this.training = new DjlTraining(follower);
        this.methods = new DjlMethods(follower, this);
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        return methods.call(call.target(), call.name(), call.args());
    }

    /** Notes the trainings. */
    @Override
    public void finish() {
        training.finish();
    }

    @Override
    public Optional<Value> call(String name, Args args) {
        String[] parts = name.split("\\.");
        String last = parts[parts.length - 1];
        String owner = parts.length > 1 ? parts[parts.length - 2] : "";
        Optional<Value> java = java(owner, last, args);
        if (java.isPresent() || !name.startsWith(DJL)) {
            return java;
        }
        return Character.isUpperCase(last.charAt(0)) ? constructor(owner, last, args) : function(owner, last, args);
    }

    private Optional<Value> constructor(String owner, String type, Args args) {
        Optional<Loss> loss = DjlLosses.of(type, args);
        if (loss.isPresent()) {
            return loss.map(Value.MadeLoss::new);
        }
        return switch (type) {
            case "SequentialBlock" -> Optional.of(chain(args));
            case "ParallelBlock" -> Optional.of(branches(args));
            case "Shape" -> Optional.of(args.positional().size() == 1
                    && args.value(0) instanceof Value.Sequence sizes ? sizes
                            : Value.list(args.values()));
            case "NDList" -> list(args);
            case "Mlp" -> Optional.of(perceptron(args));
            case "LambdaBlock" -> args.get(0).map(arg -> block(arg.value(), arg));
            case "Builder" -> Optional.of(new Configured(owner, args));
            case "DefaultTrainingConfig" -> Optional.of(training.configuration(args));
            default -> args.tensors().isEmpty() ? Optional.of(new Configured(type, args)) : Optional.empty();
        };
    }

    private Chain chain(Args args) {
        Chain chain = new Chain(Framework.DJL, args.range(), false);
        follower.record().chain(chain);
        return chain;
    }

    /** {@code new Mlp(input, output, hidden)} of ai.djl.basicmodelzoo, with ReLU between the layers if not told. */
    private Chain perceptron(Args args) {
        Chain chain = chain(args);
        chain.layers.add(part("Flatten", "batchFlatten", Map.of(), args));
        boolean known = args.value(2) instanceof Value.Sequence sizes && sizes.exact;
        chain.exact = known && args.positional().size() == 3;
        for (Value size : known ? ((Value.Sequence) args.value(2)).items : List.<Value>of()) {
            chain.layers.add(part("Linear", "Linear", Map.of("out_features", new Args.Arg(size, args.range())
                    .setting()), args));
            chain.layers.add(part("ReLU", "Activation::relu", Map.of(), args));
        }
        chain.layers.add(part("Linear", "Linear", args.get(1).map(arg -> Map.of("out_features", arg.setting()))
                .orElse(Map.of()), args));
        return chain;
    }

    private static Part part(String type, String originalType, Map<String, Setting> config, Args args) {
        return new Part(Framework.DJL, type, originalType, config, args.range(), "", Value.unknown());
    }

    /** {@code new ParallelBlock(function)} and {@code new ParallelBlock(function, blocks)}. */
    private Chain branches(Args args) {
        Chain chain = chain(args);
        chain.merge = Optional.of(args.value(0));
        if (args.value(1) instanceof Value.Sequence blocks) {
            blocks.items.forEach(block -> chain.layers.add(part(block)));
            chain.exact = blocks.exact;
        } else {
            chain.exact = args.positional().size() < 2;
        }
        return chain;
    }

    /** A list of arrays; one with a single array is as good as the array. */
    private static Optional<Value> list(Args args) {
        List<Value> items = args.values();
        return Optional.of(items.size() == 1 && (items.get(0) instanceof Value.Tensor
                || items.get(0) instanceof Value.Sequence) ? items.get(0) : Value.list(items));
    }

    /** What is added to a block: a block, or a function between lists of arrays. */
    Value block(Value value, Args.Arg arg) {
        if (value instanceof Value.External external) {
            String[] parts = external.name().split("\\.");
            return DjlLayers.function(parts.length > 1 ? parts[parts.length - 2] : "", external.last())
                    .map(type -> (Value) new Part(Framework.DJL, type, follower.text(arg.range()), Map.of(),
                            arg.range(), "", Value.unknown())).orElse(value);
        }
        return part(value);
    }

    /** A block that is part of another. */
    static Value part(Value block) {
        block.markPart();
        return block;
    }

    /** A trainer of a model and a configuration. */
    Value newTrainer(Args modelAndConfiguration) {
        return training.newTrainer(modelAndConfiguration);
    }

    private Optional<Value> function(String owner, String method, Args args) {
        if (method.equals("builder") || method.equals("newInstance")) {
            return Optional.of(new Configured(owner, args));
        }
        if (owner.equals("Loss")) {
            return DjlLosses.of(method, args).map(Value.MadeLoss::new);
        }
        if (owner.equals("EasyTrain") && method.equals("fit")) {
            training.fit(args);
            return Optional.of(Value.of(null));
        }
        if (owner.equals("EasyTrain") && method.endsWith("Batch")) {
            new DjlSteps(follower).batch(method, args);
            return Optional.of(Value.of(null));
        }
        List<Node> arrays = args.tensors();
        if (arrays.isEmpty()) {
            Optional<Value> block = DjlLayers.block(owner, method, args).map(Value.class::cast);
            return block.or(() -> Optional.of(new Configured(owner + "." + method, args)));
        }
        Optional<String> type = owner.equals("NDArrays") ? DjlLayers.method(method)
                : DjlLayers.function(owner, method);
        return type.map(found -> new Value.Tensor(follower.tape().function(Framework.DJL, found, method, Map.of(),
                owner.equals("NDArrays") ? arrays : arrays.subList(0, 1), args.range())));
    }

    /** What Java's own library makes, as far as programs that build networks need it. */
    private static Optional<Value> java(String owner, String method, Args args) {
        List<Value> values = args.values();
        return switch (Character.isUpperCase(method.charAt(0)) ? method : owner + "." + method) {
            case "java.divide" -> Optional.of(divided(args.value(0), args.value(1)));
            case "List.of", "Arrays.asList", "Set.of", "Stream.of", "Collections.singletonList" -> Optional.of(
                    values.size() == 1 && values.get(0) instanceof Value.Sequence list ? list : Value.list(values));
            case "List.copyOf", "ArrayList", "LinkedList" ->
                Optional.of(values.isEmpty() || values.get(0).constant().isPresent() ? Value.list(List.of())
                        : values.get(0) instanceof Value.Sequence list
                                ? new Value.Sequence(new ArrayList<>(list.items), list.exact) : Value.unknown());
            case "Collections.nCopies" -> Optional.of(copies(args));
            case "Math.toIntExact", "Integer.valueOf", "Long.valueOf" -> args.get(0).map(Args.Arg::value);
            case "Math.pow" -> Optional.of(numbers(args, Math::pow));
            case "Math.max" -> Optional.of(numbers(args, Math::max));
            case "Math.min" -> Optional.of(numbers(args, Math::min));
            default -> Optional.empty();
        };
    }

    private static Value copies(Args args) {
        Optional<Double> count = args.value(0).number().filter(number -> number >= 0 && number <= 1_000);
        return count.map(number -> (Value) Value.list(Collections.nCopies(number.intValue(),
                args.value(1)))).orElseGet(Value::unknown);
    }

    private static Value numbers(Args args, DoubleBinaryOperator operator) {
        Value left = args.value(0);
        Value right = args.value(1);
        if (left.number().isEmpty() || right.number().isEmpty()) {
            return Value.unknown();
        }
        double result = operator.applyAsDouble(left.number().get(), right.number().get());
        boolean whole = left.constant().get() instanceof Long && right.constant().get() instanceof Long
                && result == Math.rint(result);
        return whole ? Value.of((long) result) : Value.of(result);
    }

    /** Whole numbers are divided without a rest. */
    private static Value divided(Value left, Value right) {
        if (left.number().isEmpty() || right.number().isEmpty()) {
            return Value.unknown();
        }
        if (left.constant().get() instanceof Long dividend && right.constant().get() instanceof Long divisor) {
            return divisor == 0 ? Value.unknown() : Value.of(dividend / divisor);
        }
        return Value.of(left.number().get() / right.number().get());
    }
}
