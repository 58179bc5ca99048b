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
import org.eclipse.draw2d.Viewport;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.gef.EditDomain;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.gef.MouseWheelHandler;
import org.eclipse.gef.editparts.ZoomManager;
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

    private static final double[] ZOOMS = {0.02, 0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4};
    /** Small graphs are not blown up beyond this to fill the window. */
    private static final double LARGEST_FIT = 1.5;
    /** Below this zoom a layer's name is hard to read; a larger graph opens at its beginning rather. */
    private static final double SMALLEST_FIRST_FIT = 0.65;
    private static final double FIRST_ZOOM = 0.9;

    private final GraphicalViewer viewer = new ScrollingGraphicalViewer();
    private final GraphRoot root = new GraphRoot();
    private final Consumer<SceneNode> open;
    private final FigureCanvas control;
    private final ScenePainter painter;
    private BiConsumer<List<SceneNode>, org.lamina.figure.scene.Point> mover = (nodes, distance) -> { };
    private Optional<Drawing> drawing = Optional.empty();
    private Optional<Drawn> drawn = Optional.empty();
    private boolean firstView;

    /**
     * What part of the drawing is in the window, to come back to it.
     *
     * @param zoom the zoom, 1 for the size of the scene
     * @param left the distance from the left of the drawing to that of the window, in pixels of the screen
     * @param top the same from top to top
     */
    public record View(double zoom, int left, int top) {
    }

    /**
     * Makes an empty canvas.
     *
     * @param open shows what is behind a node that was opened by double click or Enter
     */
    public GraphCanvas(Composite parent, Consumer<SceneNode> open) {
        this.open = open;
        this.control = (FigureCanvas) viewer.createControl(parent);
        this.painter = new ScenePainter(control.getDisplay());
        EditDomain domain = new EditDomain();
        domain.setDefaultTool(new PanningSelectionTool());
        domain.loadDefaultTool();
        domain.addViewer(viewer);
        viewer.setRootEditPart(root);
        viewer.setEditPartFactory(GraphCanvas::part);
        viewer.setKeyHandler(new GraphKeys(viewer));
        zoomManager().setZoomLevels(ZOOMS.clone());
        viewer.setProperty(MouseWheelHandler.KeyGenerator.getKey(SWT.MOD1), new PointerZoom(zoomManager()));
        viewer.addSelectionChangedListener(event -> markLinks());
        control.addListener(SWT.Resize, event -> showFirstView());
        control.addListener(SWT.Dispose, event -> painter.dispose());
    }

    /** The control to lay out. */
    public Control control() {
        return control;
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

    /**
     * Shows another drawing. What was selected stays selected where the new one has it.
     *
     * @param details the lines of a unit's tool tip; empty where there is nothing to tell
     * @param anew whether it is to be seen from its beginning; else the first selected node stays where it is in the
     *        window, or else what is in the window
     */
    public void show(Drawn newest, Look look, Function<UnitOfAnalysis, String> details, boolean anew) {
        boolean first = anew || drawing.isEmpty() || firstView;
        List<UnitOfAnalysis> selected = selection();
        Optional<Rect> before = first ? Optional.empty() : selected.stream().findFirst().flatMap(this::place);
        View view = view();
        Drawing next = new Drawing(newest, look, painter, details, open, this::move);
        drawing = Optional.of(next);
        drawn = Optional.of(newest);
        Rgb background = next.scene().background().orElse(Rgb.WHITE);
        control.setBackground(new Color(background.red(), background.green(), background.blue()));
        viewer.setContents(new DrawingPart(next));
        select(selected);
        if (first) {
            firstView = true;
            showFirstView();
        } else {
            Optional<Rect> after = before.flatMap(place -> selected.stream().findFirst().flatMap(this::place));
            show(after.map(place -> moved(view, before.orElseThrow(), place)).orElse(view));
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

    private static View moved(View view, Rect before, Rect after) {
        return new View(view.zoom(), view.left() + (int) Math.round((after.x() - before.x()) * view.zoom()),
                view.top() + (int) Math.round((after.y() - before.y()) * view.zoom()));
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
        Point at = new Point((int) Math.round(place.x() * zoomManager().getZoom()),
                (int) Math.round(place.y() * zoomManager().getZoom()));
        Point location = viewport().getViewLocation();
        new TextField(control, new org.eclipse.swt.graphics.Point(at.x - location.x, at.y - location.y), text, taken);
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
            part.setLinks(selectedNodes());
        }
    }

    /** The zoom of the viewer. */
    public ZoomManager zoomManager() {
        return root.getZoomManager();
    }

    /** Is told when the zoom has changed. */
    public void onZoom(Runnable listener) {
        root.onZoom(listener);
    }

    /** Makes the whole drawing fit into the window. */
    public void fit() {
        zoomManager().setZoom(Math.min(LARGEST_FIT, fittingZoom()));
    }

    private double fittingZoom() {
        Rectangle extent = drawing.map(shown -> Geometry.pixels(shown.scene().bounds(), Drawing.MARGIN))
                .orElse(new Rectangle(0, 0, 1, 1));
        org.eclipse.swt.graphics.Point size = control.getSize();
        return Math.min((double) size.x / extent.width, (double) size.y / extent.height);
    }

    /** As soon as the window has a size: everything if it can be read then, else the beginning. */
    private void showFirstView() {
        if (firstView && control.getSize().x > 1 && control.getSize().y > 1) {
            firstView = false;
            double fitting = Math.min(1, fittingZoom());
            zoomManager().setZoom(fitting < SMALLEST_FIRST_FIT ? FIRST_ZOOM : fitting);
            viewer.flush();
            zoomManager().setViewLocation(new Point(-Drawing.MARGIN, -Drawing.MARGIN));
        }
    }

    /** Is told when another part of the drawing has come into the window. */
    public void onScroll(Runnable listener) {
        viewport().getHorizontalRangeModel().addPropertyChangeListener(event -> listener.run());
        viewport().getVerticalRangeModel().addPropertyChangeListener(event -> listener.run());
    }

    /** The part of the plane of the scene that is in the window. */
    public Rect visible() {
        Point location = viewport().getViewLocation();
        double zoom = zoomManager().getZoom();
        Rectangle area = viewport().getClientArea();
        return new Rect(location.x / zoom, location.y / zoom, area.width / zoom, area.height / zoom);
    }

    /** Brings a point of the scene into the middle of the window. */
    public void centre(double x, double y) {
        double zoom = zoomManager().getZoom();
        Rectangle area = viewport().getClientArea();
        zoomManager().setViewLocation(new Point((int) Math.round(x * zoom - area.width / 2.0),
                (int) Math.round(y * zoom - area.height / 2.0)));
    }

    /** What is in the window now. */
    public View view() {
        Point location = viewport().getViewLocation();
        return new View(zoomManager().getZoom(), location.x, location.y);
    }

    /** Brings back what was in the window. */
    public void show(View view) {
        firstView = false;
        zoomManager().setZoom(view.zoom());
        viewer.flush();
        zoomManager().setViewLocation(new Point(view.left(), view.top()));
    }

    private Viewport viewport() {
        return control.getViewport();
    }
}
