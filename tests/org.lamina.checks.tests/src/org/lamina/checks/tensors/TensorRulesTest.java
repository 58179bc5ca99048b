package org.lamina.checks.tensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.model.ElementType;
import org.lamina.model.Finding;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;
import org.lamina.source.layers.LayerSources;
import org.lamina.testsupport.ModelBuilder;

class TensorRulesTest {

    private final Random random = new Random(3);

    @Test
    void findsValuesThatAreNoNumbers() {
        double[] bad = normal(12, 1);
        bad[7] = Double.NaN;
        assertEquals(List.of("fc.weight"), found("non-finite-tensor", new Tensors().with("fc.weight", bad, 3, 4)
                .with("fc.bias", normal(3, 1), 3)));
    }

    @Test
    void findsWeightsThatAreAllEqualButNotBiases() {
        Tensors tensors = new Tensors().with("fc.weight", new double[12], 3, 4);
        assertEquals(List.of("fc.weight"), found("constant-tensor", tensors
                .with("fc.bias", new double[3], 3).with("out.weight", normal(12, 1), 3, 4)));
    }

    @Test
    void findsRunningVariancesOutOfRange() {
        assertEquals(List.of("a.running_var", "b.running_var"), found("running-variance",
                new Tensors().with("a.running_var", new double[] {1, 0}, 2).with("b.running_var",
                        new double[] {1, 1e9}, 2).with("c.running_var", new double[] {0.2, 30}, 2)
                        .with("c.running_mean", new double[] {0, 1e9}, 2)));
    }

    @Test
    void findsAWeightThatSpreadsUnlikeTheOthers() {
        Tensors tensors = new Tensors();
        for (int i = 0; i < 8; i++) {
            tensors.with("layer" + i + ".weight", normal(400, 0.05 + 0.01 * i), 20, 20);
        }
        assertEquals(List.of(), found("outlier-tensor", tensors));
        tensors.with("odd.weight", normal(400, 9), 20, 20);
        assertEquals(List.of("odd.weight"), found("outlier-tensor", tensors));
    }

    @Test
    void expectsTheSpreadThatGoesWithAShape() {
        Tensors tensors = new Tensors();
        for (int size : new int[] {8, 16, 32, 64, 128}) {
            tensors.with("fc" + size + ".weight", normal(size * size, 1 / Math.sqrt(size)), size, size);
        }
        tensors.with("torch.weight", normal(4 * 8 * 9, Math.sqrt(2 / (12.0 * 9))), 4, 8, 3, 3);
        tensors.with("keras/kernel", normal(4 * 8 * 9, Math.sqrt(2 / (12.0 * 9))), 3, 3, 4, 8);
        assertEquals(List.of(), found("outlier-tensor", tensors));
        assertEquals(List.of("small.weight"), found("outlier-tensor",
                tensors.with("small.weight", normal(128 * 128, 0.001), 128, 128)));
    }

    @Test
    void findsAWeightThatLiesOnOneSideOrHasAFewLargeValues() {
        Tensors tensors = new Tensors();
        for (int i = 0; i < 8; i++) {
            tensors.with("layer" + i + ".weight", normal(400, 0.1), 20, 20);
        }
        double[] sided = java.util.Arrays.stream(normal(400, 0.3)).map(value -> value * value).toArray();
        double[] peaked = normal(400, 0.1);
        for (int i = 0; i < peaked.length; i += 50) {
            peaked[i] = i % 100 == 0 ? 2 : -2;
        }
        assertEquals(List.of("peaked.weight", "sided.weight"), found("outlier-tensor",
                tensors.with("sided.weight", sided, 20, 20).with("peaked.weight", peaked, 20, 20)).stream().sorted()
                        .toList());
    }

    @Test
    void findsFiltersThatRepeatEachOther() {
        double[] twice = normal(3 * 8, 1);
        System.arraycopy(twice, 0, twice, 16, 8);
        assertEquals(List.of("conv.weight"), found("duplicate-filters", new Tensors()
                .with("conv.weight", twice, 3, 2, 2, 2).with("other.weight", normal(24, 1), 3, 2, 2, 2)));
    }

    @Test
    void findsDenseKernelsThatUseFewDirections() {
        double[] flat = new double[32 * 40];
        double[] row = normal(40, 1);
        for (int i = 0; i < flat.length; i++) {
            flat[i] = row[i % 40] * (1 + i / 40);
        }
        assertEquals(List.of("flat.weight"), found("low-rank", new Tensors().with("flat.weight", flat, 32, 40)
                .with("full.weight", normal(32 * 40, 1), 32, 40)));
    }

    @Test
    void leavesOutTensorsThatNoLayerOfTheModelHolds() {
        ModelBuilder net = new ModelBuilder("net");
        Model model = net.output("y", net.linear("fc", net.input("x", 1, 4), 3)).build();
        double[] bad = {Double.NaN, 1, 2};
        Tensors tensors = new Tensors().with("fc.bias", bad, 3).with("optimizer.22", bad, 3);
        CheckContext context = CheckContext.of("net.pt", model, LayerSources.none()).with(tensors);
        assertEquals(List.of("fc.bias"), found("non-finite-tensor", context));
    }

    @Test
    void computesEigenvalues() {
        double[] values = SymmetricEigenvalues.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 5}}, Progress.NONE);
        assertArrayEquals(new double[] {1, 3, 5}, Arrays.stream(values).sorted().toArray(), 1e-9);
    }

    private double[] normal(int count, double std) {
        return random.doubles(count).map(unused -> random.nextGaussian() * std).toArray();
    }

    private static List<String> found(String rule, Tensors tensors) {
        return found(rule, CheckContext.of("net.pt", tensors));
    }

    private static List<String> found(String rule, CheckContext context) {
        return Checks.builtin().run(context, Progress.NONE).stream()
                .filter(finding -> finding.rule().equals(rule)).map(Finding::unit).map(unit -> unit.label()).toList();
    }

    /** Tensors in memory. */
    private static final class Tensors implements TensorSource {

        private final Map<TensorInfo, double[]> values = new LinkedHashMap<>();

        Tensors with(String name, double[] all, long... shape) {
            values.put(new TensorInfo(name, ElementType.FLOAT32, Shape.of(shape), 4L * all.length), all);
            return this;
        }

        @Override
        public List<TensorInfo> tensors() {
            return List.copyOf(values.keySet());
        }

        @Override
        public TensorValues values(String name) {
            TensorInfo info = find(name).orElseThrow();
            return new TensorValues() {
                @Override
                public TensorInfo info() {
                    return info;
                }

                @Override
                public int read(long from, double[] into) throws IOException {
                    double[] all = Tensors.this.values.get(info);
                    int count = (int) Math.min(into.length, all.length - from);
                    System.arraycopy(all, (int) from, into, 0, count);
                    return count;
                }
            };
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
