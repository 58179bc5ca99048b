package org.lamina.ui.widgets.panel;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Texts;

/** A widget whose tool is at work: what is being done, how far it is, and a way to stop it. */
final class RunningBody extends Composite {

    private static final int FULL = 1000;

    private final Label task;
    private final Button cancel;
    private ProgressBar bar;

    /** @param onCancel what the button does */
    RunningBody(Composite parent, Runnable onCancel) {
        super(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(this);
        task = new Label(this, SWT.NONE);
        task.setText(Messages.RunningBody_starting);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(1, SWT.DEFAULT).applyTo(task);
        cancel = new Button(this, SWT.PUSH);
        cancel.setText(Messages.RunningBody_cancel);
        cancel.addListener(SWT.Selection, event -> onCancel.run());
        bar = bar(SWT.INDETERMINATE);
    }

    private ProgressBar bar(int style) {
        ProgressBar created = new ProgressBar(this, style | SWT.HORIZONTAL);
        created.setMaximum(FULL);
        created.moveAbove(cancel);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(1, SWT.DEFAULT)
                .applyTo(created);
        return created;
    }

    /** Shows where the work is; the bar moves to and fro until the first fraction that is a number. */
    void progressed(String what, double fraction) {
        task.setText(Texts.plain(what));
        if (fraction >= 0) {
            if ((bar.getStyle() & SWT.INDETERMINATE) != 0) {
                bar.dispose();
                bar = bar(SWT.SMOOTH);
                layout();
            }
            bar.setSelection((int) Math.round(Math.min(1, fraction) * FULL));
        }
    }
}
