package org.lamina.ui.preferences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.dialogs.PropertyPage;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.checks.settings.CheckSettingsFile;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.model.ModelFormatException;
import org.lamina.ui.LaminaUi;
import org.lamina.ui.UiQueue;

/** What a project sets otherwise than the workspace; written to the file that the command line reads too. */
public final class ChecksPropertyPage extends PropertyPage {

    private final RuleChoices choices = new RuleChoices();
    private Button onSave;
    private RuleChooser chooser;
    private boolean hadFile;

    @Override
    protected Control createContents(Composite parent) {
        setDescription(Messages.ChecksPropertyPage_introduction);
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(page);
        onSave = new Button(page, SWT.CHECK);
        onSave.setText(Messages.ChecksPage_onSave);
        chooser = new RuleChooser(page, LaminaCore.rules(), choices, problem -> setErrorMessage(problem.orElse(null)));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(chooser.control());
        show(CheckSettings.DEFAULTS);
        read(file(), new UiQueue(page));
        return page;
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
                        show(settings);
                    });
                } catch (ModelFormatException | IOException e) {
                    queue.later(() -> setErrorMessage(e.getMessage()));
                }
            }
        };
        Job.createSystem(file.toString(), read).schedule();
    }

    private void show(CheckSettings settings) {
        choices.set(settings.rules());
        onSave.setSelection(settings.onSave());
        chooser.refresh();
    }

    @Override
    protected void performDefaults() {
        show(CheckSettings.DEFAULTS);
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        CheckSettings settings = new CheckSettings(choices.settings(), onSave.getSelection());
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
            project.refreshLocal(IResource.DEPTH_INFINITE, monitor);
        } catch (ModelFormatException | IOException e) {
            throw new CoreException(new Status(IStatus.ERROR, LaminaUi.BUNDLE,
                    NLS.bind(Messages.ChecksPropertyPage_fault, project.getName(), e.getMessage()), e));
        }
    }
}
