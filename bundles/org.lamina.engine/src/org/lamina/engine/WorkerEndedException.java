package org.lamina.engine;

import java.util.List;

/** The worker ended in the middle of a request without having been told to. */
final class WorkerEndedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> log;

    WorkerEndedException(WorkerProcess worker) throws InterruptedException {
        super(worker.ending());
        log = worker.log();
    }

    List<String> log() {
        return log;
    }
}
