package org.lamina.ui.graph.commands;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.lamina.figure.export.SvgExporter;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;

/** Puts things of the graph on the clipboard, as text. */
final class ClipboardCopy {

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
        Clipboard clipboard = new Clipboard(editor.getSite().getShell().getDisplay());
        try {
            clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
        } finally {
            clipboard.dispose();
        }
    }
}
