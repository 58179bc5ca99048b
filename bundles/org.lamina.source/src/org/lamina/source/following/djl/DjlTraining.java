package org.lamina.source.following.djl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Record;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Configured;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Metric;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** Training with DJL: configurations, trainers, {@code EasyTrain.fit} (ai.djl.training). */
final class DjlTraining {

    private final Follower follower;
    private final Map<TextRange, Configured> configurations = new LinkedHashMap<>();
    private final Map<TextRange, Configured> trainers = new LinkedHashMap<>();
    private final Map<TextRange, Args> fits = new LinkedHashMap<>();

    DjlTraining(Follower follower) {
        this.follower = follower;
    }

    /** A new configuration; calls go on configuring it. */
    Configured configuration(Args args) {
        Configured made = new Configured("DefaultTrainingConfig", args);
        configurations.put(args.range(), made);
        return made;
    }

    /** A new trainer of a model and a configuration. */
    Configured newTrainer(Args modelAndConfiguration) {
        Configured made = new Configured("Trainer", modelAndConfiguration);
        trainers.put(modelAndConfiguration.range(), made);
        return made;
    }

    /** {@code EasyTrain.fit(trainer, epochs, training, validation)}. */
    void fit(Args args) {
        fits.put(args.range(), args);
    }

    /** Whether a builder of this type builds optimizers: {@code Optimizer.adam()}, {@code Adam.builder()}. */
    static boolean isOptimizer(String type) {
        return type.matches("Optimizer\\.\\w+|Sgd|Nag|Rmsprop|Ada(m|mW|grad|delta)");
    }

    /** An optimizer, with its rate where that is fixed. */
    static Value optimizer(Configured builder, Args build, Follower follower) {
        Optional<Configured> tracker = builder.last("optLearningRateTracker")
                .or(() -> builder.last("setLearningRateTracker")).map(Args.Arg::value)
                .filter(Configured.class::isInstance).map(Configured.class::cast)
                .filter(found -> found.type.equals("Tracker.fixed"));
        Optional<Setting> rate = tracker.flatMap(found -> found.made.get(0)).map(Args.Arg::setting)
                .filter(Setting::known);
        TextRange range = tracker.map(found -> found.made.range()).orElse(build.range());
        Optimizer optimizer = new Optimizer(type(builder.type.replace("Optimizer.", "")), rate, Map.of(), range,
                Optimizer.Parameters.OF_NETWORK);
        follower.record().optimizer(optimizer);
        return new Value.MadeOptimizer(optimizer);
    }

    private static String type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "sgd", "nag" -> "SGD";
            case "adam" -> "Adam";
            case "adamw" -> "AdamW";
            case "adagrad" -> "Adagrad";
            case "adadelta" -> "Adadelta";
            case "rmsprop" -> "RMSprop";
            default -> name;
        };
    }

    /** Notes each configuration with the network and the calls of its trainer. */
    void finish() {
        List<Args> open = new ArrayList<>(fits.values());
        for (Configured configuration : configurations.values()) {
            List<Args> mine = fits.values().stream().filter(fit -> trainer(fit).filter(trainer ->
                    trainer.made.value(1) == configuration).isPresent()).toList();
            boolean only = configurations.size() == 1;
            List<Args> used = only ? List.copyOf(open) : mine;
            open.removeAll(used);
            note(configuration, used);
        }
    }

    private void note(Configured configuration, List<Args> used) {
        Optional<Value> model = Stream.concat(used.stream().flatMap(fit -> trainer(fit).stream()),
                trainers.values().stream().filter(trainer -> trainer.made.value(1) == configuration))
                .map(trainer -> trainer.made.value(0)).findFirst();
        Record.Compilation compilation = follower.record().compilation(model.flatMap(DjlTraining::block)
                .orElseGet(this::onlyNetwork), configuration.made.range());
        if (configuration.made.value(0) instanceof Value.MadeLoss loss) {
            compilation.losses.add(loss.loss());
        }
        configuration.last("optOptimizer").map(Args.Arg::value).filter(Value.MadeOptimizer.class::isInstance)
                .ifPresent(made -> compilation.optimizer = Optional.of(((Value.MadeOptimizer) made).optimizer()));
        for (Configured.Step step : configuration.steps()) {
            if (step.name().equals("addEvaluator") && step.args().value(0) instanceof Configured evaluator) {
                compilation.metrics.add(new Metric(evaluator.type.toLowerCase(Locale.ROOT), step.args().range()));
            }
        }
        used.forEach(fit -> compilation.fits.add(fitted(fit)));
    }

    private static Optional<Configured> trainer(Args fit) {
        return fit.value(0) instanceof Configured trainer && trainer.type.equals("Trainer") ? Optional.of(trainer)
                : Optional.empty();
    }

    private static Optional<Value> block(Value model) {
        return model instanceof Configured made ? made.last("setBlock").map(Args.Arg::value) : Optional.empty();
    }

    /** The network of the program, if it has one. */
    private Value onlyNetwork() {
        List<Value> networks = new ArrayList<>();
        follower.record().chains().stream().filter(chain -> !chain.part).forEach(networks::add);
        follower.record().instances().stream().filter(instance -> !instance.part).forEach(networks::add);
        return networks.size() == 1 ? networks.get(0) : Value.unknown();
    }

    private static Fit fitted(Args args) {
        Map<String, Setting> arguments = new HashMap<>();
        args.get(1).ifPresent(epochs -> arguments.put("epochs", epochs.setting()));
        Optional<Args.Arg> validation = args.get(3).filter(arg -> !arg.value().isNone());
        validation.ifPresent(arg -> arguments.put("validation_data", Setting.unknown(arg.range())));
        if (args.value(2) instanceof Value.Array training) {
            arguments.putAll(training.loader());
        }
        return new Fit(args.range(), args.value(2).data(), Data.UNKNOWN,
                validation.map(arg -> arg.value().data()), arguments);
    }
}
