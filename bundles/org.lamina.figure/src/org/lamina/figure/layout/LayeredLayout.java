package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.CrossingMinimizationStrategy;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.model.Progress;

/**
 * Lays out a graph in layers from top to bottom, so that data flows down, with links along the axes that never cross a
 * box (ELK Layered: network simplex layering, layer sweep, Brandes and Köpf placement). The links that leave a box
 * share one point in the middle of its lower side, as they carry one value; those that arrive have a point each, the
 * one with the longest way behind it in the middle, so that the trunk of a network runs straight. The same graph gives
 * the same placement.
 */
public final class LayeredLayout {

    /** The library's recursive parts need more than a default stack in graphs of some ten thousand boxes. */
    private static final long STACK_BYTES = 256L << 20;

    private static final double MARGIN = 24;
    private static final int TRUNK_PRIORITY = 10;

    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new HashMap<>();
    private final Map<String, ElkPort> exits = new HashMap<>();
    private final Map<String, ElkEdge> edges = new HashMap<>();
    private final Trunk trunk;
    private final Map<String, Double> arrivals;

    private LayeredLayout(Trunk trunk, Map<String, Double> arrivals) {
        this.trunk = trunk;
        this.arrivals = arrivals;
    }

    /**
     * Finds the placement.
     *
     * @param frames outer before inner
     * @param boxes in reading order; their parents are among the frames
     * @param links between boxes
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Placement of(List<Frame> frames, List<Box> boxes, List<Link> links, Progress progress) {
        Trunk trunk = new Trunk(boxes.stream().map(Box::id).toList(), links);
        Placement first = new LayeredLayout(trunk, Map.of()).run(frames, boxes, links, progress);
        // only now it is known which link comes from the left of the trunk and which from the right
        Map<String, Double> arrivals = Arrivals.around(trunk, boxes, links, first);
        return arrivals.isEmpty() ? first
                : new LayeredLayout(trunk, arrivals).run(frames, boxes, links, progress);
    }

    private Placement run(List<Frame> frames, List<Box> boxes, List<Link> links, Progress progress) {
        configure();
        frames.forEach(this::add);
        boxes.forEach(this::add);
        links.forEach(this::add);
        new LayoutThread(STACK_BYTES).run(monitor -> new LayeredLayoutProvider().layout(root, monitor), progress);
        return placement();
    }

    private void configure() {
        // registers the library's data types; without it, services of a bundle are not found
        LayoutMetaDataService.getInstance(LayeredOptions.class.getClassLoader());
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.NETWORK_SIMPLEX);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        root.setProperty(LayeredOptions.CROSSING_MINIMIZATION_STRATEGY, CrossingMinimizationStrategy.LAYER_SWEEP);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        inherited(root);
    }

    /** The options that a graph does not hand down to the frames in it by itself. */
    private static void inherited(ElkNode graph) {
        graph.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, 32.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, 20.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 30.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 15.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 12.0);
    }

    private void add(Frame frame) {
        ElkNode node = ElkGraphUtil.createNode(nodes.getOrDefault(frame.parent(), root));
        node.setProperty(CoreOptions.PADDING,
                new ElkPadding(frame.top(), frame.side(), frame.side(), frame.side()));
        inherited(node);
        nodes.put(frame.id(), node);
    }

    private void add(Box box) {
        ElkNode node = ElkGraphUtil.createNode(nodes.getOrDefault(box.parent(), root));
        node.setDimensions(box.width(), box.height());
        node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
        nodes.put(box.id(), node);
    }

    private void add(Link link) {
        ElkPort exit = exits.computeIfAbsent(link.from(), id -> exit(nodes.get(id)));
        ElkPort entry = port(nodes.get(link.to()), PortSide.NORTH);
        if (arrivals.containsKey(link.id())) {
            entry.getParent().setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            entry.setLocation(arrivals.get(link.id()), 0);
        }
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(exit, entry);
        if (trunk.isMainArrival(link)) {
            edge.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, TRUNK_PRIORITY);
        }
        edges.put(link.id(), edge);
    }

    private static ElkPort exit(ElkNode node) {
        ElkPort exit = port(node, PortSide.SOUTH);
        exit.setLocation(node.getWidth() / 2, node.getHeight());
        return exit;
    }

    private static ElkPort port(ElkNode node, PortSide side) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        return port;
    }

    private Placement placement() {
        Map<String, Rect> places = new HashMap<>();
        nodes.forEach((id, node) -> {
            Point origin = origin(node);
            places.put(id, new Rect(origin.x(), origin.y(), node.getWidth(), node.getHeight()));
        });
        Map<String, List<Point>> ways = new HashMap<>();
        edges.forEach((id, edge) -> ways.put(id, way(edge)));
        return new Placement(root.getWidth(), root.getHeight(), places, ways);
    }

    private static List<Point> way(ElkEdge edge) {
        Point origin = origin(edge.getContainingNode());
        List<Point> way = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            way.add(origin.plus(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                way.add(origin.plus(bend.getX(), bend.getY()));
            }
            way.add(origin.plus(section.getEndX(), section.getEndY()));
        }
        return List.copyOf(way);
    }

    /** The place of a node in the drawing; the library keeps places relative to the parent. */
    private static Point origin(ElkNode node) {
        Point origin = new Point(0, 0);
        for (ElkNode at = node; at.getParent() != null; at = at.getParent()) {
            origin = origin.plus(at.getX(), at.getY());
        }
        return origin;
    }
}
