package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.layout.Link;
import org.lamina.figure.structure.Folding;
import org.lamina.figure.structure.Leaf;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.Outline;
import org.lamina.model.Edge;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Shape;

/** What the detail style draws of a model: frames, boxes and the links between them, with their ids. */
public final class DetailGraph {

    /**
     * A link with what it tells.
     *
     * @param title what flows, in words
     * @param shapes the shapes of what flows, without repetition; a question mark for one that is not known
     */
    record Flow(Link link, String title, List<String> shapes) {
    }

    /** What the ids of modules that are drawn as one box begin with; the path follows. */
    public static final String MODULE = "module-";

    /** What the ids of the frames of modules begin with; the path follows. */
    public static final String FRAME = "group-";

    private final Model model;
    private final List<Outline.Entry> frames;
    private final List<Outline.Entry> boxes = new ArrayList<>();
    private final Map<String, String> idOf = new HashMap<>();
    private final List<Flow> flows = new ArrayList<>();

    DetailGraph(Model model, Module tree, DetailOptions options) {
        this.model = model;
        Outline outline = new Outline(tree, options.groups() ? options.folding() : Folding.NONE);
        this.frames = options.groups() ? outline.frames() : List.of();
        Set<String> constants = options.constants() ? Set.of() : constants();
        for (Outline.Entry entry : outline.boxes()) {
            if (!(entry.member() instanceof Leaf leaf && constants.contains(leaf.path()))) {
                boxes.add(options.groups() ? entry : new Outline.Entry(entry.member(), "", entry.member().path(), 0));
            }
        }
        Map<String, String> shown = new HashMap<>();
        boxes.forEach(entry -> shown.put(entry.member().path(), id(entry)));
        for (Layer layer : model.layers()) {
            outline.boxOf(layer.path()).map(shown::get).ifPresent(id -> idOf.put(layer.path(), id));
        }
        connect();
    }

    /** The layers that no input of the model reaches; none if the model has no inputs. */
    private Set<String> constants() {
        Map<String, List<String>> next = new HashMap<>();
        model.edges().forEach(edge -> next.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge.to()));
        List<String> ahead = new ArrayList<>();
        model.inputs().forEach(port -> ahead.addAll(port.layers()));
        Set<String> constants = new HashSet<>();
        if (!ahead.isEmpty()) {
            model.layers().forEach(layer -> constants.add(layer.path()));
        }
        while (!ahead.isEmpty()) {
            String layer = ahead.remove(ahead.size() - 1);
            if (constants.remove(layer)) {
                ahead.addAll(next.getOrDefault(layer, List.of()));
            }
        }
        return constants;
    }

    private void connect() {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        for (Port port : model.inputs()) {
            for (String layer : port.layers()) {
                if (isShown(inputId(port), idOf.get(layer))) {
                    add(values, new Value(inputId(port), idOf.get(layer), port.name(), layer, LayerText.shape(port)));
                }
            }
        }
        for (Edge edge : model.edges()) {
            String from = idOf.get(edge.from());
            String to = idOf.get(edge.to());
            if (isShown(from, to)) {
                add(values, new Value(from, to, edge.from(), edge.to(),
                        edge.shape().map(Shape::toString).orElse("?")));
            }
        }
        for (Port port : model.outputs()) {
            for (String layer : port.layers()) {
                if (isShown(idOf.get(layer), outputId(port))) {
                    add(values, new Value(idOf.get(layer), outputId(port), layer, port.name(), LayerText.shape(port)));
                }
            }
        }
        values.values().forEach(this::addFlow);
    }

    private record Value(String fromId, String toId, String from, String to, String shape) {

        String title() {
            return from + " → " + to + (shape.equals("?") ? "" : ": " + shape);
        }
    }

    /** Not if the model names a layer that it does not have, or if both ends lie in the same closed module. */
    private static boolean isShown(String fromId, String toId) {
        return fromId != null && toId != null && !(fromId.equals(toId) && fromId.startsWith(MODULE));
    }

    private static void add(Map<String, List<Value>> values, Value value) {
        boolean merged = value.fromId().startsWith(MODULE) || value.toId().startsWith(MODULE);
        String key = value.fromId() + "\n" + value.toId() + (merged ? "" : "\n" + values.size());
        values.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }

    private void addFlow(List<Value> values) {
        Value first = values.get(0);
        Link link = new Link("edge-" + flows.size() + "-" + first.fromId() + "-" + first.toId(), first.fromId(),
                first.toId());
        String title = first.title() + (values.size() == 1 ? "" : " (and " + (values.size() - 1) + " more)");
        flows.add(new Flow(link, title, values.stream().map(Value::shape).distinct().toList()));
    }

    List<Outline.Entry> frames() {
        return frames;
    }

    List<Outline.Entry> boxes() {
        return boxes;
    }

    /** The id of the box in which each layer is to be seen, by path. */
    Map<String, String> idOf() {
        return idOf;
    }

    List<Flow> flows() {
        return flows;
    }

    /** The id of a box. */
    static String id(Outline.Entry box) {
        return (box.member() instanceof Leaf ? "layer-" : MODULE) + box.member().path();
    }

    /** The id of a frame; empty for the whole drawing. */
    static String frameId(String path) {
        return path.isEmpty() ? "" : FRAME + path;
    }

    static String inputId(Port port) {
        return "input-" + port.name();
    }

    static String outputId(Port port) {
        return "output-" + port.name();
    }
}
