package org.lamina.ui.findings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Image;
import org.eclipse.text.edits.MalformedTreeException;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IMarkerResolution2;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.ui.Icon;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.SourceNavigation;

/** The mechanical repair of a finding. It edits the program in its editor and leaves saving to the user. */
final class FindingFix implements IMarkerResolution2 {

    private final Fix fix;

    private FindingFix(Fix fix) {
        this.fix = fix;
    }

    /** The repair of a finding, if it has one. */
    static Optional<FindingFix> of(MarkedFinding marked) {
        return marked.finding().fix().map(FindingFix::new);
    }

    @Override
    public String getLabel() {
        return fix.title();
    }

    @Override
    public String getDescription() {
        return null;
    }

    @Override
    public Image getImage() {
        return Icon.SOURCE.image();
    }

    @Override
    public void run(IMarker marker) {
        run();
    }

    /** Applies all edits; tells the user if one cannot be applied. */
    void run() {
        IWorkbenchPage page = PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
        Map<String, List<TextEdit>> byFile = fix.edits().stream().collect(Collectors.groupingBy(TextEdit::file));
        byFile.forEach((file, edits) -> apply(Path.of(file), edits, page));
    }

    private static void apply(Path file, List<TextEdit> edits, IWorkbenchPage page) {
        try {
            IEditorPart part = SourceNavigation.open(page, file, 0);
            ITextEditor editor = part.getAdapter(ITextEditor.class);
            if (editor == null || editor.isDirty()) {
                // the offsets are those of the saved file
                report(NLS.bind(Messages.FindingFixes_changed, file.getFileName()), null);
                return;
            }
            MultiTextEdit all = new MultiTextEdit();
            edits.forEach(edit -> all.addChild(new ReplaceEdit(edit.offset(), edit.length(), edit.text())));
            all.apply(editor.getDocumentProvider().getDocument(editor.getEditorInput()));
        } catch (PartInitException | BadLocationException | MalformedTreeException e) {
            report(NLS.bind(Messages.FindingFixes_fault, file.getFileName(), e.getMessage()), e);
        }
    }

    private static void report(String problem, Exception cause) {
        StatusManager.getManager().handle(new Status(IStatus.WARNING, LaminaUi.BUNDLE, problem, cause),
                StatusManager.SHOW);
    }
}
