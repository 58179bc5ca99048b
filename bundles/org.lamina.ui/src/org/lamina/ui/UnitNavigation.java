package org.lamina.ui;

import java.nio.file.Path;

import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.ide.IDE;

/** The way to a checkpoint and to a unit in it. To be used by the UI thread. */
public final class UnitNavigation {

    private UnitNavigation() {
    }

    /**
     * Opens the architecture graph of a checkpoint, or brings it to the top.
     *
     * @param file the checkpoint, in the workspace or outside
     * @throws PartInitException if the graph editor cannot be opened
     */
    public static IEditorPart open(IWorkbenchPage page, Path file) throws PartInitException {
        return IDE.openEditor(page, file.toUri(), LaminaUi.GRAPH_EDITOR, true);
    }

    /**
     * Opens the architecture graph of a unit's checkpoint and shows the unit there.
     *
     * @throws PartInitException if the graph editor cannot be opened
     */
    public static IEditorPart open(IWorkbenchPage page, UnitSelection selection) throws PartInitException {
        IEditorPart editor = open(page, selection.file());
        UnitTarget target = editor.getAdapter(UnitTarget.class);
        if (target != null) {
            target.reveal(selection.unit());
        }
        return editor;
    }
}
