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
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.statushandlers.StatusManager;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Outcome;

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
        files.forEach(file -> LaminaCore.checkpoints().checkTensors(file, CheckTensorsHandler::tell));
        return null;
    }

    private static void tell(Outcome<OpenedModel> outcome) {
        if (outcome instanceof Outcome.Failed<OpenedModel> failed) {
            StatusManager.getManager().handle(new Status(IStatus.WARNING, LaminaUi.BUNDLE, failed.problem()),
                    StatusManager.SHOW);
        }
    }
}
