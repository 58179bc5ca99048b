package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.resources.IMarker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.model.Outcome;

/** The demo's checkpoints were recorded under a path that does not exist here. */
class DemoCheckpointsTest {

    private static final List<String> FAULTS = List.of("digits_buggy.py dropout-rate self.drop = nn.Dropout(0.8)",
            "digits_buggy.py missing-nonlinearity self.fc2 = nn.Linear(64, classes)",
            "digits_buggy.py softmax-before-cross-entropy self.softmax = nn.Softmax(dim=1)");

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private TestProject project;

    @BeforeEach
    void makeProject() throws Exception {
        project = new TestProject();
        for (String name : List.of("digits.py", "digits_buggy.py", "train.py", "train_buggy.py", "data.py")) {
            project.demo(name);
        }
    }

    @AfterEach
    void deleteProject() throws Exception {
        project.close();
    }

    private void open(String name) throws Exception {
        project.demo(name);
        AtomicReference<Outcome<OpenedModel>> outcome = new AtomicReference<>();
        LaminaCore.checkpoints().model(project.path(name), outcome::set);
        TestProject.settle();
        assertInstanceOf(Outcome.Done.class, outcome.get(), String.valueOf(outcome.get()));
    }

    private List<String> marked() throws Exception {
        List<String> marked = new ArrayList<>();
        for (IMarker marker : project.markers()) {
            String text = Files.readString(marker.getResource().getLocation().toPath());
            String range = text.substring(marker.getAttribute(IMarker.CHAR_START, 0),
                    marker.getAttribute(IMarker.CHAR_END, 0));
            marked.add(String.join(" ", marker.getResource().getName(), marker.getAttribute(FindingMarkers.RULE, ""),
                    range));
        }
        marked.sort(Comparator.naturalOrder());
        return marked;
    }

    @Test
    void marksTheFaultsOfTheBuggyTwinOnTheirLines() throws Exception {
        open("digits_buggy_traced.pt");
        assertEquals(FAULTS, marked());
    }

    @Test
    void marksAFaultOnceForAllFormats() throws Exception {
        open("digits_buggy_traced.pt");
        open("digits_buggy_scripted.pt");
        open("digits_buggy.onnx");
        assertEquals(FAULTS, marked());
    }

    @Test
    void leavesTheSoundModelUnmarked() throws Exception {
        open("digits_traced.pt");
        open("digits_scripted.pt");
        open("digits.onnx");
        assertEquals(List.of(), marked());
    }
}
