package org.lamina.source.java;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.source.java.DjlLayers.Kind;
import org.lamina.source.java.JavaExpression.Call;
import org.lamina.source.java.JavaExpression.Name;
import org.lamina.source.java.JavaStatements.Statement;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Task;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/**
 * Reads Java programs that train networks with DJL: sequential blocks, the training configuration and {@code
 * EasyTrain.fit}. Variables are followed in the order of the text; what is not understood is left out.
 */
public final class DjlPrograms {

    private final String file;
    private final String text;
    private final Map<String, JavaExpression> variables = new HashMap<>();
    private final Map<String, Block> blocks = new HashMap<>();
    private final List<Block> all = new ArrayList<>();
    private final List<Call> configurations = new ArrayList<>();
    private final List<Call> fits = new ArrayList<>();

    /** A sequential block that is being filled. */
    private static final class Block {
        private final String name;
        private final TextRange range;
        private final List<NetworkLayer> layers = new ArrayList<>();
        private boolean complete = true;

        Block(String name, TextRange range) {
            this.name = name;
            this.range = range;
        }

        void add(JavaExpression written, JavaExpression block) {
            Kind kind = DjlLayers.of(block);
            int id = layers.size();
            long same = layers.stream().filter(layer -> layer.originalType().equals(kind.originalType())).count();
            boolean named = kind.originalType().matches("[A-Za-z][\\w.]*");
            String name = (named ? kind.originalType() : "block") + " " + (same + 1);
            complete &= !kind.type().equals(NetworkLayer.UNKNOWN);
            layers.add(new NetworkLayer(id, name, kind.type(), kind.originalType(), kind.config(), block.range(),
                    written.range().equals(block.range()) ? Optional.empty() : Optional.of(written.range()),
                    id == 0 ? List.of() : List.of(id - 1), id == 0, Optional.empty(), Optional.empty()));
        }

        Network network() {
            return new Network(name, Framework.DJL, range, layers,
                    layers.isEmpty() ? List.of() : List.of(layers.size() - 1), complete);
        }
    }

