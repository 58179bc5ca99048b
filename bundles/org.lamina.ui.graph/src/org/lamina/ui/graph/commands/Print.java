package org.lamina.ui.graph.commands;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.printing.PrintDialog;
import org.eclipse.swt.printing.Printer;
import org.eclipse.swt.printing.PrinterData;
import org.eclipse.swt.widgets.Shell;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.scene.ScenePage;
import org.lamina.ui.scene.ScenePainter;

/** Prints the drawing on one page. */
final class Print {

    private static final double PIXELS_PER_INCH = 96;

    private Print() {
    }

    /** Asks for a printer and prints what the editor shows. */
    static void open(ArchitectureEditor editor) {
        editor.canvas().scene().ifPresent(scene -> {
            Shell shell = editor.getSite().getShell();
            PrinterData chosen = new PrintDialog(shell).open();
            if (chosen != null) {
                print(scene, editor.canvas().painter(), chosen, shell, editor.getPartName());
            }
        });
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
                Rectangle area = printer.getClientArea();
                ScenePage.paint(scene, painter, gc, new Rectangle(0, 0, area.width, area.height),
                        printer.getDPI().x / PIXELS_PER_INCH);
            } finally {
                gc.dispose();
            }
            printer.endPage();
            printer.endJob();
        } finally {
            printer.dispose();
        }
    }
}
