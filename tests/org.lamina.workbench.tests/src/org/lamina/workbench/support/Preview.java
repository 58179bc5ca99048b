package org.lamina.workbench.support;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;

/** The dialog that shows a change before it is made. */
public final class Preview {

    private static final int POLL_MILLIS = 50;
    private static final String OK = "OK";
    private static final List<String> AGREE = List.of(OK, "Preview >");

    private Preview() {
    }

    /**
     * Agrees to the preview that will open, in this thread, while somebody waits for it; problems may come first.
     *
     * @param title takes its title
     */
    public static void agree(StringBuilder title) {
        Display display = Display.getCurrent();
        display.timerExec(POLL_MILLIS, () -> {
            Optional<Button> ok = Arrays.stream(display.getShells()).filter(Shell::isVisible)
                    .filter(shell -> shell.getParent() != null).flatMap(Controls::all)
                    .filter(Button.class::isInstance).map(Button.class::cast)
                    .filter(button -> AGREE.contains(button.getText().replace("&", "")) && button.isEnabled())
                    .findFirst();
            boolean last = ok.filter(button -> button.getText().equals(OK)).isPresent();
            if (last) {
                title.append(ok.get().getShell().getText());
            } else {
                agree(title);
            }
            ok.ifPresent(button -> Controls.send(button, SWT.Selection, new Event()));
        });
    }
}