    private DjlPrograms(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * What a Java program says of networks and their training. Never fails.
     *
     * @param file its path, as locations shall name it
     * @param text its text
     */
    public static Program read(String file, String text) {
        return text.contains("ai.djl") ? new DjlPrograms(file, text).read() : Program.empty(file, text);
    }

    private Program read() {
        for (Statement statement : JavaStatements.of(text)) {
            statement.variable().ifPresent(name -> variables.put(name, statement.expression()));
            if (statement.expression() instanceof Call call) {
                look(call, statement.variable());
            }
        }
        List<Network> networks = all.stream().map(Block::network).toList();
        List<Training> trainings = new ArrayList<>();
        List<Optimizer> optimizers = new ArrayList<>();
        for (Call configuration : configurations) {
            Optional<Optimizer> optimizer = optimizer(configuration);
            optimizer.ifPresent(optimizers::add);
            List<Fit> trained = trainings.isEmpty() ? fits.stream().map(this::fit).toList() : List.of();
            trainings.add(new Training(networks.size() == 1 ? Optional.of(0) : Optional.empty(),
                    configuration.range(), optimizer, losses(configuration), List.of(), trained, List.of()));
        }
        return new Program(file, text, networks, trainings, optimizers, List.of(), Task.UNKNOWN);
    }

    /** Notes what a statement makes or fills. */
    private void look(Call call, Optional<String> variable) {
        List<Call> chain = chain(call);
        Call first = chain.get(0);
        if (first.name().equals("new SequentialBlock")) {
            Block block = new Block(variable.orElse("block"), first.range());
            variable.ifPresent(name -> blocks.put(name, block));
            all.add(block);
            fill(block, chain.subList(1, chain.size()));
        } else if (first.target().isPresent() && first.target().get() instanceof Name name
                && blocks.containsKey(name.text())) {
            fill(blocks.get(name.text()), chain);
        } else if (first.name().equals("new DefaultTrainingConfig")) {
            configurations.add(call);
        } else if (first.target().isPresent() && first.target().get() instanceof Name name
                && variables.get(name.text()) instanceof Call made && configurations.contains(made)) {
            // the configuration that it goes on with, and what it adds
            configurations.set(configurations.indexOf(made), joined(made, chain));
            variables.put(name.text(), configurations.get(configurations.size() - 1));
        }
        chain.stream().filter(part -> part.name().equals("fit")).filter(part -> part.arguments().size() >= 3)
                .filter(part -> part.target().filter(Name.class::isInstance)
                        .filter(target -> ((Name) target).text().endsWith("EasyTrain")).isPresent())
                .forEach(fits::add);
    }

    private void fill(Block block, List<Call> calls) {
        for (Call call : calls) {
            if (call.name().equals("add") && call.arguments().size() == 1) {
                JavaExpression written = call.arguments().get(0);
                JavaExpression added = resolved(written);
                if (added instanceof Name name && blocks.containsKey(name.text())) {
                    block.complete = false;
                }
                block.add(written, added);
            } else if (call.name().startsWith("add")) {
                block.complete = false;
                block.add(call, new JavaExpression.Other(call.name(), call.range()));
            }
        }
    }

    /** The calls of a chain, the innermost first. */
    private static List<Call> chain(Call call) {
        List<Call> chain = new ArrayList<>();
        Optional<JavaExpression> at = Optional.of(call);
        while (at.isPresent() && at.get() instanceof Call part) {
            chain.add(0, part);
            at = part.target();
        }
        return chain;
    }

    private static Call joined(Call made, List<Call> more) {
        Call joined = made;
        for (Call call : more) {
            joined = new Call(Optional.of(joined), call.name(), call.arguments(), made.range());
        }
        return joined;
    }

    private JavaExpression resolved(JavaExpression expression) {
        JavaExpression at = expression;
        for (int i = 0; i < 10 && at instanceof Name name && variables.containsKey(name.text()); i++) {
            at = variables.get(name.text());
        }
        return at;
    }

    private List<Loss> losses(Call configuration) {
        return chain(configuration).get(0).argument(0).map(this::resolved).filter(Call.class::isInstance)
                .flatMap(loss -> DjlLosses.of((Call) loss)).stream().toList();
    }

    private Optional<Optimizer> optimizer(Call configuration) {
        Optional<JavaExpression> written = chain(configuration).stream()
                .filter(call -> call.name().equals("optOptimizer")).findFirst().flatMap(call -> call.argument(0));
        if (written.isEmpty() || !(resolved(written.get()) instanceof Call made)) {
            return Optional.empty();
        }
        List<Call> chain = chain(made);
        String type = chain.get(0).name();
        Optional<JavaExpression> tracker = chain.stream().filter(call -> call.name().contains("LearningRateTracker"))
                .findFirst().flatMap(call -> call.argument(0)).map(this::resolved);
        Optional<Call> fixed = tracker.filter(Call.class::isInstance).map(Call.class::cast)
                .filter(call -> call.name().equals("fixed"));
        Optional<Setting> rate = fixed.flatMap(call -> call.argument(0)).map(this::resolved).map(DjlLayers::setting);
        TextRange range = fixed.map(Call::range).orElse(made.range());
        return Optional.of(new Optimizer(type(type), rate, Map.of(), range, Optimizer.Parameters.OF_NETWORK));
    }

    private static String type(String method) {
        return switch (method) {
            case "sgd" -> "SGD";
            case "adam" -> "Adam";
            case "adamW" -> "AdamW";
            case "adagrad" -> "Adagrad";
            case "adadelta" -> "Adadelta";
            case "rmsprop" -> "RMSprop";
            case "nag" -> "SGD";
            default -> method;
        };
    }

    /** {@code EasyTrain.fit(trainer, epochs, training, validation)}. */
    private Fit fit(Call call) {
        DjlData data = new DjlData(this::resolved);
        Optional<JavaExpression> validation = call.argument(3)
                .filter(written -> !(written instanceof Name name && name.text().equals("null")));
        Map<String, Setting> arguments = new HashMap<>();
        call.argument(1).map(this::resolved).ifPresent(epochs -> arguments.put("epochs", DjlLayers.setting(epochs)));
        validation.ifPresent(written -> arguments.put("validation_data", Setting.unknown(written.range())));
        return new Fit(call.range(), data.of(call.arguments().get(2)),
                Data.UNKNOWN, validation.map(data::of), arguments);
    }
}
