package org.lamina.ui.graph;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Text;

/** What stands in the editor's place while there is no drawing: what is going on or what is wrong, and one button. */
final class MessagePage {

    private static final int WIDTH = 560;

    private final Composite control;
    private final Label icon;
    private final Label title;
    private final Text message;
    private final Text path;
    private final ProgressBar bar;
    private final Button button;
    private Runnable action = () -> {
        // set with the first message
    };

    MessagePage(Composite parent) {
        control = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().applyTo(control);
        Composite box = new Composite(control, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.CENTER, SWT.CENTER).grab(true, true).applyTo(box);
        GridLayoutFactory.swtDefaults().numColumns(2).spacing(12, 8).applyTo(box);
        icon = new Label(box, SWT.NONE);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).span(1, 5).applyTo(icon);
        title = new Label(box, SWT.NONE);
        title.setFont(JFaceResources.getHeaderFont());
        message = text(box);
        path = text(box);
        bar = new ProgressBar(box, SWT.INDETERMINATE);
        GridDataFactory.fillDefaults().hint(WIDTH / 2, SWT.DEFAULT).align(SWT.BEGINNING, SWT.CENTER).applyTo(bar);
        button = new Button(box, SWT.PUSH);
        GridDataFactory.swtDefaults().applyTo(button);
        button.addListener(SWT.Selection, event -> action.run());
    }

    /** Text that can be selected and copied. */
    private static Text text(Composite parent) {
        Text text = new Text(parent, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
        text.setBackground(parent.getBackground());
        GridDataFactory.fillDefaults().hint(WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    Control control() {
        return control;
    }

    void setFocus() {
        button.setFocus();
    }

    /** Tells that something is going on. */
    void showProgress(String newTitle, String newPath, String newButton, Runnable newAction) {
        show(newTitle, "", newPath, newButton, newAction);
        icon.setImage(null);
        setVisible(bar, true);
        control.layout(true, true);
    }

    /** Tells why there is nothing to see; {@code systemIcon} is one of SWT's. */
    void showProblem(int systemIcon, String newTitle, String newMessage, String newPath, String newButton,
            Runnable newAction) {
        show(newTitle, newMessage, newPath, newButton, newAction);
        icon.setImage(control.getDisplay().getSystemImage(systemIcon));
        setVisible(bar, false);
        control.layout(true, true);
    }

    private void show(String newTitle, String newMessage, String newPath, String newButton, Runnable newAction) {
        title.setText(newTitle.replace("&", "&&")); // one alone underlines a letter
        message.setText(newMessage);
        setVisible(message, !newMessage.isEmpty());
        path.setText(newPath);
        button.setText(newButton);
        action = newAction;
    }

    private static void setVisible(Control part, boolean visible) {
        part.setVisible(visible);
        GridDataFactory.createFrom((GridData) part.getLayoutData()).exclude(!visible)
                .applyTo(part);
    }
}
