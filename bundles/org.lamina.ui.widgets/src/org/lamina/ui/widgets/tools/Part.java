package org.lamina.ui.widgets.tools;

import org.lamina.model.Progress;

/** The progress of a step as that of the whole. */
record Part(Progress whole, double start, double length) implements Progress {

    /** The progress of a step that spans {@code parts} parts of {@code of} from part {@code from} on. */
    static Progress of(Progress whole, int from, int parts, int of) {
        return new Part(whole, (double) from / of, (double) parts / of);
    }

    @Override
    public void report(String task, double fraction) {
        whole.report(task, start + length * fraction);
    }

    @Override
    public boolean isCancelled() {
        return whole.isCancelled();
    }
}
