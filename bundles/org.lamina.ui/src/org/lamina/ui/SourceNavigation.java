package org.lamina.ui;

import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.content.IContentType;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.ui.IEditorDescriptor;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.editors.text.EditorsUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.FileEditorInput;
import org.eclipse.ui.texteditor.ITextEditor;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.SourceLocation;

/** The way to a line of a program. To be used by the UI thread. */
public final class SourceNavigation {

    private SourceNavigation() {
    }

    /**
     * Opens the file of a place and selects its line.
     *
     * @param source a place that exists here, as {@link org.lamina.source.layers.LayerSources} gives it
     * @throws PartInitException if the file cannot be opened
     */
    public static IEditorPart open(IWorkbenchPage page, SourceLocation source) throws PartInitException {
        return open(page, Path.of(source.file()), source.line());
    }

    /**
     * Opens a file, in the workspace or outside, in the editor of its type and selects a line.
     *
     * @param line from 1; a line that the file does not have selects nothing
     * @throws PartInitException if the file cannot be opened
     */
    public static IEditorPart open(IWorkbenchPage page, Path file, int line) throws PartInitException {
        IEditorPart editor = IDE.openEditor(page, file.toUri(), editorFor(file.getFileName().toString()), true);
        ITextEditor text = editor.getAdapter(ITextEditor.class);
        if (text != null) {
            select(text, line);
        }
        return editor;
    }

    /**
     * Opens the program at a finding and selects what its marker marks.
     *
     * @param marked a finding with a source
     * @throws PartInitException if the file cannot be opened
     */
    public static IEditorPart open(IWorkbenchPage page, MarkedFinding marked) throws PartInitException {
        if (!(marked.marker().getResource() instanceof IFile file)) {
            return open(page, marked.finding().source().orElseThrow());
        }
        IEditorPart editor = page.openEditor(new FileEditorInput(file), editorFor(file.getName()), true);
        IDE.gotoMarker(editor, marked.marker());
        return editor;
    }

    /** The editor inside the workbench for a file name; never a program of the system, which knows no line. */
    private static String editorFor(String fileName) {
        IContentType type = Platform.getContentTypeManager().findContentTypeFor(fileName);
        IEditorDescriptor editor = PlatformUI.getWorkbench().getEditorRegistry().getDefaultEditor(fileName, type);
        return editor != null && editor.isInternal() ? editor.getId() : EditorsUI.DEFAULT_TEXT_EDITOR_ID;
    }

    private static void select(ITextEditor editor, int line) {
        IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
        if (document == null || line < 1 || line > document.getNumberOfLines()) {
            return;
        }
        try {
            IRegion region = document.getLineInformation(line - 1);
            editor.selectAndReveal(region.getOffset(), region.getLength());
        } catch (BadLocationException e) {
            throw new IllegalStateException("the document changed within one event of the UI thread", e);
        }
    }
}
