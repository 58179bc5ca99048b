package org.lamina.ui.graph.commands;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Shell;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.PaperScene;
import org.lamina.ui.scene.ScenePage;
import org.lamina.ui.scene.ScenePainter;

/** Prints the drawing on one page. */
final class Print {

    private static final double PIXELS_PER_INCH = 96;
    /** Of a picture, which is sharp enough then. */
    private static final double MOST_DOTS_PER_INCH = 300;

    private Print() {
    }

    /** Asks for a printer and prints what the editor shows. */
    static void open(ArchitectureEditor editor) {
        Shell shell = editor.getSite().getShell();
        PrinterData chosen = new PrintDialog(shell).open();
        if (chosen != null) {
            PaperScene.of(editor,
                    scene -> print(scene, editor.canvas().painter(), chosen, shell, editor.getPartName()));
        }
    }

    private static void print(Scene scene, ScenePainter painter, PrinterData chosen, Shell shell, String name) {
        Printer printer = new Printer(chosen);
        try {
            if (!printer.startJob(name) || !printer.startPage()) {
                MessageDialog.openError(shell, Messages.Print_title, NLS.bind(Messages.Print_problem, chosen.name));
                return;
            }
            GC gc = new GC(printer);
            try {
                paint(scene, painter, gc, printer);
            } finally {
                gc.dispose();
            }
            printer.endPage();
            printer.endJob();
        } finally {
            printer.dispose();
        }
    }

    /**
     * Paints on the page of a printer. SWT applies the printer's resolution twice on GTK as soon as anything is scaled
     * or turned (seen in 3.131: a figure of a page's width came out with a quarter of it); there a picture is printed.
     */
    private static void paint(Scene scene, ScenePainter painter, GC gc, Printer printer) {
        Rectangle area = printer.getClientArea();
        double largest = printer.getDPI().x / PIXELS_PER_INCH;
        if (!SWT.getPlatform().equals("gtk")) {
            ScenePage.paint(scene, painter, gc, new Rectangle(0, 0, area.width, area.height), largest);
            return;
        }
        double scale = Math.min(largest, Math.min(area.width / scene.bounds().width(),
                area.height / scene.bounds().height()));
        double dots = Math.min(scale, largest * MOST_DOTS_PER_INCH / printer.getDPI().x);
        Image picture = new Image(printer, ScenePicture.of(scene, painter, dots));
        try {
            Rectangle size = picture.getBounds();
            int width = (int) Math.round(size.width * scale / dots);
            gc.drawImage(picture, 0, 0, size.width, size.height, (area.width - width) / 2, 0, width,
                    (int) Math.round(size.height * scale / dots));
        } finally {
            picture.dispose();
        }
    }
}
