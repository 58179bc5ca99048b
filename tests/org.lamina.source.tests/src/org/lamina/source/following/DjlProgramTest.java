package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lamina.model.Model;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;

class DjlProgramTest {

    private static final String IMPORTS = """
            import ai.djl.*;
            import ai.djl.basicdataset.cv.classification.*;
            import ai.djl.ndarray.*;
            import ai.djl.ndarray.types.Shape;
            import ai.djl.nn.*;
            import ai.djl.nn.convolutional.Conv2d;
            import ai.djl.nn.core.Linear;
            import ai.djl.nn.norm.*;
            import ai.djl.nn.pooling.Pool;
            import ai.djl.training.*;
            import ai.djl.training.loss.Loss;
            import java.util.*;
            """;

    private static Program read(String text) {
        return Programs.read("/p/Net.java", IMPORTS + text);
    }

    /** The layers of the only network: type, size, inputs, and the line below the imports. */
    private static List<String> layers(String text) {
        Program program = read(text);
        assertEquals(1, program.networks().size(), program.networks()::toString);
        int before = (int) IMPORTS.lines().count();
        return program.networks().get(0).layers().stream().map(layer -> layer.type() + size(layer) + " "
                + layer.inputs() + " line " + (layer.constructor().line() - before)).toList();
    }

    private static String size(NetworkLayer layer) {
        return layer.number("out_features").or(() -> layer.number("out_channels")).map(size -> " " + size.longValue())
                .orElse("");
    }

    @Test
    void followsLoopsConstantsAndMethodsThatBuildBlocks() {
        assertEquals(List.of("Conv2d 8 [] line 12", "ReLU [0] line 12", "Conv2d 16 [1] line 12", "ReLU [2] line 12",
                "Conv2d 32 [3] line 12", "ReLU [4] line 12", "Flatten [5] line 7", "Linear 5 [6] line 7"), layers("""
                class Net {
                    static final int CLASSES = 10 / 2;
                    public static void main(String[] args) {
                        SequentialBlock net = new SequentialBlock();
                        int[] sizes = {8, 16, 32};
                        for (int i = 0; i < 3; ++i) net.add(stage(sizes[i]));
                        net.add(Blocks.batchFlattenBlock()).add(Linear.builder().setUnits(CLASSES).build());
                    }
                    /** A stage. */
                    private static Block stage(int filters) {
                        return new SequentialBlock()
                            .add(Conv2d.builder().setFilters(filters).build()).add(Activation::relu);
                    }
                }
                """));
    }

    @Test
    void followsWhatABlockOfOnesOwnComputes() {
        assertEquals(List.of("Linear 64 [] line 19", "ReLU [0] line 12", "Dropout [1] line 5", "Linear 10 [2] line 19",
                "Softmax [3] line 14"), layers("""
                class Net extends AbstractBlock {
                    private final Block hidden;
                    private final Block output;
                    Net(int units) {
                        this.drop = addChildBlock("drop", Dropout.builder().optRate(0.3f).build());
                        hidden = addChildBlock("hidden", linear(units)); output = addChildBlock("output", linear(10));
                    }
                    private final Block drop;
                    @Override
                    protected NDList forwardInternal(ParameterStore store, NDList inputs, boolean training,
                            PairList<String, Object> params) {
                        NDArray x = Activation.relu(hidden.forward(store, inputs, training).singletonOrThrow());
                        NDList dropped = drop.forward(store, new NDList(x), training);
                        return new NDList(output.forward(store, dropped, training).head().softmax(1));
                    }
                    @Override
                    public Shape[] getOutputShapes(Shape[] inputs) { return new Shape[] {new Shape(1, 10)}; }
                    static Block make() { return new Net(64); }
                    private static Block linear(int units) { return Linear.builder().setUnits(units).build(); }
                }
                """));
    }

    @Test
    void followsBranchesAndTheFunctionThatJoinsThem() {
        assertEquals(List.of("Linear 4 [] line 4", "Identity [] line 5", "Add [0, 1] line 3"), layers("""
                class Net {
                    Block residual() {
                        return new ParallelBlock(list -> new NDList(list.get(0).head().add(list.get(1).head())),
                                List.of(Linear.builder().setUnits(4).build(),
                                        Blocks.identityBlock()));
                    }
                }
                """));
    }

