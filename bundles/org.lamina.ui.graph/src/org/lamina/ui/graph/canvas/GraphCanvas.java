package org.lamina.ui.graph.canvas;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.tools.PanningSelectionTool;
import org.eclipse.gef.ui.parts.ScrollingGraphicalViewer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneWays;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.scene.ScenePainter;

/**
 * Shows a scene, and lets people zoom, pan, walk and select in it. To be used by the UI thread; ends with its control.
 */
public final class GraphCanvas {

    /** The key of a flag on a control whose colours are those of a scene, so that the theme leaves them as they are. */
    public static final String OWN_COLORS = "org.eclipse.e4.ui.css.disabled";
    /** Of more nodes than this that were found nobody wants to know more than where they are. */
    private static final int MOST_SELECTED = 200;

    private final GraphicalViewer viewer = new ScrollingGraphicalViewer();
    private final Consumer<SceneNode> open;
    private final FigureCanvas control;
    private final GraphWindow window;
    private final Fade fade;
    private final ScenePainter painter;
    private BiConsumer<List<SceneNode>, org.lamina.figure.scene.Point> mover = (nodes, distance) -> { };
    private Optional<Drawing> drawing = Optional.empty();
    private Optional<Drawn> drawn = Optional.empty();

    /**
     * Makes an empty canvas.
     *
     * @param open shows what is behind a node that was opened by double click or Enter
     */
    public GraphCanvas(Composite parent, Consumer<SceneNode> open) {
        this.open = open;
        this.control = (FigureCanvas) viewer.createControl(parent);
        control.setData(OWN_COLORS, true);
        this.painter = new ScenePainter(control.getDisplay());
        EditDomain domain = new EditDomain();
        domain.setDefaultTool(new PanningSelectionTool());
        domain.loadDefaultTool();
        domain.addViewer(viewer);
        GraphRoot root = new GraphRoot();
        viewer.setRootEditPart(root);
        viewer.setEditPartFactory(GraphCanvas::part);
        viewer.setKeyHandler(new GraphKeys(viewer));
        window = new GraphWindow(control, root);
        fade = new Fade(control);
        window.onScroll(fade::moved);
        window.zoom().addZoomListener(zoom -> fade.moved());
        viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), new PointerZoom(window.zoom()));
        viewer.addSelectionChangedListener(event -> markLinks());
        control.addListener(SWT.Dispose, event -> painter.dispose());
    }

    /** The control to lay out. */
    public Control control() {
        return control;
    }

    /** What of the drawing is to be seen. */
    public GraphWindow window() {
        return window;
    }

    /** The viewer, for context menu and tests. */
    public GraphicalViewer viewer() {
        return viewer;
    }

    /** Paints scenes with the fonts of this canvas; ends with it. */
    public ScenePainter painter() {
        return painter;
    }

    /** The scene that is shown, if there is one. */
    public Optional<Scene> scene() {
        return drawing.map(Drawing::scene);
    }

    /** Lets what is to be seen now fade into the drawing that is shown next, for a fifth of a second. */
    public void fade() {
        fade.start();
    }

    /** Whether one drawing is fading into another. */
    public boolean isFading() {
        return fade.isRunning();
    }

    /**
     * Shows another drawing. What was selected stays selected where the new one has it.
     *
     * @param details the lines of a unit's tool tip; empty where there is nothing to tell
     * @param anew whether it is to be seen from the first selected node on, or else from its beginning; if not, the
     *        first selected node stays where it is in the window, or else what is in the window
     */
    public void show(Drawn newest, Look look, Function<UnitOfAnalysis, String> details, boolean anew) {
        boolean first = anew || drawing.isEmpty() || window.isWaiting();
        List<UnitOfAnalysis> selected = selection();
        List<String> notes = nodes().stream().filter(node -> node.unit().isEmpty()).map(SceneNode::id).toList();
        Optional<Rect> before = first ? Optional.empty() : selected.stream().findFirst().flatMap(this::place);
        GraphWindow.View view = window.view();
        Drawing next = new Drawing(newest, look, painter, details, open, this::move);
        drawing = Optional.of(next);
        drawn = Optional.of(newest);
        Rgb background = next.scene().background().orElse(Rgb.WHITE);
        control.setBackground(new Color(background.red(), background.green(), background.blue()));
        window.resize(next.scene().bounds());
        viewer.setContents(new DrawingPart(next));
        select(selected);
        notes.stream().flatMap(id -> next.scene().node(id).stream())
                .forEach(note -> viewer.appendSelection(part(note)));
        if (first) {
            window.showFirst(selected.stream().findFirst().flatMap(this::place)
                    .or(() -> new Navigation(next.index()).first().map(SceneNode::bounds)));
        } else {
            Optional<Rect> after = before.flatMap(place -> selected.stream().findFirst().flatMap(this::place));
            window.show(after.map(place -> view.moved(before.orElseThrow(), place)).orElse(view));
        }
    }

    /** Is asked to move nodes by a distance in pixels of the scene. */
    public void onMove(BiConsumer<List<SceneNode>, org.lamina.figure.scene.Point> listener) {
        mover = listener;
    }

    private void move(List<SceneNode> nodes, org.lamina.figure.scene.Point distance) {
        mover.accept(nodes, distance);
    }

    private Optional<Rect> place(UnitOfAnalysis unit) {
        return drawn.flatMap(shown -> shown.nodeFor(unit)).map(SceneNode::bounds);
    }

    /** Shows these badges and no others. */
    public void setBadges(Map<UnitOfAnalysis, Badge> badges) {
        if (viewer.getContents() instanceof DrawingPart part) {
            part.setBadges(badges);
        }
    }

    /** The units that are selected, in the order in which they were. */
    public List<UnitOfAnalysis> selection() {
        return selectedNodes().stream().flatMap(part -> part.unit().stream()).toList();
    }

    /** Selects the units that are here, and nothing else. */
    public void select(Collection<UnitOfAnalysis> units) {
        List<NodePart> parts = units.stream().flatMap(unit -> part(unit).stream()).distinct().toList();
        if (!parts.equals(selectedNodes())) {
            viewer.setSelection(new StructuredSelection(parts));
        }
    }

    /** Scrolls to a unit; does nothing if it is not here. */
    public void scrollTo(UnitOfAnalysis unit) {
        part(unit).ifPresent(found -> {
            viewer.flush();
            viewer.reveal(found);
        });
    }

    private static EditPart part(EditPart parent, Object model) {
        Drawing drawing = ((DrawingPart) parent).drawing();
        return model instanceof SceneNode node ? new NodePart(node, drawing) : new EdgePart((SceneEdge) model);
    }

    private Optional<NodePart> part(UnitOfAnalysis unit) {
        return drawn.flatMap(shown -> shown.nodeFor(unit)).map(this::part);
    }

    private NodePart part(SceneNode node) {
        return ((DrawingPart) viewer.getContents()).part(node);
    }

    /** The nodes that are selected, in the order in which they were. */
    public List<SceneNode> nodes() {
        return selectedNodes().stream().map(NodePart::node).toList();
    }

    /** Selects these nodes of the scene, and nothing else. */
    public void selectNodes(Collection<SceneNode> nodes) {
        viewer.setSelection(new StructuredSelection(nodes.stream().map(this::part).distinct().toList()));
    }

    /**
     * Outlines these nodes, and no others, until something else is selected. They are selected too, unless there are so
     * many that all one can do is look at them.
     */
    public void find(Collection<SceneNode> nodes) {
        boolean many = nodes.size() > MOST_SELECTED;
        selectNodes(many ? List.of() : nodes);
        if (viewer.getContents() instanceof DrawingPart part) {
            part.setFound(many ? nodes : List.of());
        }
    }

    /** Selects what the edges of the selected nodes lead to and come from, beside those. */
    public void selectNeighbours() {
        Set<SceneNode> nodes = new LinkedHashSet<>(nodes());
        drawn.map(shown -> new SceneWays(shown.index()))
                .ifPresent(ways -> nodes().forEach(node -> nodes.addAll(ways.neighbours(node))));
        selectNodes(nodes);
    }

    /** Selects the nodes of a shortest way between the first and the last selected node, if there is one. */
    public void selectPath() {
        List<SceneNode> ends = nodes();
        if (ends.size() > 1 && drawn.isPresent()) {
            List<SceneNode> way = new SceneWays(drawn.get().index()).shortest(ends.get(0), ends.get(ends.size() - 1));
            if (!way.isEmpty()) {
                selectNodes(way);
            }
        }
    }

    /**
     * Lets people write over the drawing.
     *
     * @param place where, in the plane of the scene
     * @param taken takes the text when it is finished
     */
    public void editText(Rect place, String text, Consumer<String> taken) {
        new TextField(control, window.pixel(place), text, taken);
    }

    /** Scrolls to a node of the scene. */
    public void scrollTo(SceneNode node) {
        NodePart part = part(node);
        viewer.flush();
        viewer.reveal(part);
    }

    /** The drawing that is shown, if there is one. */
    public Optional<Drawn> drawn() {
        return drawn;
    }

    private List<NodePart> selectedNodes() {
        Set<NodePart> nodes = new LinkedHashSet<>();
        for (Object part : viewer.getSelectedEditParts()) {
            if (part instanceof NodePart node) {
                nodes.add(node);
            }
        }
        return List.copyOf(nodes);
    }

    private void markLinks() {
        if (viewer.getContents() instanceof DrawingPart part) {
            part.setFound(List.of());
            part.setLinks(selectedNodes());
        }
    }
}
