package org.lamina.ui.graph.canvas;

import java.util.function.Consumer;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;

/** A field over the canvas for the text of a note: Ctrl+Enter or a click elsewhere takes it, Esc does not. */
final class TextField {

    private static final int WIDTH = 160;
    private static final int LINES = 3;

    private final Text field;
    private final Consumer<String> taken;

    /**
     * Opens a field.
     *
     * @param at its upper left corner in the control
     * @param taken takes the text at the end
     */
    TextField(FigureCanvas canvas, Point at, String text, Consumer<String> taken) {
        this.taken = taken;
        field = new Text(canvas, SWT.MULTI | SWT.BORDER);
        field.setText(text);
        field.setToolTipText(Messages.TextField_tip);
        Point size = field.computeSize(WIDTH, LINES * field.getLineHeight());
        field.setBounds(at.x, at.y, size.x, size.y);
        field.selectAll();
        field.addListener(SWT.FocusOut, event -> close(true));
        field.addListener(SWT.KeyDown, this::key);
        field.setFocus();
    }

    private void key(Event event) {
        if (event.keyCode == SWT.ESC || event.keyCode == SWT.CR && (event.stateMask & SWT.MOD1) != 0) {
            event.doit = false;
            close(event.keyCode == SWT.CR);
        }
    }

    private void close(boolean takes) {
        if (!field.isDisposed()) {
            String text = field.getText();
            field.dispose();
            if (takes) {
                taken.accept(text);
            }
        }
    }
}
