package org.lamina.ui.graph;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbench;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.model.LayerKind;
import org.lamina.ui.Icon;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.canvas.Look;
import org.lamina.ui.graph.outline.GraphOutline;

/**
 * Makes what fills an editor once, unseen, and throws it away: a control that is made for the first time takes several
 * times as long. Each step is an event of its own, so that whoever works in the workbench meanwhile does not notice.
 */
final class Rehearsal {

    private final Display display;
    private final Drawn drawn;
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private Shell shell;
    private GraphCanvas canvas;

    private Rehearsal(Display display, SceneIndex drawing) {
        this.display = display;
        this.drawn = new Drawn(drawing);
    }

    /**
     * Begins, and returns at once. May be called by any thread.
     *
     * @param drawing what is shown to nobody
     */
    static void begin(IWorkbench workbench, SceneIndex drawing) {
        Rehearsal rehearsal = new Rehearsal(workbench.getDisplay(), drawing);
        rehearsal.steps.addAll(List.of(rehearsal::makeCanvas, rehearsal::draw, rehearsal::makePath,
                rehearsal::makeOutline, rehearsal::end));
        Stream.of(LayerKind.values()).map(Icon::of).distinct().forEach(icon -> rehearsal.steps.add(icon::image));
        rehearsal.next();
    }

    private void next() {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                steps.remove().run();
                if (!steps.isEmpty()) {
                    next();
                }
            });
        }
    }

    private void makeCanvas() {
        shell = new Shell(display);
        canvas = new GraphCanvas(shell, node -> { });
    }

    private void draw() {
        canvas.show(drawn, Look.light(), unit -> "", true);
    }

    private void makePath() {
        new PathBar(shell, new EditorArea.Requests(node -> { }, style -> { }, () -> { }, path -> { }, text -> 0,
                () -> { }));
    }

    private void makeOutline() {
        new GraphOutline(canvas, () -> { }, () -> { }).createControl(shell);
    }

    private void end() {
        shell.dispose();
    }
}
