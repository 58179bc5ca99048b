package org.lamina.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.layout.Box;
import org.lamina.figure.layout.Frame;
import org.lamina.figure.layout.LayeredLayout;
import org.lamina.figure.layout.Link;
import org.lamina.figure.layout.Placement;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Edge;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Progress;
import org.lamina.model.UnitOfAnalysis;

/** The detail style: boxes for layers, pills for the model's inputs and outputs, frames for groups. */
final class DetailFigure {

    private static final double EDGE_WIDTH = 1.25;

    private final Model model;
    private final String checkpoint;
    private final Theme theme;
    private final GroupTree tree;
    private final boolean framed;
    private final DetailNodes look;
    private final List<Box> boxes = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<Link> links = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    private DetailFigure(Model model, String checkpoint, DetailOptions options) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.theme = options.theme();
        this.tree = new GroupTree(model);
        this.framed = options.groups();
        this.look = new DetailNodes(theme, framed ? tree::nameOf : path -> path);
    }

    static Scene draw(Model model, String checkpoint, DetailOptions options, Progress progress) {
        return new DetailFigure(model, checkpoint, options).draw(progress);
    }

    private Scene draw(Progress progress) {
        progress.report("Laying out " + model.name(), Double.NaN);
        addBoxes();
        addLinks();
        List<Frame> frames = framed ? tree.groups().stream().map(this::frame).toList() : List.of();
        Placement placement = LayeredLayout.of(frames, boxes, links, progress);
        List<SceneEdge> edges = edges(placement);
        return new Scene(model.name(), placement.width(), placement.height(), Optional.of(theme.background()),
                nodes(placement, edges), edges, List.of());
    }

    private Frame frame(Group group) {
        return new Frame(groupId(group.path()), parentId(group.path()), DetailNodes.FRAME_TOP, DetailNodes.FRAME_SIDE);
    }

    private void addBoxes() {
        double common = look.commonWidth(model.layers());
        for (Port port : model.inputs()) {
            boxes.add(new Box(inputId(port), "", look.width(port), DetailNodes.PILL_HEIGHT));
        }
        for (Layer layer : model.layers()) {
            boxes.add(new Box(layerId(layer.path()), framed ? parentId(layer.path()) : "",
                    Math.max(common, look.width(layer)), DetailNodes.BOX_HEIGHT));
        }
        for (Port port : model.outputs()) {
            boxes.add(new Box(outputId(port), "", look.width(port), DetailNodes.PILL_HEIGHT));
        }
    }

    private void addLinks() {
        boxes.forEach(box -> known.add(box.id()));
        for (Port port : model.inputs()) {
            for (String layer : port.layers()) {
                link(inputId(port), layerId(layer), port.name() + " → " + layer + ": " + LayerText.shape(port));
            }
        }
        for (Edge edge : model.edges()) {
            link(layerId(edge.from()), layerId(edge.to()), edge.from() + " → " + edge.to()
                    + edge.shape().map(shape -> ": " + shape).orElse(""));
        }
        for (Port port : model.outputs()) {
            for (String layer : port.layers()) {
                link(layerId(layer), outputId(port), layer + " → " + port.name() + ": " + LayerText.shape(port));
            }
        }
    }

    /** Adds a link, unless the model names a layer that it does not have. */
    private void link(String from, String to, String title) {
        if (known.contains(from) && known.contains(to)) {
            links.add(new Link("edge-" + links.size() + "-" + from + "-" + to, from, to));
            titles.add(title);
        }
    }

    private List<SceneNode> nodes(Placement placement, List<SceneEdge> edges) {
        List<SceneNode> nodes = new ArrayList<>();
        if (framed) {
            Map<String, List<SceneEdge>> entering = entering(edges);
            for (Group group : tree.groups()) {
                Rect bounds = placement.places().get(groupId(group.path()));
                nodes.add(new SceneNode(groupId(group.path()), SceneNode.Role.GROUP,
                        group.path() + ": " + group.type(), unit(group.path()), bounds,
                        look.frame(group, tree.depth(group.path()), bounds,
                                entering.getOrDefault(groupId(group.path()), List.of()))));
            }
        }
        for (Port port : model.inputs()) {
            nodes.add(pill(inputId(port), "input ", port, placement));
        }
        for (Layer layer : model.layers()) {
            Rect bounds = placement.places().get(layerId(layer.path()));
            nodes.add(new SceneNode(layerId(layer.path()), SceneNode.Role.LAYER, LayerText.title(layer),
                    unit(layer.path()), bounds, look.box(layer, bounds)));
        }
        for (Port port : model.outputs()) {
            nodes.add(pill(outputId(port), "output ", port, placement));
        }
        return nodes;
    }

    /** The edges that run over the upper border of a frame, by its id; others are out of the way of its title. */
    private Map<String, List<SceneEdge>> entering(List<SceneEdge> edges) {
        Map<String, String> parents = new HashMap<>();
        boxes.forEach(box -> parents.put(box.id(), box.parent()));
        tree.groups().forEach(group -> parents.put(groupId(group.path()), parentId(group.path())));
        Map<String, List<SceneEdge>> entering = new HashMap<>();
        for (SceneEdge edge : edges) {
            Set<String> around = new HashSet<>();
            for (String at = parents.get(edge.from()); !at.isEmpty(); at = parents.get(at)) {
                around.add(at);
            }
            for (String at = parents.get(edge.to()); !at.isEmpty() && !around.contains(at); at = parents.get(at)) {
                entering.computeIfAbsent(at, frame -> new ArrayList<>()).add(edge);
            }
        }
        return entering;
    }

    private SceneNode pill(String id, String role, Port port, Placement placement) {
        Rect bounds = placement.places().get(id);
        return new SceneNode(id, SceneNode.Role.PORT, role + port.name() + ": " + LayerText.shape(port) + " "
                + port.dtype(), Optional.of(new UnitOfAnalysis.OfModel(checkpoint)), bounds, look.pill(port, bounds));
    }

    private Optional<UnitOfAnalysis> unit(String path) {
        return Optional.of(new UnitOfAnalysis.OfLayer(checkpoint, path));
    }

    private List<SceneEdge> edges(Placement placement) {
        Stroke stroke = Stroke.solid(theme.line(), EDGE_WIDTH);
        List<SceneEdge> edges = new ArrayList<>();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            List<Point> way = placement.ways().get(link.id());
            edges.add(new SceneEdge(link.id(), titles.get(i), link.from(), link.to(), way, stroke, true, List.of()));
        }
        return edges;
    }

    private String parentId(String path) {
        String parent = tree.parentOf(path);
        return parent.isEmpty() ? "" : groupId(parent);
    }

    private static String groupId(String path) {
        return "group-" + path;
    }

    private static String layerId(String path) {
        return "layer-" + path;
    }

    private static String inputId(Port port) {
        return "input-" + port.name();
    }

    private static String outputId(Port port) {
        return "output-" + port.name();
    }
}
