package org.lamina.ui;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Outcome;
import org.lamina.model.UnitOfAnalysis.OfTensor;

/** Checks the tensors of the selected checkpoints, which takes longer than a look at their architecture. */
public final class CheckTensorsHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IStructuredSelection selection = HandlerUtil.getCurrentStructuredSelection(event);
        Set<Path> files = new LinkedHashSet<>();
        for (Object element : selection) {
            IFile file = Adapters.adapt(element, IFile.class);
            if (element instanceof UnitSelection unit) {
                files.add(unit.file());
            } else if (file != null && file.getLocation() != null) {
                files.add(file.getLocation().toPath());
            }
        }
        IWorkbenchPart part = HandlerUtil.getActivePart(event);
        files.forEach(file -> LaminaCore.checkpoints().checkTensors(file, outcome -> tell(outcome, part)));
        return null;
    }

    private static void tell(Outcome<OpenedModel> outcome, IWorkbenchPart part) {
        if (outcome instanceof Outcome.Failed<OpenedModel> failed) {
            StatusManager.getManager().handle(new Status(IStatus.WARNING, LaminaUi.BUNDLE, failed.problem()),
                    StatusManager.SHOW);
        } else if (outcome instanceof Outcome.Done<OpenedModel> done && part != null) {
            String checked = summary(done.value());
            PlatformUI.getWorkbench().getDisplay().asyncExec(() -> show(checked, part));
        }
    }

    private static String summary(OpenedModel model) {
        long found = model.findings().stream().filter(finding -> finding.unit() instanceof OfTensor).count();
        return found == 0 ? NLS.bind(Messages.CheckTensors_sound, model.file().getFileName())
                : NLS.bind(Messages.CheckTensors_found, model.file().getFileName(), found);
    }

    private static void show(String message, IWorkbenchPart part) {
        IActionBars bars = part.getSite() instanceof IViewSite view ? view.getActionBars()
                : part.getSite() instanceof IEditorSite editor ? editor.getActionBars() : null;
        if (bars != null) {
            bars.getStatusLineManager().setMessage(message);
        }
    }
}
