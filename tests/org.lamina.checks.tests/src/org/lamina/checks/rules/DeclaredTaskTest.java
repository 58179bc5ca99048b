package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.model.Finding;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.program.Task;
import org.lamina.testsupport.ModelBuilder;

/** What somebody declared a network to be for, against what its program looks like. */
class DeclaredTaskTest {

    private static final String SIGMOID_AND_MSE = """
            from tensorflow import keras
            from tensorflow.keras.layers import Dense
            model = keras.Sequential([
                Dense(8, activation='relu', input_shape=(4,)),
                Dense(1, activation='sigmoid'),
            ])
            model.compile(loss='mse', optimizer='adam', metrics=['accuracy'])
            """;

    @Test
    void takesADifferenceAsLossForARegressionAndSaysThatThisIsInferred() {
        String regression = SIGMOID_AND_MSE.replace("accuracy", "mae");
        Finding finding = findings(regression, "last-activation", Task.UNKNOWN).get(0);
        assertTrue(finding.context().contains("What the network is for is inferred from the loss."),
                finding.context().toString());
    }

    @Test
    void blamesTheLossWhereTheTaskIsDeclaredAsClassification() {
        Task task = new Task("", "binary", true);
        assertEquals(List.of(), findings(SIGMOID_AND_MSE, "last-activation", task));
        assertEquals(List.of(), findings(SIGMOID_AND_MSE, "loss-and-metric", task));
        Finding finding = findings(SIGMOID_AND_MSE, "labels-and-loss", task).get(0);
        assertEquals(7, finding.source().orElseThrow().line());
        assertTrue(finding.context().contains("The task is declared as binary."), finding.context().toString());
    }

    @Test
    void takesAccuracyAndASigmoidTogetherForAClassificationWhateverTheLoss() {
        assertEquals(List.of(), findings(SIGMOID_AND_MSE, "last-activation", Task.UNKNOWN));
        assertEquals(1, findings(SIGMOID_AND_MSE, "labels-and-loss", Task.UNKNOWN).size());
        Task regression = new Task("", "regression", true);
        assertEquals(List.of(), findings(SIGMOID_AND_MSE, "labels-and-loss", regression));
        assertEquals(1, findings(SIGMOID_AND_MSE, "last-activation", regression).size());
    }

    @Test
    void judgesTheGraphOfAModelByTheDeclaredTaskAlone() {
        assertEquals(List.of("Softmax at the end of a network for several labels at once"),
                titles("softmax", "multilabel"));
        assertEquals(List.of("Softmax at the end of a network for a regression"), titles("softmax", "regression"));
        assertEquals(List.of(), titles("softmax", "classification"));
        assertEquals(List.of(), titles("softmax", ""));
    }

    private static List<Finding> findings(String program, String rule, Task task) {
        CheckContext context = CheckContext.of(Programs.read("program.py", program))
                .with(RuleSettings.DEFAULTS.with(task));
        return Checks.builtin().run(context, Progress.NONE).stream().filter(finding -> finding.rule().equals(rule))
                .toList();
    }

    private static List<String> titles(String activation, String outputKind) {
        ModelBuilder net = new ModelBuilder("Net");
        Model model = net.output("y", net.softmax(activation, net.linear("fc", net.input("x", 1, 8), 4)))
                .build();
        CheckContext context = CheckContext.of("/net.pt", model, LayerSources.none())
                .with(RuleSettings.DEFAULTS.with(new Task("", outputKind, true)));
        return Checks.builtin().run(context, Progress.NONE).stream()
                .filter(finding -> finding.rule().equals("last-activation")).map(Finding::title).toList();
    }

    @Test
    void looksForLatentActivationsInGraphsByTheLastPartOfAPath() {
        for (String path : List.of("encoder.fc_logvar", "encoder.features")) {
            ModelBuilder net = new ModelBuilder("Net");
            Model model = net.output("y", net.relu("relu", net.linear(path, net.input("x", 1, 8), 4))).build();
            long found = Checks.builtin().run(CheckContext.of("/net.pt", model, LayerSources.none()), Progress.NONE)
                    .stream().filter(finding -> finding.rule().equals("latent-activation")).count();
            assertEquals(path.endsWith("logvar") ? 1 : 0, found);
        }
    }
}
