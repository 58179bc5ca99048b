package org.lamina.source.following;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Record;
import org.lamina.source.following.interpreter.Record.Compilation;
import org.lamina.source.following.interpreter.Record.LossUse;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Copying;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.TooLong;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Code;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Framework;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.program.Unused;
import org.lamina.source.python.TextRange;

/** Puts together what was seen: networks, each from its inputs to its outputs, and how they are trained. */
final class Assembly {

    private final Follower follower;
    private final Record record;
    private final List<Network> networks = new ArrayList<>();
    private final Map<Set<Node>, Integer> byOutputs = new HashMap<>();
    private final Set<Node> covered = new HashSet<>();

    Assembly(Follower follower) {
        this.follower = follower;
        this.record = follower.record();
    }

    Program program() {
        List<Training> trainings = new ArrayList<>();
        for (Compilation compilation : record.compilations()) {
            boolean byHand = follower.source().isJava() && trainings.isEmpty();
            trainings.add(new Training(network(compilation.model), compilation.range, compilation.optimizer,
                    compilation.losses, compilation.metrics,
                    byHand && compilation.fits.isEmpty() ? feeds() : compilation.fits,
                    byHand ? record.events() : List.of()));
        }
        if (trainings.isEmpty() || !follower.source().isJava()) {
            trainings.addAll(handWritten());
        }
        record.instances().stream().filter(instance -> !instance.part).forEach(this::networkOf);
        Set<TextRange> made = new HashSet<>();
        record.chains().stream().filter(chain -> !chain.part)
                .filter(chain -> !follower.source().isJava() || made.add(chain.made)).forEach(this::networkOf);
        List<Value.Instance> own = record.instances().stream()
                .filter(instance -> follower.source().holds(instance.type.definition().range())).toList();
        return new Program(follower.source().file(), text(), networks, trainings,
                record.optimizers(), record.loaded(), Tasks.infer(networks, trainings), unused(own),
                new ListedLayers(follower.source()).find(own),
                new UntrainedNetworks(follower.source(), record).find(), follower.freezing().found(),
                record.fittings(), code());
    }

    private Code code() {
        return new Code(Stream.concat(Stream.of(follower.source()), follower.imports().sources().stream()).toList());
    }

    /** The text of all files; each begins where its ranges do. */
    private String text() {
        StringBuilder text = new StringBuilder(follower.source().text());
        follower.imports().sources().forEach(source -> text.append('\n').append(source.text()));
        return text.toString();
    }

    private List<Unused> unused(List<Value.Instance> own) {
        UnusedLayers layers = new UnusedLayers(follower.source(), text());
        List<Unused> unused = new ArrayList<>(layers.neverCalled(own));
        unused.addAll(layers.neverRead(follower.tape().nodes(), covered));
        return unused.stream().distinct().toList();
    }

    /** Training by steps: one for each loss that is computed of a prediction; the first has the steps. */
    private List<Training> handWritten() {
        List<Training> trainings = new ArrayList<>();
        List<Optimizer> optimizers = record.optimizers();
        Optional<Optimizer> optimizer = optimizers.size() == 1 ? Optional.of(optimizers.get(0)) : Optional.empty();
        for (LossUse use : record.losses()) {
            boolean first = trainings.isEmpty();
            trainings.add(new Training(use.prediction().flatMap(node -> network(List.of(node), "", use.range())),
                    use.range(), optimizer, List.of(use.loss()), List.of(), first ? feeds() : List.of(),
                    first ? record.events() : List.of()));
        }
        boolean trains = record.events().stream().map(LoopEvent::kind).anyMatch(kind -> kind == LoopEvent.Kind.STEP
                || kind == LoopEvent.Kind.BACKWARD || kind == LoopEvent.Kind.ZERO_GRAD);
        if (trainings.isEmpty() && trains) {
            trainings.add(new Training(Optional.empty(), record.events().get(0).range(), optimizer, List.of(),
                    List.of(), feeds(), record.events()));
        }
        return trainings;
    }

    /** What the network is given while it trains, and while it is evaluated. */
    private List<Fit> feeds() {
        Set<TextRange> trained = trained();
        Optional<Record.Feed> training = record.feeds().stream().filter(feed -> trained.contains(feed.range()))
                .findFirst().or(() -> record.feeds().stream().filter(feed -> !feed.evaluation()).findFirst());
        Optional<Record.Feed> validation = record.feeds().stream().filter(feed -> feed.evaluation()
                || !trained.isEmpty() && !trained.contains(feed.range()) && feed.loader().containsKey("loader")
                        && !feed.loader().get("loader").equals(training.map(Record.Feed::loader)
                                .map(loader -> loader.get("loader")).orElse(null)))
                .filter(feed -> !trained.contains(feed.range())).findFirst();
        return training.map(feed -> {
            Map<String, Setting> arguments = new HashMap<>(feed.loader());
            validation.ifPresent(found -> arguments.put("validation_data", found.loader().getOrDefault("loader",
                    Setting.unknown(found.range()))));
            validation.map(found -> found.loader().get(Fit.TRANSFORM))
                    .ifPresent(transform -> arguments.put(Fit.VALIDATION_TRANSFORM, transform));
            Data labels = new Data("", Data.Values.UNKNOWN, Data.Labels.UNKNOWN, feed.data().classes(),
                    Optional.empty(), Optional.empty(), feed.data().range());
            boolean flat = !record.losses().isEmpty() && record.losses().get(0).flat();
            return List.of(new Fit(feed.range(), feed.data(), flat ? labels.with(Data.Trait.ONE_AXIS) : labels,
                    validation.map(Record.Feed::data), arguments));
        }).orElse(List.of());
    }

