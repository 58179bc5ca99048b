package org.lamina.ui.widgets.panel;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.lamina.figure.export.SvgExporter;
import org.lamina.figure.scene.Scene;
import org.lamina.query.Histogram;
import org.lamina.ui.widgets.Messages;

/** The context menu of a histogram: copies it for other programs. */
final class ChartMenu {

    private ChartMenu() {
    }

    /** Gives a control that shows a histogram as numbers the menu. */
    static void addTo(Control control, Histogram histogram) {
        Menu menu = new Menu(control);
        item(menu, Messages.ChartMenu_copyBins, () -> bins(histogram));
        control.setMenu(menu);
    }

    /**
     * Gives a control that shows a histogram as a chart the menu.
     *
     * @param drawing the chart as it is to be copied
     */
    static void addTo(Control control, Histogram histogram, Supplier<Scene> drawing) {
        addTo(control, histogram);
        item(control.getMenu(), Messages.ChartMenu_copySvg, () -> svg(drawing.get()));
    }

    private static void item(Menu menu, String label, Supplier<String> text) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(label);
        item.addListener(SWT.Selection, event -> {
            Clipboard clipboard = new Clipboard(menu.getDisplay());
            try {
                clipboard.setContents(new Object[] {text.get()}, new Transfer[] {TextTransfer.getInstance()});
            } finally {
                clipboard.dispose();
            }
        });
    }

    /** The chart as an SVG document. */
    static String svg(Scene scene) {
        StringWriter document = new StringWriter();
        try {
            new SvgExporter().write(scene, document);
        } catch (IOException e) {
            throw new UncheckedIOException("a string writer does not fail", e);
        }
        return document.toString();
    }

    /** The bins, one a line: lower edge, upper edge and count, separated by tabs, with all digits. */
    static String bins(Histogram histogram) {
        StringBuilder lines = new StringBuilder();
        for (int bin = 0; bin < histogram.counts().size(); bin++) {
            lines.append(histogram.edges().get(bin)).append('\t').append(histogram.edges().get(bin + 1)).append('\t')
                    .append(histogram.counts().get(bin)).append('\n');
        }
        return lines.toString();
    }
}
