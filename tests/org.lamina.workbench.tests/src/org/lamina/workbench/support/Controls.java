package org.lamina.workbench.support;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

/** Finds controls by what they are, and does to them what people do. */
public final class Controls {

    private Controls() {
    }

    /** The control of a type inside another one that is like this; fails if there is none. */
    public static <T extends Control> T find(Composite root, Class<T> type, Predicate<T> like) {
        return all(root).filter(type::isInstance).map(type::cast).filter(like).findFirst()
                .orElseThrow(() -> new AssertionError("no such " + type.getSimpleName() + " in " + root));
    }

    /** All controls inside another one, outer before inner. */
    public static Stream<Control> all(Composite root) {
        return Arrays.stream(root.getChildren()).flatMap(child -> Stream.concat(Stream.of(child),
                child instanceof Composite composite ? all(composite) : Stream.empty()));
    }

    /** Sends an event to a control as if the user had caused it. */
    public static void send(Control control, int type, Event event) {
        control.notifyListeners(type, event);
        Workbench.flush();
    }
}
