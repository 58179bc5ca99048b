package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.layout.layered.Item.Kind;
import org.lamina.model.Progress;

/** What lies directly in one frame, or in none, and the lines between it. Coordinates are those of the frame. */
final class Level {

    /** What is free around the content; {@code top} and {@code side} are those of the frame. */
    record Padding(double top, double side) {
    }

    final Padding padding;
    final List<Item> items = new ArrayList<>();
    /** Where this level lies in the whole drawing, known once the levels around it are laid out. */
    double originX;
    double originY;
    double width;
    double height;
    private final Map<String, Net> nets = new LinkedHashMap<>();
    private final Map<String, Item> byId = new LinkedHashMap<>();
    private final Map<String, Item> entries = new LinkedHashMap<>();
    private final Map<String, Item> exits = new LinkedHashMap<>();
    private final Map<String, Stop> shared = new LinkedHashMap<>();

    Level(Padding padding) {
        this.padding = padding;
    }

    Item add(String id, Kind kind, double itemWidth, double itemHeight) {
        Item item = pin(id, kind, itemWidth, itemHeight);
        byId.put(id, item);
        return item;
    }

    private Item pin(String id, Kind kind, double itemWidth, double itemHeight) {
        Item item = new Item(id, kind, items.size(), itemWidth, itemHeight);
        items.add(item);
        return item;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    Item item(String id) {
        return byId.get(id);
    }

    /** The line that carries what a box gives, from where it comes from on this level. */
    Net net(String source, Item from) {
        return nets.computeIfAbsent(source, any -> new Net(source, from));
    }

    /** The pin at which the output of a box outside comes in. */
    Item entry(String source) {
        return entries.computeIfAbsent(source, id -> pin(id, Kind.ENTRY, 0, 0));
    }

    /** The pin at which the output of a box inside goes out. */
    Item exit(String source) {
        return exits.computeIfAbsent(source, id -> pin(id, Kind.EXIT, 0, 0));
    }

    /** The one stop of a box's output at a frame or a pin. */
    Stop sharedStop(String source, Net net, Item item) {
        return shared.computeIfAbsent(item.kind + "/" + item.index + "/" + source, any -> new Stop(this, net, item));
    }

    /** Where the output of a box outside comes into the frame; only once it is laid out. */
    double entryAt(String source) {
        return entries.get(source).x;
    }

    /** Where the output of a box inside leaves the frame; only once it is laid out. */
    double exitAt(String source) {
        return exits.get(source).x;
    }

    /** Finds places for the items and ways for the lines. */
    void layOut(Progress progress) {
        boolean open = !entries.isEmpty();
        boolean left = !exits.isEmpty();
        int layers = Layering.assign(items, open, left);
        progress.checkCancelled();
        LayeredGraph graph = new LayeredGraph(items, layers);
        LayerOrder.improve(graph, progress);
        Arrivals.place(graph);
        Columns.place(graph, progress);
        Routes.lay(graph, this, open, left);
    }
}
