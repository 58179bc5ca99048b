package org.lamina.eclipse.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a test fail when something was logged as an error while it ran; keeps the warnings for the test to look at.
 * Register it first, so that it looks last.
 */
public final class NoErrorsLogged implements BeforeEachCallback, AfterEachCallback {

    private final List<IStatus> logged = new CopyOnWriteArrayList<>();
    private final ILogListener listener = (status, plugin) -> logged.add(status);

    @Override
    public void beforeEach(ExtensionContext context) {
        logged.clear();
        Platform.addLogListener(listener);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Platform.removeLogListener(listener);
        assertEquals(List.of(), logged.stream().filter(status -> status.getSeverity() >= IStatus.ERROR)
                .map(NoErrorsLogged::text).toList(), "errors in the log");
    }

    /** What Lamina has logged as a warning so far. */
    public List<IStatus> warnings() {
        return logged.stream().filter(status -> status.getSeverity() == IStatus.WARNING)
                .filter(status -> status.getPlugin().startsWith("org.lamina")).toList();
    }

    private static String text(IStatus status) {
        StringBuilder text = new StringBuilder(status.toString());
        if (status.getException() != null) {
            text.append('\n').append(status.getException());
            for (StackTraceElement frame : status.getException().getStackTrace()) {
                text.append("\n\tat ").append(frame);
            }
        }
        return text.toString();
    }
}
