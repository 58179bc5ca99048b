package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.geometry.Point;
import org.eclipse.gef.AccessibleEditPart;
import org.eclipse.gef.EditPart;
import org.eclipse.gef.GraphicalEditPart;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.FileEditorInput;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.workbench.support.Controls;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

/** An open graph editor, and what people do with it. */
final class GraphEditor {

    private final ArchitectureEditor part;

    private GraphEditor(ArchitectureEditor part) {
        this.part = part;
    }

    /** Opens a file of a project as a double click in the Project Explorer does, and waits until it is shown. */
    static GraphEditor open(DigitsProject project, String file) throws PartInitException {
        return open(new FileEditorInput(project.file(file)));
    }

    static GraphEditor open(IEditorInput input) throws PartInitException {
        GraphEditor editor = new GraphEditor(
                (ArchitectureEditor) Workbench.page().openEditor(input, LaminaUi.GRAPH_EDITOR));
        editor.awaitQuiet();
        return editor;
    }

    /** Waits until everything in the background has ended and was shown. */
    void awaitQuiet() {
        Workbench.awaitJobs(Checkpoints.FAMILY, ArchitectureEditor.FAMILY);
    }

    ArchitectureEditor part() {
        return part;
    }

    OpenedModel opened() {
        return part.opened().orElseThrow(() -> new AssertionError("no model: " + texts()));
    }

    GraphicalViewer viewer() {
        return part.getAdapter(GraphicalViewer.class);
    }

    FigureCanvas control() {
        return (FigureCanvas) viewer().getControl();
    }

    /** The composite around everything in an editor. */
    static Composite area(ArchitectureEditor editor) {
        return editor.canvas().control().getParent().getParent().getParent().getParent();
    }

    /** All text that the editor shows outside its drawing. */
    String texts() {
        return Controls.all(area(part)).filter(Text.class::isInstance).map(Text.class::cast).map(Text::getText)
                .collect(Collectors.joining("\n"));
    }

    /** The node of a layer. */
    GraphicalEditPart layer(String path) {
        SceneNode node = part.canvas().scene().orElseThrow()
                .node(new OfLayer(OpenedModel.checkpoint(part.file()), path))
                .orElseThrow(() -> new AssertionError(path + " is not drawn"));
        EditPart found = (EditPart) viewer().getEditPartRegistry().get(node);
        assertNotNull(found, path + " has no edit part");
        return (GraphicalEditPart) found;
    }

    /** What a screen reader says about a layer. */
    String spoken(String path) {
        AccessibleEvent event = new AccessibleEvent(this);
        layer(path).getAdapter(AccessibleEditPart.class).getName(event);
        return event.result;
    }

    /** The paths of the layers that are selected. */
    List<String> selection() {
        return part.selection().stream().map(selected -> selected.unit().label()).toList();
    }

    void click(String path) {
        Point point = middle(path);
        mouse(SWT.MouseMove, point, 0);
        mouse(SWT.MouseDown, point, 1);
        mouse(SWT.MouseUp, point, 1);
    }

    void doubleClick(String path) {
        click(path);
        Point point = middle(path);
        mouse(SWT.MouseDown, point, 1);
        mouse(SWT.MouseDoubleClick, point, 1);
        mouse(SWT.MouseUp, point, 1);
    }

    /** Drags with a button held, from one place of the canvas to another. */
    void drag(int button, org.eclipse.swt.graphics.Point from, org.eclipse.swt.graphics.Point to) {
        mouse(SWT.MouseMove, new Point(from), 0);
        mouse(SWT.MouseDown, new Point(from), button);
        for (int step = 1; step <= 4; step++) {
            Event event = new Event();
            event.x = from.x + (to.x - from.x) * step / 4;
            event.y = from.y + (to.y - from.y) * step / 4;
            event.stateMask = button == 1 ? SWT.BUTTON1 : SWT.BUTTON2;
            Controls.send(control(), SWT.MouseMove, event);
        }
        mouse(SWT.MouseUp, new Point(to), button);
    }

    private Point middle(String path) {
        viewer().reveal(layer(path));
        viewer().flush();
        Point point = layer(path).getFigure().getBounds().getCenter();
        layer(path).getFigure().translateToAbsolute(point);
        return point;
    }

    private void mouse(int type, Point point, int button) {
        Event event = new Event();
        event.x = point.x;
        event.y = point.y;
        event.button = button;
        event.count = type == SWT.MouseDoubleClick ? 2 : 1;
        event.stateMask = type == SWT.MouseUp ? SWT.BUTTON1 : 0;
        Controls.send(control(), type, event);
    }

    /** Turns the mouse wheel with Ctrl held, at a place of the canvas; one notch up if {@code notches} is 1. */
    void ctrlWheel(int x, int y, int notches) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.count = 3 * notches;
        event.stateMask = SWT.MOD1;
        Controls.send(control(), SWT.MouseWheel, event);
    }

    void key(int key) {
        key(key, 0);
    }

    /** Presses a key with others held, such as {@link SWT#SHIFT}. */
    void key(int key, int held) {
        Event event = new Event();
        event.keyCode = key;
        event.stateMask = held;
        Controls.send(control(), SWT.KeyDown, event);
    }

    /** Runs a command of the editor by the last part of its id. */
    void run(String command) throws Exception {
        Workbench.page().activate(part);
        part.getSite().getService(IHandlerService.class)
                .executeCommand(ArchitectureEditor.BUNDLE + ".command." + command, null);
        Workbench.flush();
    }

    double zoom() {
        return part.canvas().window().zoom().getZoom();
    }
}
