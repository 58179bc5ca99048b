package org.lamina.ui.startup;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.ui.FolderProjects;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UnitNavigation;

/**
 * Opens the file or folder of the system property {@value #PROPERTY} in the perspective Model Debugging: a folder
 * becomes a project, a checkpoint is opened. Does nothing without the property.
 */
public final class OpenOnStartup implements IStartup {

    /** The system property that names a file or folder. */
    public static final String PROPERTY = "lamina.open";

    @Override
    public void earlyStartup() {
        String name = System.getProperty(PROPERTY, "");
        if (!name.isEmpty()) {
            Path path = Path.of(name);
            ICoreRunnable open = monitor -> open(path, monitor);
            Job.create(NLS.bind(Messages.OpenOnStartup_name, path.getFileName()), open).schedule();
        }
    }

    private static void open(Path path, IProgressMonitor monitor) throws CoreException {
        boolean folder = Files.isDirectory(path);
        if (folder) {
            new FolderProjects(ResourcesPlugin.getWorkspace()).open(path, monitor);
        }
        IWorkbench workbench = PlatformUI.getWorkbench();
        workbench.getDisplay().asyncExec(() -> show(workbench, folder ? null : path));
    }

    private static void show(IWorkbench workbench, Path file) {
        IWorkbenchWindow[] windows = workbench.getWorkbenchWindows();
        if (windows.length == 0) {
            return; // the workbench was closed meanwhile
        }
        try {
            IWorkbenchPage page = workbench.showPerspective(LaminaUi.PERSPECTIVE, windows[0]);
            if (file != null) {
                UnitNavigation.open(page, file);
            }
        } catch (WorkbenchException e) {
            StatusManager.getManager().handle(e.getStatus(), StatusManager.SHOW | StatusManager.LOG);
        }
    }
}
