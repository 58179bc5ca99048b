package org.lamina.ui.graph.editing;

import java.util.Map;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.eclipse.gef.commands.CommandStackEvent;
import org.eclipse.gef.commands.CommandStackEventListener;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.menus.UIElement;

/** Edit &gt; Undo and Redo of one editor. */
public final class Undoing extends AbstractHandler implements IElementUpdater, CommandStackEventListener {

    private final CommandStack commands;
    private final boolean back;
    private final ICommandService service;

    private Undoing(CommandStack commands, boolean back, ICommandService service) {
        this.commands = commands;
        this.back = back;
        this.service = service;
        commands.addCommandStackEventListener(this);
        look();
    }

    /** Lets Undo and Redo work on these commands as long as the part is active. */
    public static void activate(IWorkbenchPartSite site, CommandStack commands) {
        IHandlerService handlers = site.getService(IHandlerService.class);
        ICommandService service = site.getService(ICommandService.class);
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_UNDO, new Undoing(commands, true, service));
        handlers.activateHandler(IWorkbenchCommandConstants.EDIT_REDO, new Undoing(commands, false, service));
    }

    @Override
    public Object execute(ExecutionEvent event) {
        if (back) {
            commands.undo();
        } else {
            commands.redo();
        }
        return null;
    }

    @Override
    public void stackChanged(CommandStackEvent event) {
        if (event.isPostChangeEvent()) {
            look();
            service.refreshElements(id(), null);
        }
    }

    private void look() {
        setBaseEnabled(back ? commands.canUndo() : commands.canRedo());
    }

    private String id() {
        return back ? IWorkbenchCommandConstants.EDIT_UNDO : IWorkbenchCommandConstants.EDIT_REDO;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface knows no generics
    public void updateElement(UIElement element, Map parameters) {
        Command next = back ? commands.getUndoCommand() : commands.getRedoCommand();
        String label = next == null || next.getLabel() == null ? "" : next.getLabel();
        element.setText(NLS.bind(back ? Messages.Undoing_undo : Messages.Undoing_redo, label).strip());
    }
}
