package org.lamina.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lamina.figure.PageOptions.Preset;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.SceneNode.Role;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

/** Networks as detectors are: heads that read several stages, and many operations without weights behind them. */
final class DetectorFiguresTest {

    private final List<String> problems = new ArrayList<>();

    private static Model detector(int stages) {
        ModelBuilder net = new ModelBuilder("Detector");
        String image = net.input("image", 1, 3, 256, 256);
        String x = net.conv("resize", image, 3, 3, 1, 1);
        net.group("backbone", "Backbone");
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            x = net.relu("backbone.relu" + i, net.conv("backbone.conv" + i, x, 8 << i, 3, 2, 1));
            levels.add(x);
        }
        List<String> heads = new ArrayList<>();
        for (String head : List.of("boxes", "classes", "masks")) {
            net.group(head, "Head" + head.length());
            List<String> read = new ArrayList<>();
            for (String level : levels) {
                read.add(net.conv(head + "." + level.replace('.', '_'), level, 4, 3, 1, 1));
            }
            heads.add(net.unknown(head + ".join", "Concat", read.toArray(String[]::new)));
        }
        String chosen = net.unknown("gt", "gt", heads.get(1));
        for (int i = 0; i < 12; i++) {
            String other = net.unknown("index" + i, "Index", heads.get(i % 3), chosen);
            chosen = net.unknown("nms" + i, "nms", other, chosen);
        }
        return net.output("y", net.unknown("scaled", "Sub", chosen, net.relu("sizes", image))).build();
    }

    private Scene draw(GlyphOptions options, PageOptions page) {
        return draw(detector(6), options, page);
    }

    private Scene draw(Model model, GlyphOptions options, PageOptions page) {
        return ArchitectureFigure.glyphs(model, "/m", options, page, List.of(), problems::add, Progress.NONE)
                .figure();
    }

    private static Set<String> legend(Scene scene) {
        return scene.nodes().stream().filter(node -> node.role() == Role.LEGEND).map(SceneNode::title)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void fitAColumnWithTextOfEightPoints(Preset preset) {
        Scene scene = draw(GlyphOptions.standard(), preset.page());
        assertEquals(List.of(), problems);
        assertTrue(scene.texts().stream().allMatch(text -> text.size() >= 8 * 96 / 72.0 - 1e-6));
        SceneGeometry.assertNodesDoNotOverlap(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
        SceneGeometry.assertLinesKeepApart(scene);
        SceneGeometry.assertTextsKeepClear(scene);
    }

    @Test
    void showOperationsWithoutWeightsAsOne() {
        Scene scene = draw(GlyphOptions.standard(), PageOptions.free());
        assertTrue(legend(scene).contains("Post-processing"), () -> legend(scene).toString());
        assertFalse(legend(scene).contains("Index"), "what nobody sees is not in the legend");
        assertTrue(SceneGeometry.solids(scene).size() <= 40, () -> SceneGeometry.solids(scene).size() + " glyphs");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void haveNoLinesThatRunOnOthers(int splits) {
        Scene scene = draw(GlyphOptions.standard().withGrouping(Grouping.none()).withShapes(true, splits == 1),
                PageOptions.free());
        SceneGeometry.assertLinesKeepApart(scene);
        SceneGeometry.assertEdgesKeepClear(scene);
    }

    /** What leaves a backbone at several places has several sizes, of which a label would tell one. */
    @Test
    void labelNothingWithASizeThatOnlySomeOfItHas() {
        Scene scene = draw(GlyphOptions.standard().withGrouping(Grouping.standard().withAbove(8)),
                PageOptions.free());
        List<SceneEdge> leaving = scene.edges().stream().filter(edge -> edge.title().equals("several sizes")).toList();
        assertFalse(leaving.isEmpty());
        assertTrue(leaving.stream().flatMap(edge -> edge.labels().stream()).noneMatch(Text.class::isInstance));
    }

    /** A line that jumps to several places is one that forks. */
    @Test
    void shareTheLineOfWhatSeveralRead() {
        Scene scene = draw(GlyphOptions.standard().withGrouping(Grouping.standard().withAbove(15)),
                PageOptions.free());
        scene.nodes().forEach(node -> assertTrue(scene.edges().stream()
                .filter(edge -> edge.from().equals(node.id()) && edge.points().size() == 6)
                .map(edge -> edge.points().get(2)).map(Point::y).distinct().count() <= 2, node.id()));
    }

    @Test
    void nameGroupsInsideOthersAloneInABriefLegend() {
        GlyphOptions options = GlyphOptions.standard().withGrouping(Grouping.standard().withAbove(4));
        Scene full = draw(Networks.resNet50(), options, PageOptions.free());
        Scene brief = draw(Networks.resNet50(), options.withLegend(options.legend().withBrief(true)),
                PageOptions.free());
        assertTrue(brief.height() < full.height(), brief.height() + " of " + full.height());
        Set<String> left = legend(full);
        left.removeAll(legend(brief));
        assertTrue(legend(full).containsAll(legend(brief)) && !left.isEmpty(), left.toString());
    }
}
