package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Sash;
import org.eclipse.ui.IWorkbenchPartSite;
import org.lamina.figure.scene.SceneNode;
import org.lamina.model.TensorInfo;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.panel.FigurePanel;

/** What fills the editor: either a message, or a head with the drawing or the table of tensors below. */
final class EditorArea {

    private static final int PANEL_WIDTH = 330;
    private static final int MOMENT_MILLIS = 150;
    /** So many hundredths of the editor the panel takes at most. */
    private static final int MOST_PANEL = 60;

    private final Composite stack;
    private final StackLayout layout = new StackLayout();
    /** Null as long as there is nothing to tell: a file that is read at once needs no message. */
    private MessagePage message;
    /** Grows with all that is told or shown, so that nothing is told too late. */
    private int told;
    private final Composite contents;
    private final Composite pages;
    private final StackLayout pagesLayout = new StackLayout();
    private final GraphHeader header;
    private final PathBar path;
    private final GraphCanvas canvas;
    /** Null as long as nobody wants to see the tensors: a table takes its time to be made. */
    private TensorPage tensors;
    private Consumer<List<TensorInfo>> tensorListener = selected -> { };
    private final SashForm sides;
    private final FigurePanel panel;
    private int panelWidth = PANEL_WIDTH;

    /**
     * What people ask for here.
     *
     * @param open shows what is behind a node
     * @param styles shows the drawing in a style
     * @param list shows the tensors
     * @param reveal shows the module of a path
     * @param find marks what has a text in its path or type, and tells how many there are
     * @param next shows the next of them
     */
    record Requests(Consumer<SceneNode> open, Consumer<Style> styles, Runnable list, Consumer<String> reveal,
            ToIntFunction<String> find, Runnable next) {
    }

    EditorArea(Composite parent, IWorkbenchPartSite site, Requests requests) {
        stack = new Composite(parent, SWT.NONE);
        stack.setLayout(layout);
        contents = new Composite(stack, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(contents);
        header = new GraphHeader(contents, site, requests.styles(), requests.list(), this::showActualSize,
                this::showPanel);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(header.control());
        Label line = new Label(contents, SWT.SEPARATOR | SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        path = new PathBar(contents, requests);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(path.control());
        sides = new SashForm(contents, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sides);
        pages = new Composite(sides, SWT.NONE);
        pages.setLayout(pagesLayout);
        panel = new FigurePanel(sides);
        sides.setMaximizedControl(pages);
        sides.addListener(SWT.Resize, event -> placePanel());
        canvas = new GraphCanvas(pages, requests.open());
        canvas.window().onZoom(() -> header.showZoom(canvas.window().zoom().getZoom()));
        pagesLayout.topControl = canvas.control();
    }

    /** The side panel with the preferences of the figure. */
    FigurePanel panel() {
        return panel;
    }

    boolean showsPanel() {
        return sides.getMaximizedControl() == null;
    }

    /** Shows or hides the side panel. */
    void showPanel(boolean shown) {
        if (shown) {
            panel.open();
        }
        sides.setMaximizedControl(shown ? null : pages);
        placePanel();
        header.showPanel(shown);
    }

    /** Gives the panel the width that its controls need, or what people have given it, and the drawing the rest. */
    private void placePanel() {
        int width = sides.getClientArea().width;
        if (showsPanel() && width > 0) {
            int side = Math.min(panelWidth, width * MOST_PANEL / 100);
            sides.setWeights(width - side, side);
            for (Control child : sides.getChildren()) {
                if (child instanceof Sash sash && sash.getData() == null) {
                    sash.setData(this);
                    sash.addListener(SWT.Selection, event -> panelWidth = panel.control().getSize().x);
                }
            }
        }
    }

    private void showActualSize() {
        canvas.window().zoom().setZoom(1);
    }

    GraphHeader header() {
        return header;
    }

    PathBar path() {
        return path;
    }

    GraphCanvas canvas() {
        return canvas;
    }

    /** Is told which tensors are selected in their table. */
    void onTensors(Consumer<List<TensorInfo>> listener) {
        tensorListener = listener;
    }

    /** The composite around everything, whose colours are those of the workbench. */
    Composite control() {
        return stack;
    }

    /** Tells that a file is read, if that takes longer than a moment. */
    void showReading(Path file, Runnable cancel) {
        int mine = ++told;
        stack.getDisplay().timerExec(MOMENT_MILLIS, () -> {
            if (!stack.isDisposed() && told == mine) {
                message().showProgress(NLS.bind(Messages.EditorArea_reading, file.getFileName()), file.toString(),
                        Messages.EditorArea_cancel, cancel);
                show(message.control());
            }
        });
    }

    private MessagePage message() {
        if (message == null) {
            message = new MessagePage(stack);
        }
        return message;
    }

    void showCancelled(Path file, Runnable again) {
        message().showProblem(SWT.ICON_INFORMATION, NLS.bind(Messages.EditorArea_cancelled, file.getFileName()), "",
                file.toString(), Messages.EditorArea_again, again);
        show(message.control());
    }

    void showProblem(Path file, String problem, Runnable again) {
        message().showProblem(SWT.ICON_WARNING, NLS.bind(Messages.EditorArea_problem, file.getFileName()), problem,
                file.toString(), Messages.EditorArea_again, again);
        show(message.control());
    }

    void showGraph() {
        showContents(canvas.control());
    }

    void showTensors(List<TensorInfo> list) {
        if (tensors == null) {
            tensors = new TensorPage(pages);
            tensors.onSelection(selected -> tensorListener.accept(selected));
        }
        tensors.show(list);
        showContents(tensors.control());
    }

    /** Whether the drawing or the tensors are shown, and no message. */
    boolean showsContents() {
        return layout.topControl == contents;
    }

    boolean showsGraph() {
        return showsContents() && pagesLayout.topControl == canvas.control();
    }

    private void showContents(Control page) {
        boolean focus = isFocused(pagesLayout.topControl);
        pagesLayout.topControl = page;
        pages.layout();
        show(contents);
        if (focus) {
            setFocus();
        }
    }

    private void show(Control page) {
        told++;
        boolean focus = isFocused(layout.topControl == null ? stack : layout.topControl);
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
        } else if (showsContents()) {
            tensors.setFocus();
        } else if (layout.topControl == null) {
            stack.forceFocus();
        } else {
            message.setFocus();
        }
    }
}
