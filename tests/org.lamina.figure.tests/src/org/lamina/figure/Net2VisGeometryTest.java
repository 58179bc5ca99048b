package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.figure.Grouping.ManualGroup;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Scene;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

/**
 * Compares glyphs with those in the figures of ResNet and U-Net that come with Net2Vis
 * (github.com/viscom-ulm/Net2Vis), whose path coordinates are repeated here, to within one pixel.
 */
final class Net2VisGeometryTest {

    private static final String CHECKPOINT = "/models/net.pt";

    private static void assertGlyph(Scene scene, String path, double left, double right, double width) {
        Polygon glyph = (Polygon) scene.node(new UnitOfAnalysis.OfLayer(CHECKPOINT, path))
                .or(() -> scene.nodes().stream().filter(node -> node.id().startsWith("group-" + path + "."))
                        .findFirst())
                .orElseThrow().primitives().get(0);
        List<Point> corners = glyph.points();
        assertEquals(width, glyph.bounds().width(), 1, path + ", width");
        assertEquals(left, side(corners, glyph.bounds().x()), 1, path + ", left side");
        assertEquals(right, side(corners, glyph.bounds().right()), 1, path + ", right side");
    }

    /** The height of one end at an x: the distance of the last two corners there. */
    private static double side(List<Point> corners, double x) {
        List<Double> ys = corners.stream().filter(point -> Math.abs(point.x() - x) < 0.01).map(Point::y).sorted()
                .toList();
        return ys.get(1) - ys.get(0);
    }

    /** In the published figure the pooling layers and concatenations of U-Net; heights 10 to 100, widths 20 to 100. */
    @Test
    void drawsUNetAsNet2VisDoes() {
        GlyphOptions options = GlyphOptions.standard().withSizes(new GlyphSizes(10, 100, 20, 100, 30, 30, 4, 12))
                .withEnds(false, true, GlyphOptions.Samples.NONE);
        Scene scene = ArchitectureFigure.glyphs(Networks.uNet(), CHECKPOINT, options, Progress.NONE);
        assertGlyph(scene, "pool0", 100, 52, 24.93);
        assertGlyph(scene, "pool1", 52, 28, 29.93);
        assertGlyph(scene, "pool2", 28, 16, 39.94);
        assertGlyph(scene, "pool3", 16, 10, 59.96);
        assertGlyph(scene, "concat3", 16, 16, 100);
        assertGlyph(scene, "concat2", 28, 28, 59.96);
        assertGlyph(scene, "concat1", 52, 52, 39.94);
        assertGlyph(scene, "concat0", 100, 100, 29.93);
    }

    /** In the published figure two convolutions each are a group, and an upsampling with the convolution behind it. */
    @Test
    void drawsTheGroupsOfUNetAsNet2VisDoes() {
        List<ManualGroup> groups = Stream.of("down0", "down1", "down2", "down3", "bottom", "up0", "up1", "up2", "up3",
                "right0", "right1", "right2", "right3").map(path -> new ManualGroup(path, List.of(path))).toList();
        GlyphOptions options = GlyphOptions.standard().withSizes(new GlyphSizes(10, 100, 20, 100, 30, 30, 4, 12))
                .withEnds(false, true, GlyphOptions.Samples.NONE)
                .withGrouping(new Grouping(Grouping.Mode.NONE, 0, false, 0, groups));
        Scene scene = ArchitectureFigure.glyphs(Networks.uNet(), CHECKPOINT, options, Progress.NONE);
        assertGlyph(scene, "down0", 100, 100, 24.93);
        assertGlyph(scene, "down1", 52, 52, 29.93);
        assertGlyph(scene, "down2", 28, 28, 39.94);
        assertGlyph(scene, "down3", 16, 16, 59.96);
        assertGlyph(scene, "up3", 10, 16, 59.96);
        assertGlyph(scene, "up2", 16, 28, 39.94);
        assertGlyph(scene, "up1", 28, 52, 29.93);
        assertGlyph(scene, "up0", 52, 100, 24.93);
        assertGlyph(scene, "right0", 100, 100, 24.93);
        assertGlyph(scene, "head", 100, 100, 20);
    }