    /** Where networks compute in loops that change weights. */
    private Set<TextRange> trained() {
        Set<List<Integer>> loops = record.events().stream().filter(event -> event.kind() == LoopEvent.Kind.STEP)
                .map(LoopEvent::loops).collect(Collectors.toSet());
        return record.events().stream().filter(event -> event.kind() == LoopEvent.Kind.FORWARD
                && loops.contains(event.loops()) && event.computation().filter(LoopEvent.Computation::gradients)
                        .isPresent()).map(LoopEvent::range).collect(Collectors.toSet());
    }

    private Optional<Integer> network(Value model) {
        return model instanceof Chain chain ? networkOf(chain)
                : model instanceof Value.Instance instance ? networkOf(instance) : Optional.empty();
    }

    private Optional<Integer> networkOf(Chain chain) {
        List<Node> outputs = chain.outputs.isEmpty() ? List.copyOf(outputs(chain)) : chain.outputs;
        boolean part = chain.outputs.isEmpty() && chain.framework == Framework.PYTORCH
                && chain.layers.stream().anyMatch(layer -> covered(layer));
        return outputs.isEmpty() || part ? Optional.empty() : network(outputs, chain.name, chain.made);
    }

    private List<Node> outputs(Chain chain) {
        try {
            return follower.application().computing().output(chain).map(List::of).orElse(List.of());
        } catch (TooLong stopped) {
            return List.of();
        }
    }

    private boolean covered(Value layer) {
        if (layer instanceof Value.Instance instance) {
            List<Node> nodes = instance.result.map(Value::nodes).orElse(List.of());
            return !nodes.isEmpty() && covered.containsAll(nodes);
        }
        return layer instanceof Part part && covered.stream().anyMatch(node -> node.constructor.equals(
                part.constructor));
    }

    private Optional<Integer> networkOf(Value.Instance instance) {
        List<Node> outputs = instance.result.map(Value::nodes).orElse(List.of());
        if (outputs.isEmpty() || covered.containsAll(outputs)) {
            return Optional.empty();
        }
        return network(outputs, instance.type.definition().name(), instance.type.definition().range());
    }


    private Optional<Integer> network(List<Node> outputs, String name, TextRange range) {
        Integer known = byOutputs.get(Set.copyOf(outputs));
        if (known != null) {
            return Optional.of(known);
        }
        List<Node> all = Copying.ancestors(outputs);
        List<Node> nodes = all.stream().filter(node -> !node.isInput()).toList();
        if (nodes.isEmpty()) {
            return Optional.empty();
        }
        covered.addAll(all);
        Map<Node, Integer> ids = new LinkedHashMap<>();
        nodes.forEach(node -> ids.put(node, ids.size()));
        Map<String, Integer> names = new HashMap<>();
        List<NetworkLayer> layers = nodes.stream().map(node -> layer(node, ids, names)).toList();
        boolean complete = layers.stream().noneMatch(NetworkLayer::isUnknown);
        networks.add(new Network(name.isEmpty() ? "network" : name, framework(nodes), range,
                layers, outputs.stream().filter(ids::containsKey).map(ids::get).toList(), complete));
        byOutputs.put(Set.copyOf(outputs), networks.size() - 1);
        return Optional.of(networks.size() - 1);
    }

    /** The framework of the first layer that is understood. */
    private static Framework framework(List<Node> nodes) {
        return nodes.stream().filter(node -> !node.type.equals(NetworkLayer.UNKNOWN)).findFirst()
                .orElse(nodes.get(0)).framework;
    }

    private static NetworkLayer layer(Node node, Map<Node, Integer> ids, Map<String, Integer> names) {
        List<Integer> inputs = node.inputs.stream().filter(ids::containsKey).map(ids::get).toList();
        boolean input = node.inputs.isEmpty() || node.inputs.stream().anyMatch(Node::isInput);
        Map<String, Setting> config = new LinkedHashMap<>(node.config);
        return new NetworkLayer(ids.get(node), name(node, names), node.type, node.originalType, config,
                node.constructor, node.call, inputs, input, node.owner.map(ids::get), node.shape);
    }

    /** The given name, or the type and a number. */
    private static String name(Node node, Map<String, Integer> names) {
        if (!node.name.isEmpty()) {
            return node.owner.isPresent() ? node.name + "/" + node.originalType : node.name;
        }
        String base = node.originalType.isEmpty() ? node.type : node.originalType;
        int number = names.merge(base, 1, Integer::sum);
        return base.toLowerCase(Locale.ROOT) + (number == 1 ? "" : "_" + (number - 1));
    }
}
