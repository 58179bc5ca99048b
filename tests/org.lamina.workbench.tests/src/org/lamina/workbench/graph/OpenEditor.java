package org.lamina.workbench.graph;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.figure.scene.Scene;
import org.lamina.ui.graph.ArchitectureEditor;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

/** What tests of an open graph editor have in common: the network for digits in a project, and the editor. */
abstract class OpenEditor {

    static final String TRACED = "digits_traced.pt";

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    DigitsProject digits;
    GraphEditor editor;

    @BeforeEach
    void openEditor() throws Exception {
        digits = DigitsProject.create(getClass().getSimpleName(), "digits.py", TRACED);
        editor = GraphEditor.open(digits, TRACED);
    }

    @AfterEach
    void closeEverything() throws Exception {
        Workbench.closeEditors();
        Workbench.awaitJobs(ArchitectureEditor.FAMILY);
        digits.close();
    }

    Scene scene() {
        return editor.part().canvas().scene().orElseThrow();
    }
}
