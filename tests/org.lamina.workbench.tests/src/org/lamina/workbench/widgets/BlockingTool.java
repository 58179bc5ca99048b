package org.lamina.workbench.widgets;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.lamina.model.Progress;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.UnitKind;
import org.lamina.ui.widgets.WidgetModel;

/** A tool that works until it is cancelled, and counts how often it was started and stopped. */
final class BlockingTool implements Tool {

    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();

    @Override
    public String id() {
        return "org.lamina.workbench.widgets.blocking";
    }

    @Override
    public String label() {
        return "Blocking tool";
    }

    @Override
    public String description() {
        return "Works until it is cancelled.";
    }

    @Override
    public Set<UnitKind> unitKinds() {
        return Set.of(UnitKind.LAYER);
    }

    @Override
    public Optional<String> obstacle(ToolContext context) {
        return Optional.empty();
    }

    @Override
    public WidgetModel run(ToolContext context, Progress progress) {
        started.incrementAndGet();
        try {
            while (true) {
                progress.checkCancelled();
                progress.report("Waiting", 0.5);
                Thread.onSpinWait();
            }
        } finally {
            stopped.incrementAndGet();
        }
    }
}
