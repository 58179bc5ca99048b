package org.lamina.figure.parts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;

/** Makes the parts of a figure from a model: one for each input and each layer. */
public final class ModelParts {

    /** Settings that count channels, weights or nothing that can be seen in a figure. */
    private static final Set<String> NO_TRAITS = Set.of("in_channels", "out_channels", "in_features", "out_features",
            "num_features", "normalized_shape", "num_channels", "bias", "eps", "momentum", "affine",
            "track_running_stats", "inplace", "p", "training", "shape");

    private final Model model;
    private final String checkpoint;
    private final Function<Layer, String> titles;
    private final PartGraph graph = new PartGraph();
    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, Extent> outputs = new HashMap<>();
    private final boolean channelsLast;

    /** Where the channels of an output are, as a layer told that has seen it; holds as long as the rank stays. */
    private record Told(boolean last, int rank) {
    }

    private ModelParts(Model model, String checkpoint, Function<Layer, String> titles) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.titles = titles;
        this.channelsLast = model.layers().stream().anyMatch(ChannelAxis::isToldLast);
    }

    private Optional<Boolean> vote(Layer layer) {
        return ChannelAxis.vote(layer, channelsLast);
    }

    /**
     * All parts on which an output of the model depends.
     *
     * @param checkpoint names the model in their units
     * @param titles puts a layer in words
     * @param problems takes a sentence if layers with parameters are left out
     */
    public static PartGraph of(Model model, String checkpoint, Function<Layer, String> titles,
            Consumer<String> problems) {
        ModelParts parts = new ModelParts(model, checkpoint, titles);
        Map<String, Layer> layers = model.layers().stream()
                .collect(Collectors.toMap(Layer::path, Function.identity(), (first, again) -> first));
        model.inputs().forEach(port -> parts.add(port, port.layers().stream().findFirst().map(layers::get)));
        Map<String, List<String>> sources = parts.sources();
        model.layers().forEach(layer -> parts.add(layer, sources.getOrDefault(layer.path(), List.of())));
        sources.forEach((path, from) -> from.forEach(id -> parts.graph.connect(id, layerId(path))));
        parts.hideUnread(layers, problems);
        return parts.graph;
    }

    /**
     * Leaves out what no output of the model depends on: writing into a part of a value in place, for one, gives a
     * value that nothing reads. Nothing is left out where the outputs are not known.
     */
    private void hideUnread(Map<String, Layer> layers, Consumer<String> problems) {
        Set<String> read = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>();
        model.outputs().forEach(port -> port.layers().forEach(path -> ahead.add(layerId(path))));
        Map<String, Part> byId = graph.parts().stream().collect(Collectors.toMap(Part::id, Function.identity()));
        if (ahead.isEmpty() || !byId.keySet().containsAll(ahead)) {
            return;
        }
        byId.values().stream().filter(part -> part.role() == Part.Role.INPUT).map(Part::id).forEach(ahead::add);
        while (!ahead.isEmpty()) {
            String id = ahead.remove();
            if (read.add(id)) {
                graph.predecessors(byId.get(id)).forEach(before -> ahead.add(before.id()));
            }
        }
        List<String> layersLeftOut = graph.parts().stream().filter(part -> !read.contains(part.id())
                && !graph.predecessors(part).isEmpty() && !layers.get(part.path()).parameters().isEmpty())
                .map(Part::path).toList();
        if (!layersLeftOut.isEmpty()) {
            problems.accept("no output of the model depends on " + layersLeftOut.get(0) + (layersLeftOut.size() == 1
                    ? ", which is left out" : " and " + (layersLeftOut.size() - 1) + " more layers with parameters,"
                            + " which are left out"));
        }
        graph.hide(part -> !read.contains(part.id()));
    }

    private static String layerId(String path) {
        return "layer-" + path;
    }

    /** The id of the part of an input. */
    public static String inputId(Port port) {
        return "input-" + port.name();
    }

    /** The ids of the parts that each layer reads, inputs of the model first. */
    private Map<String, List<String>> sources() {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (Port port : model.inputs()) {
            port.layers().forEach(path -> sources.computeIfAbsent(path, p -> new ArrayList<>())
                    .add(inputId(port)));
        }
        model.edges().forEach(edge -> sources.computeIfAbsent(edge.to(), p -> new ArrayList<>())
                .add(layerId(edge.from())));
        return sources;
    }

    private void add(Port port, Optional<Layer> reader) {
        Extent extent = port.shapeKnown() ? extent(port, reader) : Extent.NONE;
        reader.flatMap(this::vote)
                .ifPresent(last -> told.put(inputId(port), new Told(last, port.shape().rank())));
        outputs.put(inputId(port), extent);
        graph.add(new Part(inputId(port), Part.Role.INPUT, "", Part.INPUT, LayerKind.OTHER, Map.of(),
                "input " + port.name() + ": " + (port.shapeKnown() ? port.shape() : "?"),
                Optional.of(new UnitOfAnalysis.OfModel(checkpoint)), extent, extent, 1));
    }

    /** Numbers that an embedding looks up are a sequence of one value each. */
    private Extent extent(Port port, Optional<Layer> reader) {
        Shape shape = port.shape();
        if (reader.filter(layer -> layer.kind() == LayerKind.EMBEDDING).isPresent() && shape.rank() == 2) {
            return new Extent(List.of(shape.dimension(1)), 1);
        }
        return Extent.of(shape, ChannelAxis.isLast(shape.rank(), reader.flatMap(this::vote), channelsLast));
    }

    private void add(Layer layer, List<String> from) {
        Optional<String> source = from.stream().filter(outputs::containsKey).findFirst();
        int rank = layer.outputShapes().stream().findFirst().map(Shape::rank).orElse(0);
        Optional<Boolean> last = vote(layer)
                .or(() -> source.map(told::get).filter(seen -> rank > 0 && seen.rank() == rank)
                        .flatMap(seen -> ChannelAxis.behind(layer, seen.last(), rank)));
        Extent before = source.map(outputs::get).orElse(Extent.NONE);
        Extent in = extent(layer.inputShapes(), last).orElse(before);
        Extent out = extent(layer.outputShapes(), last).orElseGet(() -> new Extent(List.of(Shape.UNKNOWN),
                units(layer)));
        String id = layerId(layer.path());
        last.ifPresent(value -> told.put(id, new Told(value, rank)));
        outputs.put(id, out);
        graph.add(new Part(id, Part.Role.LAYER, layer.path(), layer.type(), layer.kind(), traits(layer),
                titles.apply(layer), Optional.of(new UnitOfAnalysis.OfLayer(checkpoint, layer.path())), in, out, 1));
    }

    private Optional<Extent> extent(List<Shape> shapes, Optional<Boolean> last) {
        return shapes.stream().findFirst()
                .map(shape -> Extent.of(shape, ChannelAxis.isLast(shape.rank(), last, channelsLast)));
    }

    /** The number of units or channels that the settings of a layer tell where its shape is not known. */
    private static long units(Layer layer) {
        return List.of("out_features", "out_channels", "hidden_size", "embedding_dim").stream()
                .filter(name -> layer.config().get(name) instanceof Number)
                .map(name -> ((Number) layer.config().get(name)).longValue()).findFirst().orElse(Shape.UNKNOWN);
    }

    private static Map<String, Object> traits(Layer layer) {
        return layer.config().entrySet().stream()
                .filter(entry -> entry.getValue() != null && !NO_TRAITS.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getKey().equals("groups")
                        ? groups(layer, entry.getValue()) : entry.getValue()));
    }

    /** A convolution with as many groups as channels is a depthwise one, however many there are. */
    private static Object groups(Layer layer, Object groups) {
        Object channels = layer.config().get("in_channels");
        return groups.equals(channels) && !groups.toString().equals("1") ? "depthwise" : groups;
    }
}
