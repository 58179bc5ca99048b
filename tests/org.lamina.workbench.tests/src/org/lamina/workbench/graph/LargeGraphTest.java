package org.lamina.workbench.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.draw2d.FigureCanvas;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Progress;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.testsupport.LargeNetworks;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.canvas.GraphCanvas;
import org.lamina.ui.graph.canvas.GraphWindow;
import org.lamina.ui.graph.canvas.Look;

/** A graph of two thousand nodes on a canvas of its own. The times are reported; the limits are ten times the aim. */
class LargeGraphTest {

    private static final int FRAMES = 60;
    private static final double LIMIT_MILLIS = 10 * 1000 / 30.0;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final Drawn drawn = drawn();
    private Shell shell;
    private Image image;
    private GraphCanvas canvas;

    private static Drawn drawn() {
        Scene scene = ArchitectureFigure.details(LargeNetworks.decoder(32), "net.onnx",
                DetailOptions.of(Theme.light()), Progress.NONE);
        return new Drawn(new SceneIndex(scene));
    }

    @BeforeEach
    void openWindow() {
        shell = new Shell(Display.getCurrent());
        shell.setLayout(new FillLayout());
        canvas = new GraphCanvas(shell, node -> {
            // nothing is opened here
        });
        shell.setSize(1400, 900);
        shell.open();
        image = new Image(shell.getDisplay(), 1400, 900);
        canvas.show(drawn, Look.light(), unit -> "", true);
        paint();
    }

    @AfterEach
    void closeWindow() {
        shell.dispose();
        image.dispose();
    }

    /** Paints what is in the window into an image, as a window system may leave out what nobody sees. */
    private void paint() {
        canvas.viewer().flush();
        GC gc = new GC(image);
        SWTGraphics graphics = new SWTGraphics(gc);
        try {
            ((FigureCanvas) canvas.control()).getLightweightSystem().getRootFigure().paint(graphics);
        } finally {
            graphics.dispose();
            gc.dispose();
        }
    }

    /** The time of a frame in the middle of all, in milliseconds. */
    private double medianFrame(Runnable move) {
        double[] millis = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            long start = System.nanoTime();
            move.run();
            paint();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[FRAMES / 2];
    }

    @Test
    void pansAndZoomsSmoothly(TestReporter reporter) {
        for (double zoom : List.of(0.02, 0.25, 0.5, 1.0)) {
            canvas.window().zoom().setZoom(zoom);
            GraphWindow window = canvas.window();
            double median =
                    medianFrame(() -> window.show(new GraphWindow.View(zoom, 0, window.view().top() + 40)));
            reporter.publishEntry("frame at zoom " + zoom, median + " ms");
            assertTrue(median < LIMIT_MILLIS, () -> "a frame at zoom " + zoom + " took " + median + " ms");
        }
    }

    @Test
    void showsADrawingAtOnce(TestReporter reporter) {
        long start = System.nanoTime();
        canvas.show(drawn, Look.light(), unit -> "", false);
        double millis = (System.nanoTime() - start) / 1e6;
        reporter.publishEntry("shown in", millis + " ms");
        assertTrue(millis < 500, () -> "the user interface stood still for " + millis + " ms");
    }

    @Test
    void opensWhereALargeDrawingBegins() {
        for (Rect place : List.of(new Rect(4000, 10, 200, 60), new Rect(10, 2000, 200, 60),
                new Rect(4000, 2000, 200, 60))) {
            SceneNode first = new SceneNode("first", SceneNode.Role.LAYER, "first",
                    Optional.of(new OfLayer("net.onnx", "first")), place, List.of());
            SceneNode other = new SceneNode("other", SceneNode.Role.LAYER, "other",
                    Optional.of(new OfLayer("net.onnx", "other")), new Rect(8000, 5000, 200, 60), List.of());
            canvas.show(new Drawn(new SceneIndex(new Scene("net", 8300, 5100, Optional.empty(), List.of(first, other),
                    List.of(), List.of()))), Look.light(), unit -> "", true);
            Rect seen = canvas.window().visible();
            assertTrue(seen.contains(new Point(place.x(), place.y()))
                    && seen.contains(new Point(place.right(), place.bottom())), () -> place + " is not in " + seen);
        }
    }

    @Test
    void keepsWhatIsSelectedInSightInAnotherStyle() {
        OfLayer layer = new OfLayer("net.onnx", "layers.20.self_attn.softmax");
        canvas.select(List.of(layer));
        canvas.show(drawn, Look.light(), unit -> "", true);
        Rect place = drawn.nodeFor(layer).orElseThrow().bounds();
        Rect seen = canvas.window().visible();
        assertTrue(seen.contains(new Point(place.centerX(), place.centerY())), () -> place + " is not in " + seen);
    }

    @Test
    void makesPartsOfNodesThatAreSelected() {
        int before = canvas.viewer().getContents().getChildren().size();
        OfLayer layer = new OfLayer("net.onnx", "layers.31.self_attn.softmax");
        canvas.select(List.of(layer));
        assertEquals(List.of(layer), canvas.selection());
        assertEquals(before + 1, canvas.viewer().getContents().getChildren().size());
        assertTrue(before < 10, () -> before + " parts");
    }

    @Test
    void outlinesWhatWasFoundUntilSomethingIsSelected() {
        List<SceneNode> layers = drawn.index().scene().nodes().stream()
                .filter(node -> node.unit().isPresent()).toList();
        int before = outlined();
        canvas.find(layers);
        paint();
        assertEquals(List.of(), canvas.selection(), "so many can only be looked at");
        assertTrue(outlined() > before + 1000, () -> outlined() + " pixels of an outline, before " + before);
        canvas.select(List.of(new OfLayer("net.onnx", "layers.31.self_attn.softmax")));
        paint();
        assertEquals(before, outlined());
        canvas.find(layers.subList(0, 3));
        assertEquals(layers.subList(0, 3), canvas.nodes(), "a few are selected");
    }

    /** How many pixels of the picture have the colour of what is selected or found. */
    private int outlined() {
        ImageData data = image.getImageData();
        int count = 0;
        for (int y = 0; y < data.height; y++) {
            for (int x = 0; x < data.width; x++) {
                RGB color = data.palette.getRGB(data.getPixel(x, y));
                Rgb wanted = Look.light().selection();
                count += color.red == wanted.red() && color.green == wanted.green() && color.blue == wanted.blue()
                        ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void selectsTheNodesAroundAndBetween() {
        canvas.select(List.of(new OfLayer("net.onnx", "layers.3.self_attn.softmax")));
        canvas.selectNeighbours();
        assertEquals(3, canvas.selection().size());
        canvas.select(List.of(new OfLayer("net.onnx", "layers.3.self_attn.scores"),
                new OfLayer("net.onnx", "layers.3.self_attn.softmax")));
        canvas.selectPath();
        assertEquals(List.of("scores", "scaled", "masked", "softmax"), canvas.selection().stream()
                .map(unit -> unit.label().substring(unit.label().lastIndexOf('.') + 1)).toList());
    }
}
