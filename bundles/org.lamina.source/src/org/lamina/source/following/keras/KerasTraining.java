package org.lamina.source.following.keras;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Record.Compilation;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.training.Losses;
import org.lamina.source.following.training.Optimizers;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Metric;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;

/** Keras's {@code compile} and {@code fit}. */
final class KerasTraining {

    private static final List<String> FIT = List.of("x", "y", "batch_size", "epochs", "verbose", "callbacks",
            "validation_split", "validation_data", "shuffle");
    private static final List<String> GENERATOR = List.of("x", "steps_per_epoch", "epochs", "verbose", "callbacks",
            "validation_data");
    private static final Set<String> TRAINABLE_NAMES = Set.of("compile", "fit", "fit_generator");

    /** Samples of which nothing is known but that they are used twice. */
    private static final Data SAME = new Data("the same samples", Data.Values.UNKNOWN, Data.Labels.UNKNOWN,
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Follower follower;

    KerasTraining(Follower follower) {
        this.follower = follower;
    }

    /** Notes a call that prepares or does training; empty if the method is none. */
    Optional<Value> call(String name, Value target, Args args) {
        boolean model = target instanceof Chain || target instanceof Value.Instance instance && instance.module
                || target instanceof Value.Unknown || target instanceof Part || target instanceof Value.External;
        if (!model || !TRAINABLE_NAMES.contains(name)) {
            return Optional.empty();
        }
        if (name.equals("compile")) {
            compile(target, args);
            return Optional.of(Value.of(null));
        }
        if (target instanceof Value.External || target instanceof Value.Unknown
                && follower.record().lastCompilation(target).isEmpty() && !looksLikeKeras(args)) {
            return Optional.empty();
        }
        fit(target, args, name.equals("fit") ? FIT : GENERATOR);
        return Optional.of(Value.unknown());
    }

    private static boolean looksLikeKeras(Args args) {
        return args.keywords().keySet().stream().anyMatch(Set.of("epochs", "nb_epoch", "validation_data",
                "validation_split", "steps_per_epoch")::contains);
    }

    private void compile(Value model, Args args) {
        if (args.get(0, "optimizer").isEmpty() && args.get(1, "loss").isEmpty()) {
            return;
        }
        follower.freezing().trained(model);
        Compilation compilation = follower.record().compilation(model, args.range());
        args.get(0, "optimizer").flatMap(this::optimizer).ifPresent(found -> compilation.optimizer =
                Optional.of(found));
        args.get(1, "loss").ifPresent(loss -> losses(loss, compilation));
        args.get(2, "metrics").ifPresent(metrics -> metrics(metrics, compilation));
    }

    private Optional<Optimizer> optimizer(Arg arg) {
        if (arg.value() instanceof Value.MadeOptimizer made) {
            return Optional.of(made.optimizer());
        }
        Optional<String> name = arg.value() instanceof Value.External external ? Optional.of(external.last())
                : arg.value().text();
        Optional<Optimizer> named = name.flatMap(text -> Optimizers.named(text, arg.range()));
        named.ifPresent(follower.record()::optimizer);
        return named;
    }

    private static void losses(Arg arg, Compilation compilation) {
        if (!compilation.losses.isEmpty()) {
            return;
        }
        List<Value> values = arg.value() instanceof Value.Sequence sequence ? sequence.items
                : arg.value() instanceof Value.Mapping mapping ? List.copyOf(mapping.entries().values())
                        : List.of(arg.value());
        values.forEach(value -> loss(value, arg).ifPresent(compilation.losses::add));
    }

    private static Optional<Loss> loss(Value value, Arg arg) {
        if (value instanceof Value.MadeLoss made) {
            return Optional.of(made.loss());
        }
        return value instanceof Value.External external ? Losses.keras(external.last(), Optional.empty(), arg.range())
                : value.text().flatMap(name -> Losses.keras(name, Optional.empty(), arg.range()));
    }

    private static void metrics(Arg arg, Compilation compilation) {
        List<Value> values = arg.value() instanceof Value.Sequence sequence ? sequence.items : List.of(arg.value());
        for (Value value : values) {
            Optional<String> name = value instanceof Value.External external ? Optional.of(external.last())
                    : value.text();
            name.ifPresent(text -> compilation.metrics.add(new Metric(text.toLowerCase(Locale.ROOT),
                    arg.range())));
        }
    }

    private void fit(Value model, Args args, List<String> names) {
        follower.freezing().trained(model);
        Map<String, Setting> settings = new HashMap<>(args.settings(names));
        rename(settings, "nb_epoch", "epochs");
        rename(settings, "generator", "x");
        rename(settings, "samples_per_epoch", "steps_per_epoch");
        Value input = args.value(0, "x", "generator");
        Optional<Arg> validation = args.get(names.indexOf("validation_data"), "validation_data");
        Optional<Value> validated = validation.map(Arg::value).filter(value -> !value.isNone())
                .map(value -> value instanceof Value.Sequence pair && !pair.items.isEmpty() ? pair.items.get(0)
                        : value);
        boolean same = validated.filter(value -> isSame(value, input)).isPresent();
        boolean again = names == FIT && isSame(args.value(1, "y"), input);
        Data samples = (same || again) && data(input).origin().isEmpty() ? SAME : data(input);
        Optional<Data> validationData = validated.map(value -> same ? samples : data(value));
        if (follower.isInLoop()) {
            settings.put("loop", Setting.byDefault(true));
        }
        if (!args.exact()) {
            settings.put("**", Setting.unknown(args.range()));
        }
        Data labels = again ? samples : names == FIT ? data(args.value(1, "y")) : Data.UNKNOWN;
        boolean apart = names == FIT && args.get(1, "y").filter(arg -> !arg.value().isNone()).isPresent();
        Fit fit = new Fit(args.range(), samples, apart ? labels : own(samples), validationData, settings);
        Compilation compilation = follower.record().lastCompilation(model)
                .orElseGet(() -> follower.record().compilation(model, args.range()));
        if (compilation.fits.stream().noneMatch(known -> known.range().equals(fit.range()))) {
            compilation.fits.add(fit);
        }
    }

    private static boolean isSame(Value value, Value other) {
        return value == other || value instanceof Value.External && value.equals(other);
    }

    private static Data data(Value value) {
        boolean random = value instanceof Value.Mapping mapping && !mapping.entries().isEmpty() && mapping.entries()
                .values().stream().allMatch(item -> item.data().traits().contains(Data.Trait.MADE_UP));
        return random ? Data.UNKNOWN.with(Data.Trait.MADE_UP) : value.data();
    }

    /** A data set that gives labels with the samples tells what they are. */
    private static Data own(Data samples) {
        return samples.labels() == Data.Labels.UNKNOWN ? Data.UNKNOWN : samples;
    }

    private static void rename(Map<String, Setting> settings, String old, String now) {
        if (settings.containsKey(old)) {
            settings.putIfAbsent(now, settings.remove(old));
        }
    }
}
