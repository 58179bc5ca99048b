package org.lamina.source.following;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.Program;
import org.lamina.source.program.Training;

/** The steps of training that is written by hand, and of that which a framework calls. */
class StepsTest {

    private static final String DJL = """
            import ai.djl.Model;
            import ai.djl.ndarray.*;
            import ai.djl.nn.SequentialBlock;
            import ai.djl.nn.core.Linear;
            import ai.djl.training.*;
            import ai.djl.training.dataset.*;
            import ai.djl.training.loss.*;
            class Training {
                public static void main(String[] args) {
                    Model model = Model.newInstance("m");
                    model.setBlock(new SequentialBlock().add(Linear.builder().setUnits(2).build()));
                    Loss loss = Loss.softmaxCrossEntropyLoss();
                    Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss));
                    for (int epoch = 0; epoch < 2; epoch++) {
            """;

    @Test
    void readsBatchesOfDjl() {
        Program program = Programs.read("A.java", DJL + """
                        for (Batch batch : trainer.iterateDataset(data())) {
                            EasyTrain.trainBatch(trainer, batch);
                            trainer.step();
                        }
                } } }
                """);
        assertEquals(1, program.trainings().size());
        assertEquals(List.of(Kind.ZERO_GRAD, Kind.FORWARD, Kind.LOSS, Kind.BACKWARD, Kind.STEP), kinds(program));
        assertEquals(2, program.trainings().get(0).events().get(0).loops().size());
    }

    @Test
    void readsCollectorsOfGradients() {
        Program program = Programs.read("A.java", DJL + """
                        for (Batch batch : trainer.iterateDataset(data())) {
                            try (GradientCollector collector = trainer.newGradientCollector()) {
                                NDArray predicted = trainer.forward(batch.getData()).singletonOrThrow();
                                collector.backward(loss.evaluate(batch.getLabels(), new NDList(predicted)));
                            }
                            trainer.step();
                        }
                } } }
                """);
        assertEquals(List.of(Kind.ZERO_GRAD, Kind.FORWARD, Kind.LOSS, Kind.BACKWARD, Kind.STEP), kinds(program));
        Training training = program.trainings().get(0);
        assertEquals("Linear", program.network(training).orElseThrow().layer(0).type());
        assertEquals(18, training.events().get(3).range().line());
    }

    @Test
    void readsTapes() {
        Program program = Programs.read("a.py", """
                import tensorflow as tf
                net = tf.keras.Sequential([tf.keras.layers.Dense(2)])
                opt = tf.keras.optimizers.SGD(0.1)
                loss_fn = tf.keras.losses.MeanSquaredError()
                for x, y in batches:
                    with tf.GradientTape() as tape:
                        loss = loss_fn(y, net(x))
                    grads = tape.gradient(loss, net.trainable_variables)
                    opt.apply_gradients(zip(grads, net.trainable_variables))
                """);
        assertEquals(List.of(Kind.ZERO_GRAD, Kind.FORWARD, Kind.LOSS, Kind.BACKWARD, Kind.STEP), kinds(program));
    }

    @Test
    void knowsTheLayersInTheStepsThatLightningCalls() {
        Program program = Programs.read("a.py", """
                import torch
                from torch import nn
                import pytorch_lightning as pl
                class Lit(pl.LightningModule):
                    def __init__(self, lr=0.01, hidden=6):
                        super().__init__()
                        self.save_hyperparameters()
                        self.net = nn.Sequential(nn.Linear(4, self.hparams.hidden), nn.Linear(hidden, 2))
                        self.criterion = nn.CrossEntropyLoss()
                    def forward(self, x):
                        return self.net(x)
                    def training_step(self, batch, index):
                        x, y = batch
                        return self.criterion(self(x), y)
                    def configure_optimizers(self):
                        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)
                pl.Trainer(max_epochs=2).fit(Lit(hidden=8))
                """);
        Training training = program.trainings().get(0);
        assertEquals(List.of("net.0", "net.1"), program.network(training).orElseThrow().layers().stream()
                .map(layer -> layer.name()).toList());
        assertEquals(8.0, program.network(training).orElseThrow().layer(0).config().get("out_features").number()
                .orElseThrow());
        assertEquals(0.01, training.optimizer().orElseThrow().learningRate().orElseThrow().number().orElseThrow());
    }

    private static List<Kind> kinds(Program program) {
        return program.trainings().get(0).events().stream().map(LoopEvent::kind).toList();
    }
}
