package org.lamina.demo;

import java.nio.file.Path;

import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;

/**
 * Starts the demo if the system property {@value #PROPERTY} names a folder for its picture. The folder of the project
 * to show is that of {@code lamina.open}.
 */
public final class DemoOnStartup implements IStartup {

    /** The system property that names the folder for the results. */
    public static final String PROPERTY = "lamina.demo";

    private static final String PROJECT = "lamina.open";

    @Override
    public void earlyStartup() {
        String results = System.getProperty(PROPERTY, "");
        if (!results.isEmpty()) {
            new DemoJob(PlatformUI.getWorkbench(), Path.of(System.getProperty(PROJECT, "digits")), Path.of(results))
                    .schedule();
        }
    }
}