    @Test
    void looksIntoLambdasRecordsAndSwitches() {
        assertEquals(List.of("Linear 12 [] line 11", "MaxPool2d [0] line 12", "Sigmoid [1] line 6"), layers("""
                class Net {
                    record Size(int units, String activation) { Size { units = units * 2; } }
                    static Block activation(String name) {
                        return switch (name) {
                            case "relu" -> Activation.reluBlock();
                            case "sigmoid" -> Activation.sigmoidBlock();
                            default -> throw new IllegalArgumentException(name);
                        };
                    }
                    Block net(Size size) { return new SequentialBlock()
                        .add(Linear.builder().setUnits(size.units()).build())
                        .add(arrays -> new NDList(Pool.maxPool2d(arrays.singletonOrThrow(), new Shape(2, 2))))
                        .add(activation(size.activation())); }
                    Block small() { return net(new Size(6, "sigmoid")); }
                }
                """));
    }

    @Test
    void joinsATrainingWithItsNetworkAcrossMethods() {
        Program program = read("""
                class Train {
                    public static void main(String[] args) throws Exception {
                        Mnist train = data(Dataset.Usage.TRAIN);
                        try (Model model = Model.newInstance("mlp")) {
                            model.setBlock(new SequentialBlock().add(Linear.builder().setUnits(2).build()));
                            DefaultTrainingConfig config = config(args);
                            try (Trainer trainer = model.newTrainer(config)) {
                                EasyTrain.fit(trainer, 5, train, data(Dataset.Usage.TEST));
                            }
                        }
                    }
                    private static DefaultTrainingConfig config(String[] args) {
                        return new DefaultTrainingConfig(Loss.sigmoidBinaryCrossEntropyLoss())
                            .addEvaluator(new Accuracy())
                            .optOptimizer(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.5f)).build());
                    }
                    static Mnist data(Dataset.Usage usage) {
                        return Mnist.builder().optUsage(usage).setSampling(32, true).build();
                    }
                }
                """);
        assertEquals(1, program.trainings().size());
        Training training = program.trainings().get(0);
        assertEquals("Linear", program.network(training).orElseThrow().layers().get(0).type());
        assertEquals(Loss.Kind.BINARY_CROSS_ENTROPY, training.losses().get(0).kind());
        assertEquals(0.5, training.optimizer().orElseThrow().learningRate().orElseThrow().number().orElseThrow());
        assertEquals("accuracy", training.metrics().get(0).name());
        Fit fit = training.fits().get(0);
        assertEquals(List.of("Mnist.TRAIN", "Mnist.TEST"),
                List.of(fit.input().origin(), fit.validation().orElseThrow().origin()));
        assertEquals(32.0, fit.argument("batch_size").orElseThrow().number().orElseThrow());
    }

    @Test
    void passesOverJavaWhereThereIsNoParser() throws Exception {
        String text = IMPORTS + "class A { Block net() { return new SequentialBlock().add(Activation::relu); } }";
        assertEquals(1, Programs.read("/p/A.java", text).networks().size());
        URL[] own = Stream.of(Programs.class, Model.class).map(type -> type.getProtectionDomain().getCodeSource()
                .getLocation()).toArray(URL[]::new);
        try (URLClassLoader alone = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
            Object program = alone.loadClass(Programs.class.getName()).getMethod("read", String.class, String.class)
                    .invoke(null, "/p/A.java", text);
            assertEquals(List.of(), program.getClass().getMethod("networks").invoke(program));
        }
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        Program program = read("""
                class Net { Block net(List<Block> blocks, boolean deep) {
                    SequentialBlock net = new SequentialBlock();
                    if (deep) { net.add(Linear.builder().setUnits(3).build()); }
                    net.addAll(blocks).add(Unseen.make(3));
                    return net; } }
                """);
        assertTrue(program.networks().stream().noneMatch(Network::complete), program.networks()::toString);
        assertEquals(0, Programs.read("/p/A.java", "class A { SequentialBlock b = new SequentialBlock(); }").networks()
                .size());
    }
}
