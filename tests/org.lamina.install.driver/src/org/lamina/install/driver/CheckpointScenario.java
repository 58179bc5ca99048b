package org.lamina.install.driver;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.gef.GraphicalViewer;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;

/** Opens a checkpoint, looks at the editor and at the findings, and opens one finding. */
final class CheckpointScenario {

    private static final String FINDING = "org.lamina.eclipse.core.finding";

    private final Ide ide;
    private final Properties report;

    CheckpointScenario(Ide ide, Properties report) {
        this.ide = ide;
        this.report = report;
    }

    void run() throws Exception {
        openCheckpoint();
        List<IMarker> markers = ide.await(Ide.LONG, this::findings, found -> found.size() >= 3);
        for (IMarker marker : markers) {
            String place = marker.getResource().getProjectRelativePath() + ":"
                    + marker.getAttribute(IMarker.LINE_NUMBER, -1);
            report.setProperty("finding." + marker.getAttribute("rule", "?"),
                    place + ": " + marker.getAttribute(IMarker.MESSAGE, ""));
        }
        Optional<IMarker> dropout = markers.stream()
                .filter(marker -> marker.getAttribute("rule", "").equals("dropout-rate")).findFirst();
        if (dropout.isPresent()) {
            openFinding(dropout.get());
        }
    }

    private void openCheckpoint() throws Exception {
        IEditorPart editor = ide.onUi(
                () -> IDE.openEditor(ide.page(), ide.project().getFile("digits_buggy_traced.pt")));
        report.setProperty("editor", editor.getSite().getId());
        Integer parts = ide.await(Ide.LONG, () -> parts(editor), count -> count > 3);
        report.setProperty("editor.parts", parts.toString());
        report.setProperty("editor.visible", ide.onUi(() -> Boolean.toString(ide.page().isPartVisible(editor))));
    }

    private static int parts(IEditorPart editor) {
        GraphicalViewer viewer = editor.getAdapter(GraphicalViewer.class);
        return viewer == null || viewer.getContents() == null ? 0 : viewer.getContents().getChildren().size();
    }

    private List<IMarker> findings() throws CoreException {
        return Arrays.asList(ide.project().findMarkers(FINDING, true, IResource.DEPTH_INFINITE));
    }

    /** As a double click in the Problems view does. */
    private void openFinding(IMarker marker) throws Exception {
        IEditorPart editor = ide.onUi(() -> IDE.openEditor(ide.page(), marker));
        if (editor instanceof ITextEditor text) {
            String line = ide.onUi(() -> {
                IDocument document = text.getDocumentProvider().getDocument(text.getEditorInput());
                ITextSelection selection = (ITextSelection) text.getSelectionProvider().getSelection();
                int number = document.getLineOfOffset(selection.getOffset());
                return (number + 1) + ": "
                        + document.get(document.getLineOffset(number), document.getLineLength(number)).strip();
            });
            report.setProperty("caret", editor.getEditorInput().getName() + ":" + line);
        }
    }
}
