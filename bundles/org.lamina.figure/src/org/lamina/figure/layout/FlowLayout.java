package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.lamina.figure.layout.FlowBox.End;
import org.lamina.figure.scene.Point;
import org.lamina.model.Progress;

/**
 * Lays out any flow in ranks from left to right, for what {@link RowLayout} can't (ELK Layered). Links never cross a
 * box. The same flow gives the same placement.
 */
public final class FlowLayout {

    private static final long STACK_BYTES = 256L << 20;
    private static final int TRUNK_PRIORITY = 100;

    private final double rankGap;
    private final double turnGap;
    private final double laneGap;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<String, ElkNode> nodes = new HashMap<>();
    private final Map<String, List<ElkPort>> arrivals = new HashMap<>();
    private final Map<String, List<ElkPort>> departures = new HashMap<>();
    private final Map<String, ElkPort> exits = new HashMap<>();
    private final Map<String, ElkPort> entries = new HashMap<>();
    private final Map<String, ElkEdge> edges = new HashMap<>();

    private FlowLayout(double rankGap, double turnGap, double laneGap) {
        this.rankGap = rankGap;
        this.turnGap = turnGap;
        this.laneGap = laneGap;
    }

    /**
     * Finds the placement.
     *
     * @param boxes in the order of the flow
     * @param links between boxes; each is named by an end at both sides
     * @param trunk ids of the links that carry on the longest way
     * @param rankGap free room between shapes of one rank and those of the next, in pixels
     * @param turnGap free room between a shape and links that turn in front of it or behind it, in pixels
     * @param laneGap free room between what lies above each other, in pixels
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static FlowPlacement of(List<FlowBox> boxes, List<Link> links, Set<String> trunk, double rankGap,
            double turnGap, double laneGap, Progress progress) {
        FlowLayout layout = new FlowLayout(rankGap, turnGap, laneGap);
        layout.configure();
        boxes.forEach(layout::add);
        Set<String> straight = new HashSet<>(trunk);
        links.forEach(link -> layout.add(link, straight.contains(link.id())));
        new LayoutThread(STACK_BYTES).run(
                monitor -> new LayeredLayoutProvider().layout(layout.root, monitor), progress);
        return layout.placement();
    }

    private void configure() {
        // registers the library's data types; without it, services of a bundle are not found
        LayoutMetaDataService.getInstance(LayeredOptions.class.getClassLoader());
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, LayeringStrategy.NETWORK_SIMPLEX);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, laneGap);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, laneGap);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, laneGap / 2);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, rankGap);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, turnGap);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, rankGap / 4);
    }

    private void add(FlowBox box) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(box.width(), box.above() + box.height(laneGap) + box.below());
        node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        nodes.put(box.id(), node);
        departures.put(box.id(), ports(node, box, box.right(), PortSide.EAST));
        arrivals.put(box.id(), ports(node, box, box.left(), PortSide.WEST));
        name(box.right(), departures.get(box.id()), exits);
        name(box.left(), arrivals.get(box.id()), entries);
    }

    private List<ElkPort> ports(ElkNode node, FlowBox box, List<End> ends, PortSide side) {
        List<ElkPort> ports = new ArrayList<>();
        double y = box.above() + (box.height(laneGap) - ends.stream().mapToDouble(End::height).sum()
                - (ends.size() - 1) * laneGap) / 2;
        for (End end : ends) {
            ElkPort port = ElkGraphUtil.createPort(node);
            port.setDimensions(0, end.height());
            port.setLocation(side == PortSide.EAST ? box.width() : 0, y);
            port.setProperty(CoreOptions.PORT_SIDE, side);
            ports.add(port);
            y += end.height() + laneGap;
        }
        return ports;
    }

    private static void name(List<End> ends, List<ElkPort> ports, Map<String, ElkPort> byLink) {
        for (int i = 0; i < ends.size(); i++) {
            for (String link : ends.get(i).links()) {
                byLink.put(link, ports.get(i));
            }
        }
    }

    private void add(Link link, boolean straight) {
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(exits.get(link.id()), entries.get(link.id()));
        if (straight) {
            edge.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, TRUNK_PRIORITY);
        }
        edges.put(link.id(), edge);
    }

    private FlowPlacement placement() {
        Map<String, Double> lefts = new HashMap<>();
        Map<String, List<Double>> in = new HashMap<>();
        Map<String, List<Double>> out = new HashMap<>();
        nodes.forEach((id, node) -> {
            lefts.put(id, node.getX());
            in.put(id, arrivals.get(id).stream().map(FlowLayout::middle).toList());
            out.put(id, departures.get(id).stream().map(FlowLayout::middle).toList());
        });
        Map<String, List<Point>> ways = new HashMap<>();
        edges.forEach((id, edge) -> ways.put(id, way(edge)));
        return new FlowPlacement(lefts, in, out, ways, Set.of());
    }

    private static double middle(ElkPort port) {
        return port.getParent().getY() + port.getY() + port.getHeight() / 2;
    }

    private static List<Point> way(ElkEdge edge) {
        List<Point> way = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            way.add(new Point(section.getStartX(), section.getStartY()));
            for (ElkBendPoint bend : section.getBendPoints()) {
                way.add(new Point(bend.getX(), bend.getY()));
            }
            way.add(new Point(section.getEndX(), section.getEndY()));
        }
        return List.copyOf(way);
    }
}
