package org.lamina.ui.startup;

import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.resources.IFile;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.ResourceUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.SourceChecks;
import org.lamina.ui.findings.FindingHover;

/**
 * Starts the checks of programs with the workbench, has a program checked when it is opened in an editor, and its
 * findings explained there.
 */
public final class CheckOpenedPrograms implements IStartup, IWindowListener, IPartListener2 {

    private SourceChecks checks;

    @Override
    public void earlyStartup() {
        checks = LaminaCore.sources();
        checks.checkStale();
        FileBuffers.getTextFileBufferManager().addFileBufferListener(new SavedOutside());
        IWorkbench workbench = PlatformUI.getWorkbench();
        workbench.getDisplay().asyncExec(() -> {
            workbench.addWindowListener(this);
            for (IWorkbenchWindow window : workbench.getWorkbenchWindows()) {
                windowOpened(window);
            }
        });
    }

    @Override
    public void windowOpened(IWorkbenchWindow window) {
        window.getPartService().addPartListener(this);
        for (IWorkbenchPage page : window.getPages()) {
            for (IEditorReference editor : page.getEditorReferences()) {
                check(editor);
                FindingHover.install(editor.getPart(false));
            }
        }
    }

    @Override
    public void partOpened(IWorkbenchPartReference part) {
        if (part instanceof IEditorReference editor) {
            check(editor);
            FindingHover.install(editor.getPart(false));
        }
    }

    private void check(IEditorReference editor) {
        try {
            IFile file = ResourceUtil.getFile(editor.getEditorInput());
            if (file != null) {
                checks.check(file);
            }
        } catch (PartInitException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.LOG);
        }
    }

    @Override
    public void windowClosed(IWorkbenchWindow window) {
        window.getPartService().removePartListener(this);
    }

    @Override
    public void windowActivated(IWorkbenchWindow window) {
        // nothing was opened
    }

    @Override
    public void windowDeactivated(IWorkbenchWindow window) {
        // nothing was opened
    }
}
