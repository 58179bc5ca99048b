package org.lamina.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.ElementType;
import org.lamina.model.Finding;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.Severity;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.testsupport.ModelBuilder;
import org.lamina.testsupport.Networks;

/** Designs that put two linear layers in a row on purpose, or only seem to: no finding. */
class DeliberateDesignsTest {

    @TempDir
    Path folder;
    private final ModelBuilder net = new ModelBuilder("Net");

    @Test
    void leavesWellKnownNetworksAlone() {
        for (Model model : List.of(Networks.digits(), Networks.sequential(), Networks.resNet50())) {
            assertEquals(List.of(), new Project(folder).check(model).stream()
                    .filter(finding -> finding.severity() != Severity.WARNING).toList(), model.name());
        }
    }

    @Test
    void leavesMaximaBetweenConvolutionsAlone() {
        String x = net.maxPool("pool", net.conv("conv1", image(), 8, 3, 1, 1), 2, 2, 0);
        assertSilent(net.conv("conv2", x, 16, 3, 1, 1));
    }

    @Test
    void leavesProjectionsInTheWayAroundABlockAlone() {
        String x = net.relu("relu", net.conv("stem", image(), 8, 3, 1, 1));
        String y = net.conv("conv2", net.relu("relu1", net.conv("conv1", x, 16, 3, 2, 1)), 16, 3, 1, 1);
        String skip = net.batchNorm("downsample.1", net.conv("downsample.0", x, 16, 1, 2, 0));
        x = net.relu("relu2", net.add("add", y, skip));
        assertSilent(net.conv("head", x, 10, 3, 1, 1));
    }

    @Test
    void leavesSumsOfDifferentBranchesAlone() {
        String x = net.relu("relu", net.conv("stem", image(), 8, 3, 1, 1));
        String y = net.conv("conv2", net.relu("relu1", net.conv("conv1", x, 8, 3, 1, 1)), 8, 3, 1, 1);
        String z = net.conv("side", x, 8, 3, 1, 1);
        assertSilent(net.conv("next", net.add("add", y, z), 8, 3, 1, 1));
    }

    @Test
    void leavesDepthwiseSeparableConvolutionsAlone() {
        String x = net.relu("relu", net.conv("stem", image(), 8, 3, 1, 1));
        x = net.batchNorm("bn", grouped("depthwise", x, 8, 8));
        assertSilent(net.conv("pointwise", x, 16, 1, 1, 0));
    }

    @Test
    void leavesLinearBottlenecksAlone() {
        String x = net.relu("relu1", net.conv("expand1", image(), 16, 1, 1, 0));
        x = net.relu("relu2", grouped("depthwise1", x, 16, 16));
        x = net.batchNorm("bn", net.conv("project1", x, 16, 1, 1, 0));
        x = net.relu("relu3", net.batchNorm("bn2", net.conv("expand2", x, 64, 1, 1, 0)));
        assertSilent(net.conv("project2", grouped("depthwise2", x, 64, 64), 16, 1, 1, 0));
    }

    @Test
    void leavesLowRankHeadsAndLinearCodesAlone() {
        String x = net.relu("relu", net.linear("encoder", net.input("x", 1, 784), 256));
        x = net.linear("decoder", net.linear("code", x, 16), 128);
        assertSilent(net.linear("out", net.relu("relu2", x), 784));
    }

    @Test
    void leavesSpatiallySeparableConvolutionsAlone() {
        String x = kernel("rows", image(), 3, 8, 1, 3);
        assertSilent(kernel("columns", x, 8, 8, 3, 1));
    }

    @Test
    void leavesDenseConnectionsAlone() {
        String x = net.relu("relu0", net.conv("stem", image(), 8, 3, 1, 1));
        String y = net.conv("conv1", x, 4, 3, 1, 1);
        String z = net.conv("conv2", net.relu("relu", net.batchNorm("norm", net.concat("cat", x, y))), 4, 3, 1, 1);
        x = net.conv("transition", net.relu("relu1", net.concat("cat2", x, y, z)), 8, 1, 1, 0);
        assertSilent(net.conv("next", net.relu("relu2", net.batchNorm("norm2", net.same("pool", "AvgPool2d", x))), 4, 3,
                1, 1));
    }

    @Test
    void leavesTransposedConvolutionsBeforeASkipConnectionAlone() {
        String skip = net.relu("relu1", net.conv("down1", image(), 8, 3, 1, 1));
        String x = net.relu("relu2", net.conv("down2", net.maxPool("pool", skip, 2, 2, 0), 16, 3, 1, 1));
        x = net.layer("up", "ConvTranspose2d", false, Map.of(), Shape.of(1, 8, 16, 16),
                List.of(weight("up", 16, 8, 2, 2)), x);
        assertSilent(net.conv("merge", net.concat("cat", x, skip), 8, 3, 1, 1));
    }

    @Test
    void leavesInceptionBranchesAlone() {
        String x = net.relu("relu0", net.conv("stem", image(), 8, 3, 1, 1));
        String a = net.relu("a2", net.conv("a1", x, 4, 1, 1, 0));
        String b = net.relu("b4", net.conv("b3", net.relu("b2", net.conv("b1", x, 4, 1, 1, 0)), 4, 3, 1, 1));
        String c = net.relu("c2", net.conv("c1", net.same("pool", "AvgPool2d", x), 4, 1, 1, 0));
        assertSilent(net.conv("next", net.concat("cat", a, b, c), 8, 3, 1, 1));
    }

