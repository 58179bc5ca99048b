package org.lamina.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;

/** A picture of the workbench's window, taken from the screen. */
final class Picture {

    /** So many colours has any workbench with text in it; a blank screen has one or two. */
    private static final int MIN_COLORS = 32;

    private final Stage stage;

    Picture(Stage stage) {
        this.stage = stage;
    }

    /**
     * Writes the picture as PNG.
     *
     * @throws IOException if what was taken is blank
     */
    void write(Path file) throws Exception {
        ImageData data = stage.act(this::take);
        if (colors(data) < MIN_COLORS) {
            throw new IOException("the picture of the workbench is blank");
        }
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {data};
        loader.save(file.toString(), SWT.IMAGE_PNG);
    }

    private ImageData take() {
        Display display = stage.display();
        Shell shell = stage.shell();
        shell.forceActive();
        shell.update();
        Rectangle bounds = shell.getBounds();
        Image image = new Image(display, bounds.width, bounds.height);
        GC gc = new GC(display);
        try {
            gc.copyArea(image, bounds.x, bounds.y);
            return image.getImageData();
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    private static int colors(ImageData data) {
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < data.height && colors.size() < MIN_COLORS; y++) {
            for (int x = 0; x < data.width; x++) {
                colors.add(data.getPixel(x, y));
            }
        }
        return colors.size();
    }
}
