package org.lamina.benchmarks.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.ide.IDE;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.figure.structure.Folding;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UnitNavigation;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.Style;

/**
 * Opens a model and pans, zooms, walks, folds, searches and selects in it, and prints how long the UI thread was held by
 * each of that. Runs in a thread of its own; everything is done in the UI thread as by a user, one event after another.
 */
final class Session {

    private static final double LIMIT = 50;
    private static final long PATIENCE_SECONDS = 120;
    private static final long FRAME_MILLIS = 300;

    private final IWorkbench workbench;
    private final Display display;
    private final Path file;
    private final Holds holds;
    private final Steps steps;
    private final Timeline timeline = new Timeline();
    private ArchitectureEditor editor;

    /** How much is done. */
    enum Steps {
        /** Everything. */
        ALL,
        /** All that can be done with the graph folded, as it is too large for the window otherwise. */
        FOLDED,
        /** The model is opened and closed, twice. */
        OPENING,
        /** An editor without anything is opened and closed, twice: what the workbench itself needs. */
        EMPTY
    }

    Session(IWorkbench workbench, Path file, Holds holds, Steps steps) {
        this.workbench = workbench;
        this.display = workbench.getDisplay();
        this.file = file;
        this.holds = holds;
        this.steps = steps;
    }

    void run() throws Exception {
        act(() -> {
            workbench.getActiveWorkbenchWindow().getShell().setBounds(0, 0, 1600, 1000);
            if (workbench.getIntroManager().getIntro() != null) {
                workbench.getIntroManager().closeIntro(workbench.getIntroManager().getIntro());
            }
            workbench.showPerspective(LaminaUi.PERSPECTIVE, workbench.getActiveWorkbenchWindow());
            return page().showView(IPageLayout.ID_OUTLINE, null, IWorkbenchPage.VIEW_VISIBLE);
        });
        settle();
        report("start of the workbench");
        switch (steps) {
            case EMPTY -> {
                empty("open an editor without anything");
                empty("open it again");
            }
            case OPENING -> {
                open();
                once("close", () -> page().closeAllEditors(false));
                open();
                once("close", () -> page().closeAllEditors(false));
                empty("open an editor without anything, to compare");
            }
            default -> everything();
        }
    }

    private void everything() throws Exception {
        open();
        menu("context menu");
        menu("context menu again");
        work("folded");
        if (steps == Steps.ALL) {
            once("unfold all", () -> editor.folds().fold(Folding.NONE));
            work("unfolded");
            once("everything in the window", () -> editor.canvas().window().fit());
            pan("unfolded, all in the window");
            wheel("unfolded, all in the window");
            once("shapes beside the lines", () -> editor.change("Shapes Beside the Lines",
                    figure -> figure.with("details.shapes", true)));
            once("fold all", () -> editor.folds().fold(Folding.OVERVIEW));
        }
        once("glyphs", () -> editor.show(Style.GLYPHS));
        pan("glyphs");
        wheel("glyphs");
        once("details again", () -> editor.show(Style.DETAILS));
        once("close", () -> page().closeAllEditors(false));
        open();
        once("close", () -> page().closeAllEditors(false));
        empty("open an editor without anything, to compare");
        empty("open it again");
        text("open a text file, to compare");
        text("open it again");
    }

    private void empty(String what) throws Exception {
        act(() -> page().openEditor(new EmptyEditor.Input(), EmptyEditor.ID));
        settle();
        report(what);
        once("close", () -> page().closeAllEditors(false));
    }

    private void text(String what) throws Exception {
        Path text = Files.createTempFile("session", ".txt");
        act(() -> IDE.openEditorOnFileStore(page(), EFS.getLocalFileSystem().fromLocalFile(text.toFile())));
        settle();
        report(what);
        once("close", () -> page().closeAllEditors(false));
        Files.delete(text);
    }

    private void open() throws Exception {
        long start = System.nanoTime();
        timeline.begin();
        act(() -> {
            editor = (ArchitectureEditor) UnitNavigation.open(page(), file);
            holds.watch(editor.canvas().control());
            return editor;
        });
        timeline.note("the editor is there");
        await(() -> editor.canvas().scene().isPresent());
        System.out.printf(Locale.ROOT, "%.2f s from the click to the first picture%n", (System.nanoTime() - start) / 1e9);
        settle();
        timeline.end().forEach(line -> System.out.println("    " + line));
        report("open");
    }

    private void menu(String what) throws Exception {
        once(what, () -> canvas().getMenu().notifyListeners(SWT.Show, new Event()));
        once(what + ": close", () -> canvas().getMenu().notifyListeners(SWT.Hide, new Event()));
    }

    private void work(String what) throws Exception {
        pan(what);
        wheel(what);
        keys(what);
        search(what);
        once(what + ": neighbours", () -> editor.canvas().selectNeighbours());
        once(what + ": reveal the last layer", () -> editor.reveal(new OfLayer("", last())));
    }

    private String last() {
        var layers = editor.opened().orElseThrow().model().layers();
        return layers.get(layers.size() - 1).path();
    }