    @Test
    void leavesAttentionAlone() {
        String x = net.linear("embed", net.input("x", 1, 64), 64);
        String norm = net.same("norm", "LayerNorm", x);
        String q = net.linear("q", norm, 64);
        String k = net.linear("k", norm, 64);
        String v = net.linear("v", norm, 64);
        String scores = net.same("softmax", "Softmax", matmul("scores", q, k));
        String y = net.linear("out", matmul("mix", scores, v), 64);
        String z = net.add("add", x, y);
        z = net.linear("fc2", net.same("gelu", "GELU", net.linear("fc1", net.same("norm2", "LayerNorm", z), 256)), 64);
        assertSilent(net.linear("head", net.same("norm3", "LayerNorm", z), 10));
    }

    @Test
    void leavesAttentionWithoutNormBeforeItAlone() {
        String x = net.linear("embed", net.input("x", 1, 64), 64);
        String mixed = matmul("mix", net.softmax("softmax",
                matmul("scores", net.linear("q", x, 64), net.linear("k", x, 64))),
                net.linear("v", x, 64));
        assertSilent(net.same("norm", "LayerNorm", net.add("add", x, net.linear("out", mixed, 64))));
    }

    @Test
    void leavesFeaturePyramidsAlone() {
        String c4 = net.relu("relu1", net.conv("stage1", image(), 8, 3, 1, 1));
        String c5 = net.relu("relu2", net.conv("stage2", c4, 16, 3, 2, 1));
        String p5 = net.conv("inner5", c5, 16, 1, 1, 0);
        String p4 = net.add("add", net.conv("inner4", c4, 16, 1, 1, 0), net.upsample("up", p5));
        net.output("p5", net.conv("layer5", p5, 16, 3, 1, 1));
        assertSilent(net.conv("layer4", p4, 16, 3, 1, 1));
    }

    @Test
    void takesFurtherCallsOfAModuleForTheSameLayer() {
        String x = net.conv("head", net.relu("relu", net.conv("level1", image(), 8, 3, 1, 1)), 8, 3, 1, 1);
        assertSilent(net.conv("head#2", x, 8, 3, 1, 1));
    }

    @Test
    void leavesHeadsThatSeveralLevelsShareAlone() {
        String a = net.conv("level1", image(), 8, 3, 1, 1);
        String b = net.conv("level2", net.relu("relu", a), 8, 3, 1, 1);
        net.layer("head", "Conv2d", false, Map.of(), Shape.of(1, 8, 16, 16), List.of(weight("head", 8, 8, 3, 3)), a, b);
        net.output("next", net.conv("next", b, 8, 3, 2, 1));
        assertSilent("head");
    }

    @Test
    void leavesProjectionsThatFeedSeveralPointwiseConvolutionsAlone() {
        String stem = net.conv("stem", image(), 8, 3, 1, 1);
        String y = net.relu("relu", net.conv("expand", net.batchNorm("norm", stem), 32, 1, 1, 0));
        String skip = net.conv("skip", net.same("pool", "AvgPool2d", stem), 32, 1, 1, 0);
        assertSilent(net.same("norm2", "LayerNorm", net.add("add", y, skip)));
    }

    @Test
    void leavesFeaturesThatAreAlsoAResultAlone() {
        String x = net.linear("embedding", net.input("x", 1, 64), 32);
        net.output("embedding", x);
        assertSilent(net.linear("classifier", x, 10));
    }

    @Test
    void leavesAHeadWithASkipAroundTheBodyAlone() {
        String head = net.conv("head", image(), 8, 3, 1, 1);
        String y = net.conv("body2", net.relu("relu", net.conv("body1", head, 8, 3, 1, 1)), 8, 3, 1, 1);
        assertSilent(net.conv("tail", net.add("add", y, head), 3, 3, 1, 1));
    }

    private String image() {
        return net.input("x", 1, 3, 16, 16);
    }

    private String grouped(String path, String from, long channels, long groups) {
        return net.layer(path, "Conv2d", false, Map.of("groups", groups), Shape.of(1, channels, 16, 16),
                List.of(weight(path, channels, channels / groups, 3, 3)), from);
    }

    private String kernel(String path, String from, long in, long out, long height, long width) {
        return net.layer(path, "Conv2d", false, Map.of(), Shape.of(1, out, 16, 16),
                List.of(weight(path, out, in, height, width)), from);
    }

    private String matmul(String path, String left, String right) {
        return net.layer(path, "MatMul", true, Map.of(), Shape.of(1, 64), List.of(), left, right);
    }

    private static Parameter weight(String path, long... shape) {
        Shape of = Shape.of(shape);
        return new Parameter("weight", new TensorInfo(path + ".weight", ElementType.FLOAT32, of,
                4 * of.count().orElseThrow()), true);
    }

    private void assertSilent(String output) {
        List<Finding> findings = new Project(folder).check(net.output("y", output).build());
        assertEquals(List.of(), findings.stream().map(Finding::title).toList());
    }
}
