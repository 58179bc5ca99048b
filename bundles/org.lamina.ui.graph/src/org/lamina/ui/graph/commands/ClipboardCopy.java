package org.lamina.ui.graph.commands;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.lamina.figure.export.SvgExporter;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.scene.ScenePage;
import org.lamina.ui.scene.ScenePainter;

/** Puts things of the graph on the clipboard. */
final class ClipboardCopy {

    private static final double IMAGE_SCALE = 2;
    private static final double IMAGE_SIDE = 8000;

    private ClipboardCopy() {
    }

    /** The paths of what is selected, one a line. */
    static void paths(ArchitectureEditor editor) {
        put(editor, editor.selection().stream().map(selected -> selected.unit().label())
                .collect(Collectors.joining("\n")));
    }

    /** The drawing as it is shown. */
    static void svg(ArchitectureEditor editor) {
        editor.canvas().scene().ifPresent(scene -> put(editor, svg(scene)));
    }

    /** The drawing as it is shown, as a picture of twice its size on the screen; of a large one less. */
    static void image(ArchitectureEditor editor) {
        editor.canvas().scene().ifPresent(scene -> put(editor.getSite().getShell().getDisplay(),
                picture(scene, editor.canvas().painter(), editor.getSite().getShell().getDisplay()),
                ImageTransfer.getInstance()));
    }

    private static ImageData picture(Scene scene, ScenePainter painter, Display display) {
        Rect bounds = scene.bounds();
        double scale = Math.min(IMAGE_SCALE, IMAGE_SIDE / Math.max(bounds.width(), bounds.height()));
        int width = (int) Math.ceil(bounds.width() * scale);
        int height = (int) Math.ceil(bounds.height() * scale);
        Rgb background = scene.background().orElse(Rgb.WHITE);
        Image image = new Image(display, width, height);
        GC gc = new GC(image);
        try {
            gc.setBackground(painter.color(background));
            gc.fillRectangle(0, 0, width, height);
            ScenePage.paint(scene, painter, gc, new Rectangle(0, 0, width, height), scale);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    private static String svg(Scene scene) {
        StringWriter writer = new StringWriter();
        try {
            new SvgExporter().write(scene, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("a string can always be written to", e);
        }
        return writer.toString();
    }

    private static void put(ArchitectureEditor editor, String text) {
        if (text.isEmpty()) {
            return; // the clipboard takes no empty text
        }
        put(editor.getSite().getShell().getDisplay(), text, TextTransfer.getInstance());
    }

    private static void put(Display display, Object thing, Transfer kind) {
        Clipboard clipboard = new Clipboard(display);
        try {
            clipboard.setContents(new Object[] {thing}, new Transfer[] {kind});
        } finally {
            clipboard.dispose();
        }
    }
}
