package org.lamina.engine.worker;

import java.nio.file.Path;
import java.util.List;
import org.lamina.engine.ActivationRequest;
import org.lamina.engine.Engine;
import org.lamina.model.Progress;

/** A program that starts a run, prints the process of its worker, and dies without a word. */
public final class DyingClient {

    private DyingClient() {
    }

    /** @param arguments a checkpoint that runs without end, and its samples */
    public static void main(String[] arguments) throws Exception {
        Progress progress = new Progress() {
            @Override
            public void report(String task, double fraction) {
                if (task.startsWith("Running")) {
                    ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
                    Runtime.getRuntime().halt(1);
                }
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
        new Engine(TestEngine.installation()).activations(new ActivationRequest(Path.of(arguments[0]),
                Path.of(arguments[1]), List.of("fc2"), 3), progress);
    }
}
