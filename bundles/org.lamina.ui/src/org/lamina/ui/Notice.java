package org.lamina.ui;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Link;

/** What a part says while it has nothing to show: what will be here, and how to get it here. */
public final class Notice {

    private static final int MARGIN = 12;

    private final Composite page;
    private final Link text;
    private Runnable action = () -> {
        // the text has no link yet
    };

    /** A notice as a page of a part. */
    public Notice(Composite parent) {
        page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(MARGIN, MARGIN).applyTo(page);
        text = new Link(page, SWT.WRAP);
        for (Control control : new Control[] {page, text}) {
            control.setBackground(control.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
            control.setForeground(control.getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND));
        }
        GridDataFactory.fillDefaults().grab(true, true).align(SWT.FILL, SWT.BEGINNING).applyTo(text);
        text.addListener(SWT.Selection, event -> action.run());
    }

    /** The control to place. */
    public Control control() {
        return page;
    }

    /** Shows a text. */
    public void show(String message) {
        text.setText(message.replace("&", "&&"));
        page.layout();
    }

    /** Shows a text with one link ({@code <a>...</a>}) that runs something. */
    public void show(String message, Runnable onLink) {
        action = onLink;
        show(message);
    }
}
