package org.lamina.figure.detail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.Arrangement;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.Details;
import org.lamina.figure.layout.Box;
import org.lamina.figure.layout.Frame;
import org.lamina.figure.layout.LayeredLayout;
import org.lamina.figure.layout.Link;
import org.lamina.figure.layout.Placement;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Leaf;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.Outline;
import org.lamina.model.Model;
import org.lamina.model.Port;
import org.lamina.model.Progress;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfModel;

/**
 * The detail style: boxes for layers and closed modules, pills for the model's inputs and outputs, frames for modules.
 */
public final class DetailFigure {

    private static final double EDGE_WIDTH = 1.25;

    private final Model model;
    private final String checkpoint;
    private final Theme theme;
    private final boolean labelled;
    private final Arrangement arrangement;
    private final DetailGraph graph;
    private final DetailNodes look;
    private final List<Box> boxes = new ArrayList<>();

    private DetailFigure(Model model, Module tree, String checkpoint, DetailOptions options) {
        this.model = model;
        this.checkpoint = checkpoint;
        this.theme = options.theme();
        this.labelled = options.shapes();
        this.arrangement = options.arrangement();
        this.graph = new DetailGraph(model, tree, options);
        this.look = new DetailNodes(theme, options.inside());
    }

    /** Draws a model whose modules are known. */
    public static Details draw(Model model, Module tree, String checkpoint, DetailOptions options, Progress progress) {
        progress.report("Laying out " + model.name(), Double.NaN);
        progress.checkCancelled();
        DetailFigure figure = new DetailFigure(model, tree, checkpoint, options);
        return new Details(figure.draw(progress), options.folding(), figure.graph.idOf());
    }

    private Scene draw(Progress progress) {
        addBoxes();
        List<Frame> frames = graph.frames().stream().map(DetailFigure::frame).toList();
        List<Link> links = graph.flows().stream().map(DetailGraph.Flow::link).toList();
        Placement placement = DetailMoves.applied(arrangement, frames, boxes, links,
                LayeredLayout.of(frames, boxes, links, progress));
        List<SceneEdge> edges = edges(placement);
        return DetailNotes.added(arrangement.notes(), new Scene(model.name(), placement.width(), placement.height(),
                Optional.of(theme.background()), nodes(placement, edges), edges, List.of()));
    }

    private static Frame frame(Outline.Entry entry) {
        return new Frame(DetailGraph.frameId(entry.member().path()), DetailGraph.frameId(entry.parent()),
                DetailNodes.FRAME_TOP, DetailNodes.FRAME_SIDE);
    }

    private void addBoxes() {
        double common = look.commonWidth(graph.boxes());
        for (Port port : model.inputs()) {
            boxes.add(new Box(DetailGraph.inputId(port), "", look.width(port), DetailNodes.PILL_HEIGHT));
        }
        for (Outline.Entry entry : graph.boxes()) {
            boxes.add(new Box(DetailGraph.id(entry), DetailGraph.frameId(entry.parent()),
                    Math.max(common, look.width(entry)), look.height(entry)));
        }
        for (Port port : model.outputs()) {
            boxes.add(new Box(DetailGraph.outputId(port), "", look.width(port), DetailNodes.PILL_HEIGHT));
        }
    }

    private List<SceneNode> nodes(Placement placement, List<SceneEdge> edges) {
        List<SceneNode> nodes = new ArrayList<>();
        Map<String, List<SceneEdge>> entering = entering(edges);
        for (Outline.Entry entry : graph.frames()) {
            Module module = (Module) entry.member();
            String id = DetailGraph.frameId(module.path());
            Rect bounds = placement.places().get(id);
            nodes.add(new SceneNode(id, SceneNode.Role.GROUP, ModuleText.frameTitle(module),
                    module.kind() == Module.Kind.MODULE ? unit(module) : Optional.of(new OfModel(checkpoint)), bounds,
                    look.frame(entry, bounds, entering.getOrDefault(id, List.of()))));
        }
        for (Port port : model.inputs()) {
            nodes.add(pill(DetailGraph.inputId(port), "input ", port, placement));
        }
        for (Outline.Entry entry : graph.boxes()) {
            String id = DetailGraph.id(entry);
            Rect bounds = placement.places().get(id);
            boolean layer = entry.member() instanceof Leaf;
            nodes.add(layer
                    ? new SceneNode(id, SceneNode.Role.LAYER, LayerText.title(((Leaf) entry.member()).layer()),
                            unit(entry.member().path()), bounds, look.box(entry, bounds))
                    : new SceneNode(id, SceneNode.Role.LAYER, ModuleText.title((Module) entry.member()),
                            unit((Module) entry.member()), bounds, look.box(entry, bounds)));
        }
        for (Port port : model.outputs()) {
            nodes.add(pill(DetailGraph.outputId(port), "output ", port, placement));
        }
        return nodes;
    }

    /** The edges that run over the upper border of a frame, by its id; others are out of the way of its title. */
    private Map<String, List<SceneEdge>> entering(List<SceneEdge> edges) {
        Map<String, String> parents = new HashMap<>();
        boxes.forEach(box -> parents.put(box.id(), box.parent()));
        graph.frames().forEach(entry -> parents.put(DetailGraph.frameId(entry.member().path()),
                DetailGraph.frameId(entry.parent())));
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
                + port.dtype(), Optional.of(new OfModel(checkpoint)), bounds, look.pill(port, bounds));
    }

    private Optional<UnitOfAnalysis> unit(String path) {
        return Optional.of(new UnitOfAnalysis.OfLayer(checkpoint, path));
    }

    /** The unit of a module; a repeat stands for its first module, and a part of a level for none. */
    private Optional<UnitOfAnalysis> unit(Module module) {
        return switch (module.kind()) {
            case MODULE -> unit(module.path());
            case REPEAT -> unit(module.members().get(0).path());
            case PART, MODEL -> Optional.of(new OfModel(checkpoint));
        };
    }

    private List<SceneEdge> edges(Placement placement) {
        Stroke stroke = Stroke.solid(theme.line(), EDGE_WIDTH);
        List<SceneEdge> edges = new ArrayList<>();
        Set<String> labelledBoxes = new HashSet<>();
        for (DetailGraph.Flow flow : graph.flows()) {
            Link link = flow.link();
            List<Point> way = placement.ways().get(link.id());
            boolean label = labelled && !link.from().startsWith("input-") && labelledBoxes.add(link.from());
            List<Primitive> labels = label
                    ? look.edgeLabel(flow.shapes(), way.get(0), placement.places().get(link.from())) : List.of();
            edges.add(new SceneEdge(link.id(), flow.title(), link.from(), link.to(), way, stroke, true, labels));
        }
        return edges;
    }
}
