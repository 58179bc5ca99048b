package org.lamina.ui.graph.commands;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.lamina.figure.export.SvgExporter;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.PaperScene;

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

    /** The drawing as it is shown, in the colours of paper, for programs that know SVG and as text for others. */
    static void svg(ArchitectureEditor editor) {
        PaperScene.of(editor, scene -> {
            String svg = svg(scene);
            put(editor.getSite().getShell().getDisplay(), new Object[] {svg, svg}, SvgTransfer.INSTANCE,
                    TextTransfer.getInstance());
        });
    }

    /** The same as a picture of twice its size on the screen; of a large one less. */
    static void image(ArchitectureEditor editor) {
        PaperScene.of(editor, scene -> {
            double side = Math.max(scene.bounds().width(), scene.bounds().height());
            put(editor.getSite().getShell().getDisplay(), new Object[] {ScenePicture.of(scene,
                    editor.canvas().painter(), Math.min(IMAGE_SCALE, IMAGE_SIDE / side))},
                    ImageTransfer.getInstance());
        });
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
        put(editor.getSite().getShell().getDisplay(), new Object[] {text}, TextTransfer.getInstance());
    }

    private static void put(Display display, Object[] things, Transfer... kinds) {
        Clipboard clipboard = new Clipboard(display);
        try {
            clipboard.setContents(things, kinds);
        } finally {
            clipboard.dispose();
        }
    }
}
