package org.lamina.ui.graph.canvas;

import java.util.Optional;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;

/**
 * Leads from one drawing to the next: a picture of the old one lies over the new one and becomes clear. Ends by itself,
 * and as soon as anybody does something in the canvas. To be used by the UI thread.
 */
final class Fade {

    private static final int[] INPUTS = {SWT.KeyDown, SWT.MouseDown, SWT.MouseWheel, SWT.MouseHorizontalWheel};
    private static final int OPAQUE = 255;
    private static final long NANOS = 200_000_000;
    private static final int STEP_MILLIS = 16;

    private final FigureCanvas control;
    private final Runnable step = this::step;
    private Optional<Image> picture = Optional.empty();
    /** The time of the first step; until then the new drawing is still being put in place. */
    private Optional<Long> begin = Optional.empty();
    private int alpha;

    Fade(FigureCanvas control) {
        this.control = control;
        control.addListener(SWT.Paint, this::cover);
        control.addListener(SWT.Dispose, event -> drop());
        for (int input : INPUTS) {
            control.addListener(input, event -> end());
        }
        control.addListener(SWT.Resize, event -> moved());
    }

    /** Begins with what is to be seen now. Nothing fades if no picture can be made of it. */
    void start() {
        end();
        picture = picture();
        if (picture.isPresent()) {
            alpha = OPAQUE;
            control.getDisplay().timerExec(STEP_MILLIS, step);
        }
    }

    /** Whether something of the old drawing is still to be seen. */
    boolean isRunning() {
        return picture.isPresent();
    }

    /** Something else has come into the window; what does so before the first step belongs to the new drawing. */
    void moved() {
        if (begin.isPresent()) {
            end();
        }
    }

    private void end() {
        if (picture.isPresent()) {
            drop();
            control.redraw();
        }
    }

    private void drop() {
        control.getDisplay().timerExec(-1, step);
        picture.ifPresent(Image::dispose);
        picture = Optional.empty();
        begin = Optional.empty();
    }

    private void step() {
        long now = System.nanoTime();
        long elapsed = now - begin.orElse(now);
        if (elapsed >= NANOS) {
            end();
        } else {
            begin = begin.or(() -> Optional.of(now));
            alpha = Math.round(OPAQUE * (1 - (float) elapsed / NANOS));
            control.redraw();
            control.getDisplay().timerExec(STEP_MILLIS, step);
        }
    }

    private void cover(Event event) {
        picture.ifPresent(old -> {
            event.gc.setAlpha(alpha);
            event.gc.drawImage(old, 0, 0);
            event.gc.setAlpha(OPAQUE);
        });
    }

    /** A picture of the window; empty if there is nothing to be seen, or no room for a picture. */
    private Optional<Image> picture() {
        Rectangle area = control.getClientArea();
        if (area.isEmpty() || !control.isVisible()) {
            return Optional.empty();
        }
        try {
            return Optional.of(picture(area));
        } catch (SWTException | SWTError e) {
            return Optional.empty();
        }
    }

    private Image picture(Rectangle area) {
        Image image = new Image(control.getDisplay(), area.width, area.height);
        boolean painted = false;
        try {
            paint(image, area);
            painted = true;
            return image;
        } finally {
            if (!painted) {
                image.dispose();
            }
        }
    }

    private void paint(Image image, Rectangle area) {
        GC gc = new GC(image);
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            gc.setBackground(control.getBackground());
            gc.fillRectangle(0, 0, area.width, area.height);
            control.getLightweightSystem().getRootFigure().paint(graphics);
        } finally {
            graphics.dispose();
            gc.dispose();
        }
    }
}
