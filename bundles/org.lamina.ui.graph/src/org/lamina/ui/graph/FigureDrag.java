package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DragSourceAdapter;
import org.eclipse.swt.dnd.DragSourceEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Control;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.scene.Scene;

/**
 * Lets the drawing be dragged out of the editor as an SVG file, or a PNG file with Ctrl held: into a folder, a mail, a
 * text program; in the colours of paper, in whatever colours it is on the screen. The file lies in a folder of its own
 * for temporary files until the workbench ends.
 */
public final class FigureDrag extends DragSourceAdapter {

    private final Supplier<Optional<Scene>> shown;
    private final Consumer<Consumer<Scene>> paper;
    private final Supplier<Path> model;
    /** What was shown when the drawing for paper was asked for; null if nothing was. */
    private Scene asked;
    private Optional<Scene> ready = Optional.empty();
    private FigureFormat format = FigureFormat.SVG;

    private FigureDrag(Supplier<Optional<Scene>> shown, Consumer<Consumer<Scene>> paper, Supplier<Path> model) {
        this.shown = shown;
        this.paper = paper;
        this.model = model;
    }

    /**
     * Makes a control the handle to drag by.
     *
     * @param shown what is drawn, if anything is
     * @param paper gives the same in the colours of paper, now or later
     * @param model the file of the model, after which the figure is named
     */
    static void from(Control handle, Supplier<Optional<Scene>> shown, Consumer<Consumer<Scene>> paper,
            Supplier<Path> model) {
        DragSource source = new DragSource(handle, DND.DROP_COPY);
        source.setTransfer(FileTransfer.getInstance());
        FigureDrag drag = new FigureDrag(shown, paper, model);
        source.addDragListener(drag);
        // a drag can't wait for a drawing, so that it is asked for before one begins
        handle.addListener(SWT.MouseEnter, event -> drag.prepare());
        handle.addListener(SWT.MouseDown, event -> drag.prepare());
        // a drag source is not told of keys; Ctrl asks for a copy, which is all that there is
        handle.addListener(SWT.MouseDown, event -> drag.format = (event.stateMask & SWT.MOD1) == 0 ? FigureFormat.SVG
                : FigureFormat.PNG);
    }

    private void prepare() {
        Scene now = shown.get().orElse(null);
        if (now != asked) { // the same one, as comparing thousands of nodes takes long
            asked = now;
            ready = Optional.empty();
            paper.accept(drawn -> ready = asked == now ? Optional.of(drawn) : ready);
        }
    }

    @Override
    public void dragStart(DragSourceEvent event) {
        event.doit = ready.isPresent() && asked == shown.get().orElse(null);
    }

    @Override
    public void dragSetData(DragSourceEvent event) {
        Optional<Path> file = file();
        event.doit = file.isPresent();
        event.data = file.map(path -> new String[] {path.toString()}).orElse(null);
    }

    /** The file that is handed out; empty if there is no drawing, or it can't be written. */
    public Optional<Path> file() {
        try {
            return ready.isEmpty() ? Optional.empty() : Optional.of(write(ready.get(), model.get(), format));
        } catch (IOException e) {
            String problem = NLS.bind(Messages.FigureExport_problem, stem(model.get()), e.getMessage());
            Platform.getLog(FigureDrag.class).error(problem, e);
            return Optional.empty();
        }
    }

    /** Writes a drawing into a folder of its own that ends with the workbench; named after the model. */
    public static Path write(Scene drawn, Path model, FigureFormat format) throws IOException {
        Path folder = Files.createTempDirectory("lamina");
        Path file = folder.resolve(stem(model) + "." + format.extension());
        folder.toFile().deleteOnExit(); // the last one is deleted first
        file.toFile().deleteOnExit();
        format.write(drawn, FigureFormat.Options.standard(), file);
        return file;
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
