package org.lamina.ui.widgets.panel;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.lamina.ui.widgets.Texts;

/** A widget without a result: why, in one sentence, and a way to try again. */
final class ProblemBody extends Composite {

    private static final int NARROW = 60;

    /**
     * @param image a sign for the kind of problem; owned by the caller
     * @param problem one sentence for people
     * @param retryLabel what the button says
     * @param retry what the button does
     */
    ProblemBody(Composite parent, Image image, String problem, String retryLabel, Runnable retry) {
        super(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(this);
        Label sign = new Label(this, SWT.NONE);
        sign.setImage(image);
        GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.BEGINNING).applyTo(sign);
        Label text = new Label(this, SWT.WRAP);
        text.setText(Texts.plain(problem));
        GridDataFactory.fillDefaults().grab(true, false).hint(NARROW, SWT.DEFAULT).applyTo(text);
        Button button = new Button(this, SWT.PUSH);
        button.setText(retryLabel);
        button.addListener(SWT.Selection, event -> retry.run());
        GridDataFactory.fillDefaults().span(2, 1).align(SWT.BEGINNING, SWT.CENTER).applyTo(button);
    }
}
