package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourceAttributes;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.ltk.core.refactoring.RefactoringCore;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.workbench.support.Preview;
import org.lamina.workbench.support.Workbench;

/** Quick fixes of programs as people have them: read-only, in several editors, in other encodings. */
class QuickFixesTest {

    private static final String PROGRAM = """
            # Größe
            from tensorflow import keras

            model = keras.Sequential([
                keras.layers.Dense(512, activation="relu"),
                keras.layers.Dropout(0.8),
                keras.layers.Dense(10, activation="softmax"),
            ])
            model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
            """;
    private static final String MENDED = PROGRAM.replace("0.8", "0.25");

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private TestProject project;

    @BeforeEach
    void start() throws CoreException {
        LaminaCore.sources();
        project = new TestProject();
    }

    @AfterEach
    void stop() throws Exception {
        Workbench.closeEditors();
        Workbench.awaitJobs(Checkpoints.FAMILY);
        project.delete();
        Workbench.awaitJobs(Checkpoints.FAMILY);
    }

    private IMarker dropout(IFile file) throws CoreException {
        LaminaCore.sources().check(file);
        Workbench.awaitJobs(Checkpoints.FAMILY);
        return Arrays.stream(file.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_ZERO))
                .filter(marker -> marker.getAttribute(FindingMarkers.RULE, "").equals("dropout-rate")).findFirst()
                .orElseThrow();
    }

    /** Mends several files in one step, with a preview. */
    private void mend(IFile... files) throws CoreException {
        List<IMarker> markers = new ArrayList<>();
        for (IFile file : files) {
            markers.add(dropout(file));
        }
        Preview.agree(new StringBuilder());
        ((WorkbenchMarkerResolution) IDE.getMarkerHelpRegistry().getResolutions(markers.get(0))[0])
                .run(markers.toArray(IMarker[]::new), new NullProgressMonitor());
    }

    private String onDisk(IFile file) throws Exception {
        return Files.readString(file.getLocation().toPath());
    }

    private static void setReadOnly(IFile file, boolean readOnly) throws CoreException {
        ResourceAttributes attributes = file.getResourceAttributes();
        attributes.setReadOnly(readOnly);
        file.setResourceAttributes(attributes);
    }

    @Test
    void leavesWhatIsReadOnlyAndMendsTheRestInOneStepThatIsUndone() throws Exception {
        IFile locked = project.write("locked.py", PROGRAM);
        IFile one = project.write("one.py", PROGRAM);
        IFile other = project.write("other.py", PROGRAM.replace("\n", "\r\n"));
        setReadOnly(locked, true);
        try {
            mend(locked, one, other);
            assertEquals(List.of(PROGRAM, MENDED, MENDED.replace("\n", "\r\n")),
                    List.of(onDisk(locked), onDisk(one), onDisk(other)));
            RefactoringCore.getUndoManager().performUndo(null, new NullProgressMonitor());
            assertEquals(List.of(PROGRAM, PROGRAM, PROGRAM.replace("\n", "\r\n")),
                    List.of(onDisk(locked), onDisk(one), onDisk(other)));
        } finally {
            setReadOnly(locked, false);
        }
    }

    @Test
    void keepsTheEncodingAndTheByteOrderMark() throws Exception {
        Charset latin = StandardCharsets.ISO_8859_1;
        IFile declared = project.write("latin.py", ("# coding: latin-1\n" + PROGRAM).getBytes(latin));
        IFile marked = project.write("mark.py", "\uFEFF" + PROGRAM);
        mend(declared, marked);
        assertEquals("# coding: latin-1\n" + MENDED, Files.readString(declared.getLocation().toPath(), latin));
        assertEquals("\uFEFF" + MENDED, onDisk(marked));
    }

    @Test
    void refusesWhatItCannotReadWhole() throws Exception {
        byte[] foreign = PROGRAM.getBytes(StandardCharsets.ISO_8859_1);
        IFile file = project.write("foreign.py", foreign);
        mend(file);
        assertEquals(Arrays.toString(foreign), Arrays.toString(Files.readAllBytes(file.getLocation().toPath())));
    }

    @Test
    void mendsTheOneTextOfTwoEditorsInTwoWindows() throws Exception {
        IFile file = project.write("train.py", PROGRAM);
        IWorkbenchWindow second = PlatformUI.getWorkbench().openWorkbenchWindow(null);
        try {
            List<ITextEditor> editors = new ArrayList<>();
            for (IWorkbenchPage page : List.of(Workbench.page(), second.getActivePage())) {
                editors.add((ITextEditor) IDE.openEditor(page, file, EditorsUI.DEFAULT_TEXT_EDITOR_ID));
            }
            mend(file);
            for (ITextEditor editor : editors) {
                IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
                assertEquals(MENDED, document.get());
                assertFalse(editor.isDirty());
            }
            assertEquals(MENDED, onDisk(file));
        } finally {
            assertTrue(second.close());
        }
    }

    @Test
    void mendsANotebookAndShowsItsCell() throws Exception {
        String cell = PROGRAM.replace("\"", "\\\"").replace("\n", "\\n");
        String json = "{\"cells\": [\n{\"cell_type\": \"code\",\n\"source\": \"" + cell + "\"}]}";
        IFile file = project.write("train.ipynb", json);
        assertEquals("cell 1, line 6", dropout(file).getAttribute(IMarker.LOCATION, ""));
        mend(file);
        assertEquals(json.replace("0.8", "0.25"), onDisk(file));
    }
}
