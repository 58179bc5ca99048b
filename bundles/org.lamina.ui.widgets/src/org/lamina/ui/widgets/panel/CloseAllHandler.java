package org.lamina.ui.widgets.panel;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.handlers.HandlerUtil;

/** Takes all widgets out of the Widgets view. */
public final class CloseAllHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        if (HandlerUtil.getActivePart(event) instanceof WidgetsView view) {
            view.closeAll();
        }
        return null;
    }
}
