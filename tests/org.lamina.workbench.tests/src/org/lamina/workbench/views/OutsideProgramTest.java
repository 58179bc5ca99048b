package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.findings.FindingsView;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Preview;
import org.lamina.workbench.support.Workbench;

/** Findings in a program that lies beside its checkpoint, outside the workspace. */
class OutsideProgramTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    @TempDir
    Path folder;

    @BeforeEach
    void openACheckpoint() throws Exception {
        Workbench.view(LaminaUi.FINDINGS_VIEW, FindingsView.class);
        for (String file : List.of("digits.py", "digits_buggy.py", "train_buggy.py", "data.py",
                "digits_buggy_traced.pt")) {
            Files.copy(DigitsProject.demo().resolve(file), folder.resolve(file));
        }
        LaminaCore.checkpoints().model(folder.resolve("digits_buggy_traced.pt"), outcome -> {
            // the markers tell
        });
        Workbench.awaitJobs(Checkpoints.FAMILY);
    }

    @AfterEach
    void forget() throws Exception {
        Workbench.closeEditors();
        Workbench.awaitJobs(Checkpoints.FAMILY);
        ResourcesPlugin.getWorkspace().getRoot().deleteMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_ZERO);
        ResourcesPlugin.getWorkspace().getRoot().deleteMarkers(FindingMarkers.EDIT_TYPE, true, IResource.DEPTH_ZERO);
    }

    private IMarker dropout() throws CoreException {
        return Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().findMarkers(FindingMarkers.TYPE, true,
                IResource.DEPTH_ZERO)).filter(marker -> marker.getAttribute(FindingMarkers.RULE, "")
                        .equals("dropout-rate")).findFirst().orElseThrow();
    }

    private static IDocument document() {
        ITextEditor editor = (ITextEditor) Workbench.page().getActiveEditor();
        return editor.getDocumentProvider().getDocument(editor.getEditorInput());
    }

    private static void mend(IMarker marker) {
        Preview.agree(new StringBuilder());
        IDE.getMarkerHelpRegistry().getResolutions(marker)[0].run(marker);
    }

    @Test
    void isMendedInItsEditor() throws Exception {
        String before = Files.readString(folder.resolve("digits_buggy.py"));
        IMarker dropout = dropout();
        mend(dropout);
        assertEquals(before.replace("Dropout(0.8)", "Dropout(0.25)"), document().get());
        assertTrue(Workbench.page().getActiveEditor().isDirty(), "it is left to the user to save");
        Workbench.page().saveEditor(Workbench.page().getActiveEditor(), false);
        Workbench.await("the marker to go", () -> !dropout.exists());
    }

    @Test
    void isLeftAloneWhereItHasChangedSince() throws Exception {
        IMarker dropout = dropout();
        mend(dropout);
        document().set("# other\n" + Files.readString(folder.resolve("digits_buggy.py")));
        String changed = document().get();
        mend(dropout);
        assertEquals(changed, document().get());
    }
}
