package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
 * text program. The file lies in a folder of its own for temporary files until the workbench ends.
 */
public final class FigureDrag extends DragSourceAdapter {

    private final Supplier<Optional<Scene>> scene;
    private final Supplier<Path> model;
    private FigureFormat format = FigureFormat.SVG;

    private FigureDrag(Supplier<Optional<Scene>> scene, Supplier<Path> model) {
        this.scene = scene;
        this.model = model;
    }

    /**
     * Makes a control the handle to drag by.
     *
     * @param scene what is drawn, if anything is
     * @param model the file of the model, after which the figure is named
     */
    static void from(Control handle, Supplier<Optional<Scene>> scene, Supplier<Path> model) {
        DragSource source = new DragSource(handle, DND.DROP_COPY);
        source.setTransfer(FileTransfer.getInstance());
        FigureDrag drag = new FigureDrag(scene, model);
        source.addDragListener(drag);
        // a drag source is not told of keys; Ctrl asks for a copy, which is all that there is
        handle.addListener(SWT.MouseDown, event -> drag.format = (event.stateMask & SWT.MOD1) == 0 ? FigureFormat.SVG
                : FigureFormat.PNG);
    }

    @Override
    public void dragStart(DragSourceEvent event) {
        event.doit = scene.get().isPresent();
    }

    @Override
    public void dragSetData(DragSourceEvent event) {
        scene.get().ifPresent(drawn -> event.data = new String[] {file(drawn)});
    }

    private String file(Scene drawn) {
        try {
            return write(drawn, model.get(), format).toString();
        } catch (IOException e) {
            String problem = NLS.bind(Messages.FigureExport_problem, stem(model.get()), e.getMessage());
            Platform.getLog(FigureDrag.class).error(problem, e);
            return "";
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
