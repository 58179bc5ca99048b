package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.workbench.support.DigitsProject;
import org.lamina.workbench.support.Workbench;

/** How long it takes from saving a program until its markers are there; prints it with {@code -Dlamina.speed=true}. */
class SavedProgramTest {

    private static final int TIMES = 20;
    private static final double NANOS = 1e6;
    private static final double PATIENT_MILLIS = 2_000;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final AtomicLong marked = new AtomicLong();
    private final IResourceChangeListener listener = event -> {
        // saving itself writes down where the text has moved markers to
        if (Arrays.stream(event.findMarkerDeltas(FindingMarkers.TYPE, true))
                .anyMatch(marker -> marker.getKind() != IResourceDelta.CHANGED)) {
            marked.set(System.nanoTime());
        }
    };
    private DigitsProject project;

    @BeforeEach
    void start() throws Exception {
        LaminaCore.sources();
        project = DigitsProject.create("speed-" + System.nanoTime(), "digits_buggy.py");
        Workbench.awaitJobs(Checkpoints.FAMILY);
        ResourcesPlugin.getWorkspace().addResourceChangeListener(listener, IResourceChangeEvent.POST_CHANGE);
    }

    @AfterEach
    void stop() throws Exception {
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(listener);
        Workbench.closeEditors();
        project.close();
    }

    @Test
    void isMarkedSoonAfterItIsSaved() throws Exception {
        ITextEditor editor = (ITextEditor) IDE.openEditor(Workbench.page(), project.file("digits_buggy.py"),
                EditorsUI.DEFAULT_TEXT_EDITOR_ID);
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        int rate = document.get().indexOf("0.8");
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 2 * TIMES; i++) {
            document.replace(rate, "0.8".length(), i % 2 == 0 ? "0.2" : "0.8");
            marked.set(0);
            long saved = System.nanoTime();
            editor.doSave(new NullProgressMonitor());
            Workbench.await("markers", () -> marked.get() > 0);
            if (i >= TIMES) {
                millis.add((marked.get() - saved) / NANOS);
            }
            Workbench.awaitJobs(Checkpoints.FAMILY);
        }
        double median = millis.stream().sorted().toList().get(TIMES / 2);
        if (Boolean.getBoolean("lamina.speed")) {
            ResourcesPlugin.getPlugin().getLog().info("from save to markers: " + median + " ms, median of " + TIMES);
        }
        IMarker[] findings = project.file("digits_buggy.py").findMarkers(FindingMarkers.TYPE, true, 0);
        assertTrue(findings.length > 0, "the last program saved is the one with the fault");
        assertTrue(median < PATIENT_MILLIS, "median of " + median + " ms");
    }
}
