package org.lamina.ui.preferences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.dialogs.PropertyPage;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.model.ModelFormatException;
import org.lamina.eclipse.core.WorkspaceSettings;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UiQueue;

/** What a project sets otherwise than the workspace; written to the file that the command line reads too. */
public final class ChecksPropertyPage extends PropertyPage {

    private ChecksArea area;
    private boolean hadFile;

    /** A page for the project that is set as its element. */
    public ChecksPropertyPage() {
        setDescription(Messages.ChecksPropertyPage_introduction);
    }

    @Override
    protected Control createContents(Composite parent) {
        area = new ChecksArea(parent, Optional.of(WorkspaceSettings.read()),
                problem -> setErrorMessage(problem.orElse(null)));
        area.show(CheckSettings.DEFAULTS);
        read(file(), new UiQueue(area.control()));
        return area.control();
    }

    private IProject project() {
        return Adapters.adapt(getElement(), IProject.class);
    }

    private Path file() {
        return project().getLocation().toPath().resolve(CheckSettingsFile.FILE);
    }

    private void read(Path file, UiQueue queue) {
        ICoreRunnable read = monitor -> {
            if (Files.exists(file)) {
                try {
                    CheckSettings settings = CheckSettingsFile.read(file);
                    queue.later(() -> {
                        hadFile = true;
                        area.show(settings);
                    });
                } catch (ModelFormatException | IOException e) {
                    queue.later(() -> setErrorMessage(e.getMessage()));
                }
            }
        };
        Job.createSystem(file.toString(), read).schedule();
    }

    /** Shows the rule whose id is given. */
    @Override
    public void applyData(Object data) {
        if (data instanceof String rule) {
            area.select(rule);
        }
    }

    @Override
    protected void performDefaults() {
        area.show(CheckSettings.DEFAULTS);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        CheckSettings settings = area.settings();
        if (hadFile || !settings.equals(CheckSettings.DEFAULTS)) {
            hadFile = true;
            IProject project = project();
            Path file = file();
            ICoreRunnable write = monitor -> write(project, file, settings, monitor);
            Job job = Job.create(NLS.bind(Messages.ChecksPropertyPage_name, project.getName()), write);
            job.setRule(project);
            job.schedule();
        }
        return true;
    }

    private static void write(IProject project, Path file, CheckSettings settings, IProgressMonitor monitor)
            throws CoreException {
        try {
            CheckSettingsFile.write(file, settings);
            project.refreshLocal(IResource.DEPTH_ONE, monitor);
            project.getFile(CheckSettingsFile.FILE).getParent().refreshLocal(IResource.DEPTH_ONE, monitor);
        } catch (ModelFormatException | IOException e) {
            throw new CoreException(new Status(IStatus.ERROR, LaminaUi.BUNDLE,
                    NLS.bind(Messages.ChecksPropertyPage_fault, project.getName(), e.getMessage()), e));
        }
    }
}
