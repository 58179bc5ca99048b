package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbenchPartSite;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.graph.canvas.GraphCanvas;

/** What fills the editor: either a message, or the drawing with its head. */
final class EditorArea {

    private final Composite stack;
    private final StackLayout layout = new StackLayout();
    private final MessagePage message;
    private final Composite graph;
    private final GraphHeader header;
    private final GraphCanvas canvas;

    /**
     * @param open shows the source of a unit
     * @param styles shows the drawing in a style
     */
    EditorArea(Composite parent, IWorkbenchPartSite site, Consumer<UnitOfAnalysis> open, Consumer<Style> styles) {
        stack = new Composite(parent, SWT.NONE);
        stack.setLayout(layout);
        message = new MessagePage(stack);
        graph = new Composite(stack, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(graph);
        header = new GraphHeader(graph, site, styles, this::showActualSize);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(header.control());
        Label line = new Label(graph, SWT.SEPARATOR | SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        canvas = new GraphCanvas(graph, open);
        canvas.onZoom(() -> header.showZoom(canvas.zoomManager().getZoom()));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(canvas.control());
    }

    private void showActualSize() {
        canvas.zoomManager().setZoom(1);
    }

    GraphHeader header() {
        return header;
    }

    GraphCanvas canvas() {
        return canvas;
    }

    /** The composite around everything, whose colours are those of the workbench. */
    Composite control() {
        return stack;
    }

    void showReading(Path file, Runnable cancel) {
        message.showProgress(NLS.bind(Messages.EditorArea_reading, file.getFileName()), file.toString(),
                Messages.EditorArea_cancel, cancel);
        show(message.control());
    }

    void showCancelled(Path file, Runnable again) {
        message.showProblem(SWT.ICON_INFORMATION, NLS.bind(Messages.EditorArea_cancelled, file.getFileName()), "",
                file.toString(), Messages.EditorArea_again, again);
        show(message.control());
    }

    void showProblem(Path file, String problem, Runnable again) {
        message.showProblem(SWT.ICON_WARNING, NLS.bind(Messages.EditorArea_problem, file.getFileName()), problem,
                file.toString(), Messages.EditorArea_again, again);
        show(message.control());
    }

    void showGraph() {
        show(graph);
    }

    boolean showsGraph() {
        return layout.topControl == graph;
    }

    private void show(Control page) {
        boolean focus = isFocused(layout.topControl);
        layout.topControl = page;
        stack.layout();
        if (focus) {
            setFocus();
        }
    }

    private static boolean isFocused(Control page) {
        for (Control focus = page == null ? null : page.getDisplay().getFocusControl(); focus != null; focus = focus
                .getParent()) {
            if (focus == page) {
                return true;
            }
        }
        return false;
    }

    void setFocus() {
        if (showsGraph()) {
            canvas.control().setFocus();
        } else {
            message.setFocus();
        }
    }
}
