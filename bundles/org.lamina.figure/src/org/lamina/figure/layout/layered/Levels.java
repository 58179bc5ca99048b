package org.lamina.figure.layout.layered;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.figure.layout.Box;
import org.lamina.figure.layout.Frame;
import org.lamina.figure.layout.Link;
import org.lamina.figure.layout.Placement;
import org.lamina.figure.layout.Trunk;
import org.lamina.figure.layout.layered.Item.Kind;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.model.Progress;

/** A graph with frames in frames, cut to one level a frame. Lines cross the border of a frame at pins. */
public final class Levels {

    private static final String ROOT = "";
    private static final Level.Padding MARGIN = new Level.Padding(24, 24);

    private final Map<String, Level> levels = new LinkedHashMap<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, List<Stop>> ways = new HashMap<>();

    private Levels() {
        levels.put(ROOT, new Level(MARGIN));
    }

    /**
     * Finds the placement.
     *
     * @param frames outer before inner
     * @param boxes in reading order; their parents are among the frames
     * @param links between boxes
     * @param trunk the longest way through the graph
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Placement place(List<Frame> frames, List<Box> boxes, List<Link> links, Trunk trunk,
            Progress progress) {
        Levels levels = new Levels();
        frames.forEach(levels::add);
        boxes.forEach(levels::add);
        frames.forEach(frame -> levels.addItem(frame.id()));
        Set<String> longest = trunk.links();
        links.forEach(link -> levels.add(link, longest.contains(link.id()) ? 3 : trunk.isMainArrival(link) ? 2 : 1));
        levels.layOut(ROOT, progress);
        levels.spread(ROOT);
        return levels.placement(links);
    }

    private void add(Frame frame) {
        parents.put(frame.id(), frame.parent());
        levels.put(frame.id(), new Level(new Level.Padding(frame.top(), frame.side())));
    }

    private void add(Box box) {
        parents.put(box.id(), box.parent());
        addItem(box.parent());
        levels.get(box.parent()).add(box.id(), Kind.BOX, box.width(), box.height());
    }

    /** Adds a frame, and those around it, to the levels where they stand. */
    private void addItem(String frame) {
        if (!frame.equals(ROOT) && !levels.get(parents.get(frame)).has(frame)) {
            addItem(parents.get(frame));
            levels.get(parents.get(frame)).add(frame, Kind.FRAME, 0, 0);
        }
    }

    private void add(Link link, int weight) {
        String source = link.from();
        List<String> out = around(link.from());
        List<String> in = around(link.to());
        int common = 0;
        while (common < Math.min(out.size(), in.size()) && out.get(common).equals(in.get(common))) {
            common++;
        }
        List<Stop> way = new ArrayList<>();
        String child = link.from();
        for (int i = out.size() - 1; i >= common; i--) {
            Level level = levels.get(out.get(i));
            way.add(level.sharedStop(source, level.net(source, level.item(child)), level.exit(source)));
            child = out.get(i);
        }
        Item from = levels.get(common == 0 ? ROOT : out.get(common - 1)).item(child);
        for (int i = common; i <= in.size(); i++) {
            Level level = levels.get(i == 0 ? ROOT : in.get(i - 1));
            Item to = level.item(i == in.size() ? link.to() : in.get(i));
            Net net = level.net(source, i == common ? from : level.entry(source));
            way.add(i == in.size() ? new Stop(level, net, to) : level.sharedStop(source, net, to));
        }
        way.forEach(stop -> stop.weight = Math.max(stop.weight, weight));
        ways.put(link.id(), way);
    }

    /** The frames around a box, from the outermost. */
    private List<String> around(String id) {
        List<String> around = new ArrayList<>();
        for (String at = parents.get(id); !at.equals(ROOT); at = parents.get(at)) {
            around.add(0, at);
        }
        return around;
    }

    private void layOut(String id, Progress progress) {
        Level level = levels.get(id);
        for (Item item : List.copyOf(level.items)) {
            if (item.kind == Kind.FRAME) {
                layOut(item.id, progress);
                Level inner = levels.get(item.id);
                item.width = inner.width;
                item.height = inner.height;
            }
            item.stops.forEach(stop -> stop.offset = item.kind == Kind.FRAME
                    ? levels.get(item.id).entryAt(stop.net.box) : 0);
            item.nets.forEach(net -> net.offset = item.kind == Kind.FRAME
                    ? levels.get(item.id).exitAt(net.box) : item.width / 2);
        }
        level.layOut(progress);
    }

    private void spread(String id) {
        Level level = levels.get(id);
        for (Item item : level.items) {
            if (item.kind == Kind.FRAME) {
                Level inner = levels.get(item.id);
                inner.originX = level.originX + item.x;
                inner.originY = level.originY + item.y;
                spread(item.id);
            }
        }
    }

    private Placement placement(List<Link> links) {
        Map<String, Rect> places = new HashMap<>();
        for (Level level : levels.values()) {
            for (Item item : level.items) {
                if (!item.isPin()) {
                    places.put(item.id,
                            new Rect(level.originX + item.x, level.originY + item.y, item.width, item.height));
                }
            }
        }
        Map<String, List<Point>> lines = new HashMap<>();
        for (Link link : links) {
            Line line = new Line();
            for (Stop stop : ways.get(link.id())) {
                stop.way.forEach(point -> line.to(point.plus(stop.level.originX, stop.level.originY)));
            }
            lines.put(link.id(), line.points());
        }
        Level root = levels.get(ROOT);
        return new Placement(root.width, root.height, places, lines);
    }
}