    private void pan(String what) throws Exception {
        frames(what + ": pan", 90, i -> {
            FigureCanvas canvas = canvas();
            int step = i % 60 < 30 ? 24 : -24;
            if (i == 0) {
                mouse(SWT.MouseDown, 400, 400);
            }
            mouse(SWT.MouseMove, 400 + (i % 2), 400 - step * (1 + i % 30) + (i % 60 < 30 ? 0 : -720));
            canvas.redraw();
            if (i == 89) {
                mouse(SWT.MouseUp, 400, 400);
            }
        });
    }

    private void mouse(int type, int x, int y) {
        Event event = new Event();
        event.x = x;
        event.y = y;
        event.button = type == SWT.MouseMove ? 0 : 2;
        event.stateMask = type == SWT.MouseDown ? 0 : SWT.BUTTON2;
        canvas().notifyListeners(type, event);
    }

    private void wheel(String what) throws Exception {
        frames(what + ": zoom by the wheel", 60, i -> {
            Event event = new Event();
            event.x = 500;
            event.y = 300;
            event.stateMask = SWT.MOD1;
            event.count = i < 15 || i >= 45 ? 3 : -3;
            canvas().notifyListeners(SWT.MouseWheel, event);
        });
        frames(what + ": zoom by commands", 12, i -> {
            if (i < 6) {
                editor.canvas().window().zoom().zoomIn();
            } else {
                editor.canvas().window().zoom().zoomOut();
            }
        });
    }

    private void keys(String what) throws Exception {
        frames(what + ": walk by the arrow keys", 40, i -> {
            Event event = new Event();
            event.keyCode = i == 0 ? SWT.HOME : i < 30 ? SWT.ARROW_DOWN : SWT.ARROW_RIGHT;
            canvas().notifyListeners(SWT.KeyDown, event);
        });
    }

    private void search(String what) throws Exception {
        Text field = act(() -> controls(canvas().getParent().getParent().getParent().getParent())
                .filter(Text.class::isInstance).map(Text.class::cast)
                .filter(text -> (text.getStyle() & SWT.SEARCH) != 0).findFirst().orElseThrow());
        for (String text : List.of("a", "attn", "matmul", "")) {
            once(what + ": search \"" + text + "\"", () -> field.setText(text));
            Thread.sleep(300); // the field waits until nothing more is typed
            settle();
            report(what + ": found \"" + text + "\"");
        }
    }

    private static Stream<Control> controls(Composite root) {
        return Arrays.stream(root.getChildren()).flatMap(child -> Stream.concat(Stream.of(child),
                child instanceof Composite composite ? controls(composite) : Stream.empty()));
    }

    /** One step of many. */
    private interface Step {
        void go(int number);
    }

    private void frames(String what, int steps, Step step) throws Exception {
        settle();
        holds.frames().drainPermits();
        act(holds::take);
        act(holds::takePaints);
        int painted = 0;
        long start = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            int number = i;
            display.asyncExec(() -> step.go(number));
            if (holds.frames().tryAcquire(FRAME_MILLIS, TimeUnit.MILLISECONDS)) {
                painted++;
            } else {
                start += FRAME_MILLIS * 1_000_000; // nothing was to be painted
            }
        }
        System.out.printf(Locale.ROOT, "%.0f frames/s, ", painted / ((System.nanoTime() - start) / 1e9));
        report(what);
    }

    private void once(String what, Runnable action) throws Exception {
        long start = System.nanoTime();
        act(() -> {
            action.run();
            return null;
        });
        settle();
        System.out.printf(Locale.ROOT, "%.2f s, ", (System.nanoTime() - start) / 1e9);
        report(what);
    }

    private void report(String what) throws Exception {
        List<Holds.Hold> taken = act(holds::take);
        double[] paints = act(holds::takePaints);
        double longest = taken.isEmpty() ? 0 : taken.get(0).millis();
        double computing = taken.stream().mapToDouble(Holds.Hold::computing).max().orElse(0);
        System.out.printf(Locale.ROOT, "%s: held at most %.0f ms (%.0f ms computing)", what, longest, computing);
        if (paints.length > 0) {
            System.out.printf(Locale.ROOT, "; %d paints, median %.1f ms, longest %.1f ms", paints.length,
                    paints[paints.length / 2], paints[paints.length - 1]);
        }
        System.out.println();
        for (Holds.Hold hold : taken) {
            if (hold.computing() > LIMIT / 2) {
                System.out.printf(Locale.ROOT, "    %.0f ms, %.0f ms computing%n", hold.millis(), hold.computing());
                Profile.of(hold.samples()).lines().forEach(line -> System.out.println("        " + line));
            }
        }
    }

    private FigureCanvas canvas() {
        return (FigureCanvas) editor.canvas().control();
    }

    private IWorkbenchPage page() {
        return workbench.getWorkbenchWindows()[0].getActivePage();
    }

    /** Does something in the UI thread, as one event, and waits for it. */
    private <T> T act(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        display.asyncExec(task);
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void await(Callable<Boolean> condition) throws Exception {
        while (!act(condition)) {
            Thread.sleep(2);
        }
    }

    /** Waits until Lamina's jobs have ended and what they brought is painted. */
    private void settle() throws Exception {
        for (int quiet = 0; quiet < 5; quiet++) {
            for (Object family : List.of(Checkpoints.FAMILY, ArchitectureEditor.FAMILY)) {
                if (Job.getJobManager().find(family).length > 0) {
                    Job.getJobManager().join(family, null);
                    quiet = 0;
                }
            }
            act(() -> null);
            Thread.sleep(30);
        }
    }
}
