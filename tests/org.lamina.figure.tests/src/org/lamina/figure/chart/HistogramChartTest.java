package org.lamina.figure.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Theme;
import org.lamina.query.Histogram;
import org.lamina.query.TensorStatistics;

final class HistogramChartTest {

    private static final ChartLabels LABELS = new ChartLabels("conv1.weight", "weight", "values");
    private static final Theme THEME = Theme.light();

    private static Histogram histogram(double low, double high, double mean, long nan, long inf, long... counts) {
        long finite = LongStream.of(counts).sum();
        List<Double> edges = IntStream.rangeClosed(0, counts.length)
                .mapToObj(i -> low * (1 - (double) i / counts.length) + high * i / counts.length).toList();
        return new Histogram(edges, LongStream.of(counts).boxed().toList(), new TensorStatistics(finite + nan + inf,
                low, high, mean, 0.5, 0, 0, 0, nan, inf, 0));
    }

    private static Scene draw(Histogram histogram) {
        return HistogramChart.scene(histogram, LABELS, 420, 260, THEME);
    }

    private static List<String> texts(Scene scene) {
        return scene.decorations().stream().filter(Text.class::isInstance).map(mark -> ((Text) mark).text()).toList();
    }

    @Test
    void hasANodeForEachBinInOrder() {
        Scene scene = draw(histogram(-1, 1, 0.1, 0, 0, 1, 0, 4, 2));
        assertEquals(List.of("−1 to −0.5: 1", "−0.5 to 0: 0", "0 to 0.5: 4", "0.5 to 1: 2"),
                scene.nodes().stream().map(SceneNode::title).toList());
        for (int i = 1; i < 4; i++) {
            assertEquals(scene.nodes().get(i - 1).bounds().right(), scene.nodes().get(i).bounds().x(), 1e-6);
        }
    }

    @Test
    void makesBarsAsHighAsTheirCounts() {
        Scene scene = draw(histogram(-1, 1, 0.1, 0, 0, 1, 0, 4, 2));
        double full = scene.nodes().get(2).primitives().get(0).bounds().height();
        assertEquals(scene.nodes().get(2).bounds().height(), full, 1e-6);
        assertEquals(full / 4, scene.nodes().get(0).primitives().get(0).bounds().height(), 1e-6);
        assertEquals(full / 2, scene.nodes().get(3).primitives().get(0).bounds().height(), 1e-6);
        assertEquals(List.of(), scene.nodes().get(1).primitives());
    }

    @Test
    void writesAndMarksTheNumbersThatSumItUp() {
        Scene scene = draw(histogram(-1, 1, 0.125, 0, 0, 1, 0, 4, 2));
        assertTrue(texts(scene).contains("7 values · min −1 · mean 0.125 · max 1 · std 0.5"), texts(scene)::toString);
        Rect plot = scene.nodes().stream().map(SceneNode::bounds).reduce(Rect::union).orElseThrow();
        assertTrue(hasLineAt(scene, plot.x() + plot.width() * 1.125 / 2, THEME.mark()));
        assertTrue(hasLineAt(scene, plot.x() + plot.width() / 2, THEME.border()));
    }

    @Test
    void marksZeroOnlyBetweenValuesOfBothSigns() {
        Scene scene = draw(histogram(0.5, 1.5, 1, 0, 0, 3, 3));
        assertTrue(scene.decorations().stream()
                .noneMatch(mark -> mark instanceof Polyline line && !line.stroke().dash().isEmpty()));
    }

    private static boolean hasLineAt(Scene scene, double x, Rgb color) {
        return scene.decorations().stream().anyMatch(mark -> mark instanceof Polyline line
                && line.stroke().color().equals(color) && line.bounds().width() == 0
                && Math.abs(line.bounds().x() - x) < 0.01 && line.bounds().height() > 50);
    }

    @Test
    void countsValuesThatHaveNoBar() {
        assertTrue(texts(draw(histogram(0, 1, 0.5, 3, 2, 5, 5))).contains("3 NaN and 2 infinite not shown"));
        assertFalse(texts(draw(histogram(0, 1, 0.5, 0, 0, 5, 5))).stream().anyMatch(text -> text.contains("shown")));
    }

    @Test
    void saysThatNoValueIsFinite() {
        Histogram none = new Histogram(List.of(), List.of(), new TensorStatistics(2, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN, Double.NaN, Double.NaN, 0, 2, 0, 0));
        Scene scene = draw(none);
        assertEquals(List.of(), scene.nodes());
        assertTrue(texts(scene).containsAll(List.of("No finite values", "2 NaN not shown")));
    }

    @ParameterizedTest
    @CsvSource({"-0.6, 0.8", "0, 255", "-3e-7, 5e-7", "-1e30, 1e30", "999.5, 1000.5", "-1.7e308, 1.7e308"})
    void keepsTicksApartAndInside(double low, double high) {
        for (double width : new double[] {200, 420, 1200}) {
            Scene scene = HistogramChart.scene(histogram(low, high, low / 2 + high / 2, 0, 0, 5, 900, 12_345), LABELS,
                    width, 220, THEME);
            List<Rect> texts = scene.decorations().stream().filter(Text.class::isInstance).map(Primitive::bounds)
                    .toList();
            for (int i = 0; i < texts.size(); i++) {
                Rect text = texts.get(i);
                assertTrue(text.x() >= 0 && text.right() <= width && text.y() >= 0 && text.bottom() <= 220,
                        text::toString);
                assertTrue(texts.subList(i + 1, texts.size()).stream().noneMatch(text::intersects),
                        () -> texts(scene).toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 5, 0.0 0.2 0.4 0.6 0.8 1.0", "-0.6, 0.8, 3, −0.5 0.0 0.5", "0, 905, 4, 0 500",
        "0, 12345, 5, 0 5000 10000"})
    void choosesRoundTicks(double low, double high, int most, String expected) {
        Ticks ticks = Ticks.of(low, high, most);
        assertEquals(List.of(expected.split(" ")), ticks.values().stream().map(ticks::text).toList());
    }

    @Test
    void drawsTheSameSceneAgain() {
        assertEquals(draw(histogram(-1, 1, 0.1, 1, 0, 1, 0, 4, 2)), draw(histogram(-1, 1, 0.1, 1, 0, 1, 0, 4, 2)));
    }
}