    /** What the paper says of the preferences, for the same U-Net: the formulas of section 4.2. */
    @ParameterizedTest
    @CsvSource({"30, 100, 20, 80", "10, 150, 20, 100", "50, 50, 40, 40", "1, 500, 2, 5"})
    void mapsSizesBetweenAnyThresholds(double minHeight, double maxHeight, double minWidth, double maxWidth) {
        GlyphOptions options = GlyphOptions.standard()
                .withSizes(new GlyphSizes(minHeight, maxHeight, minWidth, maxWidth, 30, 30, 4, 12))
                .withEnds(false, true, GlyphOptions.Samples.NONE);
        Scene scene = ArchitectureFigure.glyphs(Networks.uNet(), CHECKPOINT, options, Progress.NONE);
        for (int level = 0; level < 4; level++) {
            assertGlyph(scene, "pool" + level, between(256 >> level, 16, 256, minHeight, maxHeight),
                    between(128 >> level, 16, 256, minHeight, maxHeight),
                    between(64 << level, 2, 1024, minWidth, maxWidth));
        }
        Scene plain = ArchitectureFigure.glyphs(Networks.uNet(), CHECKPOINT,
                options.withEnds(false, false, GlyphOptions.Samples.NONE), Progress.NONE);
        assertGlyph(plain, "pool3", between(32, 16, 256, minHeight, maxHeight), minHeight, minWidth);
    }

    private static double between(double value, double least, double most, double from, double to) {
        return from + (value - least) / (most - least) * (to - from);
    }

    /** In the published figure of ResNet-50 its blocks are groups; heights 20 to 150, widths 20 to 80. */
    @Test
    void drawsResNetAsNet2VisDoes() {
        GlyphOptions options = GlyphOptions.standard().withSizes(new GlyphSizes(20, 150, 20, 80, 20, 30, 4, 12))
                .withHidden(Set.of(LayerKind.RESHAPE), Set.of());
        Scene scene = ArchitectureFigure.glyphs(resNet(), CHECKPOINT, options, Progress.NONE);
        assertGlyph(scene, "conv1", 150, 81.21, 21.79);
        assertGlyph(scene, "pool", 82.37, 48.57, 21.79);
        assertGlyph(scene, "block1", 48.57, 48.57, 27.42);
        assertGlyph(scene, "block2", 48.57, 32.25, 34.93);
        assertGlyph(scene, "block3", 32.25, 24.08, 49.95);
        assertGlyph(scene, "block4", 24.08, 20, 80);
        assertGlyph(scene, "average", 150, 150, 20);
        assertGlyph(scene, "dense", 150, 150, 20);
        Point input = scene.node("input-image").orElseThrow().primitives().get(0) instanceof Polygon glyph
                ? new Point(glyph.bounds().width(), glyph.bounds().height()) : null;
        assertEquals(new Point(20, 146.5), new Point(input.x(), Math.round(input.y() * 100) / 100.0));
    }

    /** The shapes of Keras' ResNet-50, whose padding layers are hidden, with one layer for each stage. */
    private static Model resNet() {
        ModelBuilder net = new ModelBuilder("ResNet50");
        String x = pad(net, "pad1", net.input("image", 1, 3, 224, 224), Shape.of(1, 3, 230, 230));
        x = net.conv("conv1", x, 64, 7, 2, 0);
        x = net.maxPool("pool", pad(net, "pad2", x, Shape.of(1, 64, 114, 114)), 3, 2, 0);
        long[] strides = {1, 2, 2, 2};
        for (int stage = 0; stage < 4; stage++) {
            x = net.conv("block" + (stage + 1), x, 256L << stage, 3, strides[stage], 1);
        }
        x = net.layer("average", "GlobalAvgPool", false, Map.of(), Shape.of(1, 2048), List.of(), x);
        return net.output("classes", net.linear("dense", x, 2048)).build();
    }

    private static String pad(ModelBuilder net, String path, String from, Shape shape) {
        return net.layer(path, "Pad", false, Map.of(), shape, List.of(), from);
    }
}
