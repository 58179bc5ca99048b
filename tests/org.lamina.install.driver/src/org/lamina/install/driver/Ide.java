package org.lamina.install.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;

/** The running IDE, driven from a thread that is not the UI thread. */
final class Ide {

    /** For what takes a while: reading a model, starting the engine. */
    static final Duration LONG = Duration.ofSeconds(90);
    /** For what may never come. */
    static final Duration SHORT = Duration.ofSeconds(5);

    private final IWorkbench workbench;
    private final Display display;

    Ide(IWorkbench workbench) {
        this.workbench = workbench;
        this.display = workbench.getDisplay();
    }

    IProject importProject(Path folder) throws CoreException {
        IWorkspace workspace = ResourcesPlugin.getWorkspace();
        IProject project = workspace.getRoot().getProject(folder.getFileName().toString());
        if (!project.exists()) {
            IProjectDescription description = workspace.newProjectDescription(project.getName());
            description.setLocationURI(folder.toUri());
            project.create(description, null);
        }
        project.open(null);
        return project;
    }

    IProject project() {
        return ResourcesPlugin.getWorkspace().getRoot().getProjects()[0];
    }

    /** The page of the one window. On the UI thread only. */
    IWorkbenchPage page() {
        return workbench.getWorkbenchWindows()[0].getActivePage();
    }

    /** Runs something on the UI thread and waits for it. */
    <T> T onUi(Callable<T> action) throws Exception {
        return display.syncCall(action::call);
    }

    /** Asks on the UI thread until the answer is right or time is up; returns the last answer, right or not. */
    <T> T await(Duration patience, Callable<T> question, Predicate<T> right) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        T answer = onUi(question);
        while (!right.test(answer) && System.nanoTime() < end) {
            never.await(100, TimeUnit.MILLISECONDS);
            answer = onUi(question);
        }
        return answer;
    }

    /** The controls of a kind in a view. On the UI thread only. */
    <T extends Control> Stream<T> controls(String view, Class<T> kind) {
        MPart part = page().findViewReference(view).getPart(true).getSite().getService(MPart.class);
        return all((Control) part.getWidget()).filter(kind::isInstance).map(kind::cast);
    }

    private static Stream<Control> all(Control root) {
        return root instanceof Composite composite
                ? Stream.concat(Stream.of(root), Arrays.stream(composite.getChildren()).flatMap(Ide::all))
                : Stream.of(root);
    }

    void close() {
        display.asyncExec(workbench::close);
    }
}
