package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;

/** Makes the parts of a figure from a model: one for each input and each layer. */
final class ModelParts {

    /** The type under which a model's input is shown. */
    static final String INPUT = "Input";

    private final Model model;
    private final String checkpoint;
    private final Function<Layer, String> titles;
    private final PartGraph graph = new PartGraph();
    private final Map<String, Boolean> channelsLast = new HashMap<>();
    private final Map<String, Extent> outputs = new HashMap<>();

    private ModelParts(Model model, String checkpoint, Function<Layer, String> titles) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.titles = titles;
    }

    /** All parts; {@code titles} puts a layer in words. */
    static PartGraph of(Model model, String checkpoint, Function<Layer, String> titles) {
        ModelParts parts = new ModelParts(model, checkpoint, titles);
        model.inputs().forEach(parts::add);
        Map<String, List<String>> sources = parts.sources();
        model.layers().forEach(layer -> parts.add(layer, sources.getOrDefault(layer.path(), List.of())));
        sources.forEach((path, from) -> from.forEach(id -> parts.graph.connect(id, layerId(path))));
        return parts.graph;
    }

    static String layerId(String path) {
        return "layer-" + path;
    }

    private static String inputId(Port port) {
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

    private void add(Port port) {
        boolean last = port.layers().stream().findFirst().flatMap(model::layer).flatMap(ModelParts::vote).orElse(true);
        Extent extent = port.shapeKnown() ? Extent.of(port.shape(), last && port.shape().rank() == 3) : Extent.NONE;
        channelsLast.put(inputId(port), last);
        outputs.put(inputId(port), extent);
        graph.add(new Part(inputId(port), Part.Role.INPUT, INPUT, LayerKind.OTHER,
                "input " + port.name() + ": " + (port.shapeKnown() ? port.shape() : "?"),
                Optional.of(new UnitOfAnalysis.OfModel(checkpoint)), extent, extent));
    }

    private void add(Layer layer, List<String> from) {
        Optional<String> source = from.stream().filter(outputs::containsKey).findFirst();
        boolean last = vote(layer).orElse(source.map(channelsLast::get).orElse(true));
        Extent before = source.map(outputs::get).orElse(Extent.NONE);
        Extent in = extent(layer.inputShapes(), last).orElse(before);
        Extent out = extent(layer.outputShapes(), last).orElse(Extent.NONE);
        String id = layerId(layer.path());
        channelsLast.put(id, last);
        outputs.put(id, out);
        graph.add(new Part(id, Part.Role.LAYER, layer.type(), layer.kind(), titles.apply(layer),
                Optional.of(new UnitOfAnalysis.OfLayer(checkpoint, layer.path())), in, out));
    }

    private static Optional<Extent> extent(List<Shape> shapes, boolean last) {
        return shapes.stream().findFirst().map(shape -> Extent.of(shape, last && shape.rank() == 3));
    }

    /**
     * What a layer's type tells about the axes of a value of rank three: in a sequence of tokens the channels come
     * last, in a signal that is convolved they come second. Pictures and volumes always have them second.
     */
    private static Optional<Boolean> vote(Layer layer) {
        if (layer.type().endsWith("1d")) {
            return Optional.of(false);
        }
        return switch (layer.kind()) {
            case DENSE, EMBEDDING, RECURRENT, ATTENTION -> Optional.of(true);
            case NORMALISATION -> layer.type().equals("LayerNorm") || layer.type().equals("RMSNorm")
                    ? Optional.of(true) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
