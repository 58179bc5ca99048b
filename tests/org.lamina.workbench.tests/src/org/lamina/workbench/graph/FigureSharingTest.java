package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.handlers.IHandlerService;
import org.junit.jupiter.api.Test;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.scene.Rect;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.ui.graph.FigureDrag;
import org.lamina.ui.scene.ScenePage;
import org.lamina.workbench.support.Controls;

/** How a drawing leaves the editor: on paper, by the clipboard, by the mouse. */
class FigureSharingTest extends OpenEditor {

    @Test
    void fillsAPageWithTheWholeDrawing() {
        Rectangle painted = painted(new Rectangle(30, 40, 300, 200), 10);
        Rect bounds = scene().bounds();
        double scale = Math.min(300 / bounds.width(), 200 / bounds.height());
        assertTrue(painted.x >= 29 && painted.y >= 39 && painted.x + painted.width <= 331
                && painted.y + painted.height <= 241, () -> "painted " + painted);
        assertTrue(painted.height > 0.8 * bounds.height() * scale, () -> "painted " + painted);
    }

    @Test
    void doesNotBlowUpASmallDrawing() {
        Rect bounds = scene().bounds();
        Rectangle painted = painted(new Rectangle(0, 0, 400, 300), 0.1);
        assertTrue(painted.width <= bounds.width() * 0.1 + 4, () -> "painted " + painted);
        assertTrue(Math.abs(painted.x + painted.width / 2.0 - 200) < 30, () -> "not in the middle: " + painted);
    }

    /** What is not white after a page was painted. */
    private Rectangle painted(Rectangle area, double largest) {
        Image image = new Image(Display.getCurrent(), 400, 300);
        GC gc = new GC(image);
        gc.setBackground(Display.getCurrent().getSystemColor(SWT.COLOR_WHITE));
        gc.fillRectangle(0, 0, 400, 300);
        ScenePage.paint(scene(), editor.part().canvas().painter(), gc, area, largest);
        gc.dispose();
        ImageData data = image.getImageData();
        image.dispose();
        Rectangle painted = null;
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 400; x++) {
                if (data.palette.getRGB(data.getPixel(x, y)).getHSB()[2] < 0.9) {
                    Rectangle pixel = new Rectangle(x, y, 1, 1);
                    painted = painted == null ? pixel : painted.union(pixel);
                }
            }
        }
        assertNotNull(painted, "the page is blank");
        return painted;
    }

    @Test
    void copiesThePictureToTheClipboard() throws Exception {
        editor.part().getSite().getService(IHandlerService.class)
                .executeCommand(ArchitectureEditor.BUNDLE + ".command.copyImage", new Event());
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        try {
            ImageData copied = (ImageData) clipboard.getContents(ImageTransfer.getInstance());
            assertEquals((int) Math.ceil(2 * scene().bounds().width()), copied.width);
        } finally {
            clipboard.dispose();
        }
    }

    @Test
    void copiesTheDrawingAsSvgForProgramsThatKnowItAndAsText() throws Exception {
        editor.part().getSite().getService(IHandlerService.class)
                .executeCommand(ArchitectureEditor.BUNDLE + ".command.copySvg", new Event());
        Clipboard clipboard = new Clipboard(Display.getCurrent());
        try {
            List<String> types = List.of(clipboard.getAvailableTypeNames());
            assertTrue(types.stream().anyMatch(type -> type.endsWith("image/svg+xml")), types::toString);
            String text = (String) clipboard.getContents(TextTransfer.getInstance());
            assertTrue(text.startsWith("<?xml") && text.contains("conv1"), text);
        } finally {
            clipboard.dispose();
        }
    }

    @Test
    void offersTheDrawingAsAFileToDrag() throws Exception {
        Composite area = editor.control().getParent().getParent().getParent();
        Control handle = Controls.find(area, Label.class, label -> label.getData(DND.DRAG_SOURCE_KEY) != null);
        DragSource source = (DragSource) handle.getData(DND.DRAG_SOURCE_KEY);
        assertArrayEquals(new Object[] {FileTransfer.getInstance()}, source.getTransfer());
        Path file = FigureDrag.write(scene(), editor.part().file(), FigureFormat.SVG);
        assertEquals("digits_traced.svg", file.getFileName().toString());
        assertTrue(Files.readString(file).startsWith("<?xml") && Files.readString(file).contains("conv1"), "no SVG");
        Path picture = FigureDrag.write(scene(), editor.part().file(), FigureFormat.PNG);
        assertEquals("digits_traced.png", picture.getFileName().toString());
        assertEquals('P', Files.readAllBytes(picture)[1]);
        assertEquals(List.of(), List.of(source.getDragListeners()).stream()
                .filter(listener -> !(listener instanceof FigureDrag)).toList());
    }
}
