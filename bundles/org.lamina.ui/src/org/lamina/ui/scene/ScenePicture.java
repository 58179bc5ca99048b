package org.lamina.ui.scene;

import java.util.List;

import org.eclipse.draw2d.Graphics;
import org.eclipse.swt.SWT;

/** Marks of a scene made ready for painting, by a {@link ScenePainter}. */
public final class ScenePicture {

    private final List<Mark> marks;

    ScenePicture(List<Mark> marks) {
        this.marks = List.copyOf(marks);
    }

    /** Paints the marks in the coordinates of the scene; leaves the graphics as it was. */
    public void paint(Graphics graphics) {
        graphics.pushState();
        try {
            graphics.setAntialias(SWT.ON);
            graphics.setTextAntialias(SWT.ON);
            graphics.setLineJoin(SWT.JOIN_ROUND);
            graphics.scale(1.0 / Grid.UNITS);
            for (int i = 0; i < marks.size(); i++) { // an iterator would be made anew in every paint
                marks.get(i).paint(graphics);
            }
        } finally {
            graphics.popState();
        }
    }
}
