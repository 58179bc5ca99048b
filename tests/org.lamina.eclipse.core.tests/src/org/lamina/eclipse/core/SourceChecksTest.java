package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.baseline.Baseline;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.model.Finding;
import org.lamina.model.Progress;

class SourceChecksTest {

    private static final String PROGRAM = """
            from tensorflow import keras
            from tensorflow.keras import layers

            model = keras.Sequential([
                layers.Dense(512, activation="relu"),
                layers.Dropout(0.8),
                layers.Dense(10, activation="softmax"),
            ])
            model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
            """;

    private static final ProgramChecks CHECKS = new ProgramChecks(new Checks(List.of(new HighDropout())));

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private SourceChecks checks;
    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        checks = SourceChecks.of(ResourcesPlugin.getWorkspace(), CHECKS);
        project = new TestProject();
    }

    @AfterEach
    void stop() throws CoreException, InterruptedException {
        checks.stop();
        WorkspaceSettings.write(CheckSettings.DEFAULTS);
        project.close();
    }

    private List<IMarker> dropouts() throws CoreException, InterruptedException {
        TestProject.settle();
        return project.markers().stream()
                .filter(marker -> marker.getAttribute(FindingMarkers.RULE, "").equals(HighDropout.ID)).toList();
    }

    private IMarker[] places(String type) throws CoreException {
        return project.project().findMarkers(type, true, IResource.DEPTH_INFINITE);
    }

    @Test
    void marksAJavaProgramWithoutAJavaProject() throws Exception {
        project.write("Net.java", """
                import ai.djl.nn.*;
                class Net {
                    Block net() {
                        return new SequentialBlock().add(Linear.builder().setUnits(8).build())
                                .add(Dropout.builder().optRate(0.8f).build());
                    }
                }
                """);
        assertEquals(List.of(5), dropouts().stream().map(marker -> marker.getAttribute(IMarker.LINE_NUMBER, 0))
                .toList());
    }

    @Test
    void marksAProgramWhenItIsSavedAndNoLongerWhenItIsMended() throws Exception {
        project.write("train.py", PROGRAM);
        IMarker marker = dropouts().get(0);
        assertEquals(6, marker.getAttribute(IMarker.LINE_NUMBER, 0));
        MarkedFinding marked = MarkedFinding.of(marker).orElseThrow();
        assertEquals(List.of(), marked.checkpoints());
        project.write("train.py", PROGRAM.replace("0.8", "0.2"));
        assertEquals(List.of(), dropouts());
    }

    @Test
    void marksWhatARepairReplaces() throws Exception {
        project.write("train.py", PROGRAM);
        IMarker dropout = dropouts().get(0);
        List<String> replaced = List.of(places(FindingMarkers.EDIT_TYPE)).stream()
                .filter(place -> place.getAttribute(FindingMarkers.FINDING, "").equals("" + dropout.getId()))
                .map(place -> place.getAttribute(FindingMarkers.REPLACED, "")
                        + PROGRAM.substring(place.getAttribute(IMarker.CHAR_START, 0),
                                place.getAttribute(IMarker.CHAR_END, 0)))
                .toList();
        assertEquals(List.of("0.80.8"), replaced);
        project.write("train.py", "x = 1");
        assertEquals(List.of(), dropouts());
        assertEquals(0, places(FindingMarkers.EDIT_TYPE).length);
    }

    @Test
    void checksNotebooks() throws Exception {
        String cell = PROGRAM.replace("\"", "\\\"").replace("\n", "\\n");
        project.write("train.ipynb", "{\"cells\": [\n{\"cell_type\": \"code\",\n\"source\": \"" + cell + "\"}]}");
        IMarker marker = dropouts().get(0);
        assertEquals(3, marker.getAttribute(IMarker.LINE_NUMBER, 0));
        assertEquals("cell 1, line 6", marker.getAttribute(IMarker.LOCATION, ""));
        assertTrue(marker.getAttribute(FindingMarkers.CONTEXT, "").startsWith("In cell 1, line 6."));
    }

    @Test
    void leavesProgramsAloneThatNobodyHereWrote() throws Exception {
        project.write("venv/lib/train.py", PROGRAM);
        project.write("lib/site-packages/train.py", PROGRAM);
        project.write(".hidden/train.py", PROGRAM);
        assertEquals(List.of(), dropouts());
    }

    @Test
    void aProjectMaySetSeveritiesAndSwitchRulesOffAndChecksOnSave() throws Exception {
        project.write("train.py", PROGRAM);
        assertEquals(IMarker.SEVERITY_WARNING, dropouts().get(0).getAttribute(IMarker.SEVERITY, -1));
        project.write(".lamina/checks.json", "{\"rules\": {\"dropout-rate\": {\"severity\": \"error\"}}}");
        assertEquals(IMarker.SEVERITY_ERROR, dropouts().get(0).getAttribute(IMarker.SEVERITY, -1));
        project.write(".lamina/checks.json", "{\"rules\": {\"dropout-rate\": {\"severity\": \"off\"}}}");
        assertEquals(List.of(), dropouts());
        project.write(".lamina/checks.json", "{\"onSave\": false}");
        assertEquals(List.of(), dropouts());
    }

    @Test
    void theProjectOverridesTheWorkspace() throws Exception {
        WorkspaceSettings.write(new CheckSettings(
                new RuleSettings(Map.of(), Map.of(), Set.of("dropout-rate")), Optional.empty()));
        project.write("train.py", PROGRAM);
        assertEquals(List.of(), dropouts());
        project.write(".lamina/checks.json", "{\"rules\": {\"dropout-rate\": {\"severity\": \"critical\"}}}");
        assertEquals("CRITICAL", dropouts().get(0).getAttribute(FindingMarkers.LEVEL, ""));
    }

    @Test
    void theProjectLeavesToTheWorkspaceWhatItDoesNotSet() throws Exception {
        WorkspaceSettings.write(new CheckSettings(RuleSettings.DEFAULTS, Optional.of(false)));
        project.write(".lamina/checks.json", "{\"rules\": {\"dropout-rate\": {\"severity\": \"critical\"}}}");
        project.write("train.py", PROGRAM);
        assertEquals(List.of(), dropouts());
        project.write(".lamina/checks.json", "{\"onSave\": true}");
        assertEquals(1, dropouts().size());
    }

    @Test
    void withAnUnchangedBaselineThereAreNoNewMarkers() throws Exception {
        project.write("train.py", PROGRAM);
        dropouts();
        List<Finding> found = CHECKS.run(
                OpenedModel.checkpoint(project.path("train.py")), PROGRAM, RuleSettings.DEFAULTS,
                Progress.NONE);
        Baseline.write(project.path("baseline.json").resolveSibling(Baseline.FILE), found);
        project.project().refreshLocal(IResource.DEPTH_INFINITE, null);
        TestProject.settle();
        assertEquals(List.of(), project.markers());
        project.write("train.py", "# moved\n" + PROGRAM);
        TestProject.settle();
        assertEquals(List.of(), project.markers());
        project.write("train.py", PROGRAM.replace("0.8", "0.9"));
        assertEquals(1, dropouts().size());
    }
}
